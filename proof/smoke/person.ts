import { callApi } from './api.ts';
import type { Tokens, User } from './pool.ts';
import type { Target } from './target.ts';

/** Somebody who is signed in. */
export interface Person {
  readonly name: string;
  readonly user: User;
  readonly tokens: Tokens;
  /** The Cognito `sub`. */
  readonly id: string;
  /** Asks for one root field, and answers with its value. Raises Refused when the API refuses. */
  readonly ask: <Answer>(operation: Operation, variables?: object) => Promise<Answer>;
}

/** One root field with what is selected of it. */
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
      // The schema says what a field answers; the operation selects it.
      const data = (await callApi(target, tokens.idToken, query, variables)) as Readonly<Record<string, Answer>>;
      return data[field] as Answer;
    },
  };
}

function subOf(token: string): string {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return typeof claims === 'object' && claims !== null && 'sub' in claims ? String(claims.sub) : '';
}
