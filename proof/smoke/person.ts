import { callApi } from './api.ts';
import type { Tokens, User } from './pool.ts';
import type { Target } from './target.ts';

/** A person who is signed in. */
export interface Person {
  readonly name: string;
  readonly user: User;
  readonly tokens: Tokens;
  /** The Cognito `sub`. */
  readonly id: string;
  /** Calls one root field and returns its value. Throws Refused when the answer has errors. */
  readonly ask: <Answer>(operation: Operation, variables?: object) => Promise<Answer>;
}

/** One root field with its selection. */
export interface Operation {
  readonly field: string;
  readonly query: string;
}

export function aPerson(target: Target, name: string, user: User, tokens: Tokens): Person {
  return {
    name,
    user,
    tokens,
    id: subOf(tokens.idToken),
    ask: async <Answer>({ field, query }: Operation, variables: object = {}) => {
      // The schema defines the field's type, and the operation selects it.
      const data = (await callApi(target, tokens.idToken, query, variables)) as Readonly<Record<string, Answer>>;
      return data[field] as Answer;
    },
  };
}

function subOf(token: string): string {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return typeof claims === 'object' && claims !== null && 'sub' in claims ? String(claims.sub) : '';
}
