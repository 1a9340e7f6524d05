import type { Request, RequestUpdate } from '../../domain/schema.types.ts';
import type { Journey } from './journey.ts';
import { UPDATE_FIELDS } from './operations.ts';
import type { Step } from './step.ts';

type RequestName = 'request' | 'smallRequest' | 'shortRequest' | 'lastRequest';
type Party = 'traveler' | 'requester';

/** The changed values of a request in an update. */
interface Change {
  /** Default: `STATUS`. */
  readonly change?: RequestUpdate['change'];
  readonly status: Request['status'];
  readonly reason: Exclude<Request['reason'], undefined>;
  readonly revision: number;
}

const ROLES = { traveler: 'RECEIVED', requester: 'SENT' } as const;
/** Null unless a request is cancelled. */
const MAY_BE_NULL = 'reason';

/** A step: both people get the live update of a change, with every field, from their own point of view. */
export function bothHear(title: string, name: RequestName, change: Change): Step {
  return heard(title, name, change, ['traveler', 'requester']);
}

/** A step: these people get the live update of a change, with every field, from their own point of view. */
export function heard(title: string, name: RequestName, change: Change, parties: readonly Party[]): Step {
  return {
    title,
    expected: { ...change, wrong: [] },
    run: async (journey) => {
      const wrong = await Promise.all(parties.map((party) => wrongOf(journey, party, name, change)));
      return { ...change, wrong: wrong.flat() };
    },
  };
}

/** The differences between a person's live update and the expected one, a few words each. */
async function wrongOf(journey: Journey, party: Party, name: RequestName, change: Change): Promise<string[]> {
  const other = party === 'traveler' ? 'requester' : 'traveler';
  const { id: requestId, tripId } = journey.get(name);
  const update = await journey.get(`${party}Phone`).hears(requestId, change.revision);
  if (update === null) return [`the ${party} gets no update`];
  const right: Readonly<Record<string, unknown>> = {
    change: 'STATUS',
    ...change,
    requestId,
    tripId,
    role: ROLES[party],
    recipient: journey.get(party).id,
    counterpart: journey.get(other).id,
  };
  return UPDATE_FIELDS.filter((field) =>
    field in right ? update[field] !== right[field] : (update[field] ?? null) === null && field !== MAY_BE_NULL,
  ).map((field) => `the ${party}'s ${field} is ${JSON.stringify(update[field] ?? null)}`);
}
