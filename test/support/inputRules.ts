import { build } from '../../infra/bundles/resolverBundle.ts';
import { loadCode } from '../../local/appsync-js/runtime/code.ts';
import { evaluate } from './host/handlers.ts';
import { aTrip } from './trips.ts';

const FILES = {
  saveContacts: 'resolvers/Mutation.saveContacts/saveContacts.ts',
  createTrip: 'resolvers/Mutation.createTrip/readAccount.ts',
} as const;

const identity = {
  sub: '11111111-1111-4111-8111-111111111111',
  username: 'amira',
  issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/pool',
  claims: {},
  sourceIp: ['127.0.0.1'],
  defaultAuthStrategy: 'ALLOW' as const,
  groups: null,
};

export interface Outcome {
  /** `errorInfo` of the refusal; null when the input is accepted. */
  readonly refusal: Readonly<Record<string, unknown>> | null;
  /** What the request to DynamoDB contains, and what the step leaves for later steps, as JSON. */
  readonly written: string;
}

const bundles = build(Object.values(FILES));
const codes = {
  saveContacts: loadCode(bundles.get(FILES.saveContacts) ?? '', 'Mutation.saveContacts'),
  createTrip: loadCode(bundles.get(FILES.createTrip) ?? '', 'Mutation.createTrip'),
};

function outcomeOf(field: keyof typeof FILES, input: object): Outcome {
  const { error, result, stash } = evaluate(codes[field], 'request', {
    arguments: { input },
    identity,
    env: { TABLE_NAME: 'table' },
  });
  if (error && error.type !== 'ValidationError') throw new Error(error.message);
  return { refusal: (error?.info as Outcome['refusal']) ?? null, written: JSON.stringify([result, stash]) };
}

/** What becomes of a contact card, which has an address unless the card says otherwise. */
export function savingCard(card: object): Outcome {
  return outcomeOf('saveContacts', { name: 'Amira', email: 'amira@example.com', ...card });
}

/** What becomes of a trip. */
export function postingTrip(changes: object): Outcome {
  return outcomeOf('createTrip', aTrip(changes));
}
