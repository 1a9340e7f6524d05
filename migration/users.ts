import { readFile, writeFile } from 'node:fs/promises';
import { CognitoIdentityProviderClient, paginateListUsers } from '@aws-sdk/client-cognito-identity-provider';

import { Failure } from './failure.ts';
import { isSub, type Users } from './plan/people/people.ts';
import type { Survey } from './plan/survey.ts';

export interface Pool {
  readonly pool: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

/**
 * Writes the list of a user pool's users, an object from Cognito username to `sub`, after it has read the whole pool.
 * @returns how many users there are
 * @throws Failure BadFile when the file cannot be written, and the errors of Cognito
 */
export async function listUsers({ pool, region, endpoint }: Pool, file: string): Promise<number> {
  const client = new CognitoIdentityProviderClient({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    // The users of a large pool are more pages than Cognito answers a second.
    retryMode: 'adaptive',
    maxAttempts: 10,
  });
  try {
    const users: [string, string][] = [];
    for await (const { Users: page = [] } of paginateListUsers({ client }, { UserPoolId: pool })) {
      for (const { Username = '', Attributes = [] } of page) {
        users.push([Username, Attributes.find(({ Name }) => Name === 'sub')?.Value ?? '']);
      }
    }
    await write(file, Object.fromEntries(users.sort()));
    return users.length;
  } finally {
    client.destroy();
  }
}

async function write(file: string, users: Readonly<Record<string, string>>): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(users, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    const message = `The list ${file} cannot be written: name a file in an existing folder with --users.`;
    throw new Failure('BadFile', message, { cause: error });
  }
}

/**
 * Reads a list of users.
 * @throws Failure BadFile when it is not one, or when two users have the same `sub`
 */
export async function readUsers(file: string): Promise<Users> {
  const bad = `The list of users ${file} is not usable: make it with --pool and --users.`;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Failure('BadFile', bad, { cause: error });
  });
  const entries = entriesOf(text);
  const users = new Map(entries);
  const isWhole = entries.every(([username, sub]) => username !== '' && typeof sub === 'string' && isSub(sub));
  if (users.size === 0 || !isWhole || new Set(users.values()).size < users.size) throw new Failure('BadFile', bad);
  return users;
}

/** None for a text that is not a JSON object. The values may be of any type. */
function entriesOf(text: string): [string, string][] {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (Object.entries(value) as [string, string][]) : [];
  } catch {
    return [];
  }
}

/**
 * Refuses the list of another user pool, and a list that is cut off: most people with a card or an account must be in it,
 * and somebody of a table without cards and accounts. People who are not in it would lose their data.
 */
export function checkUsers(
  users: Users | null,
  { known, owners, gone: absent, ofGone }: Pick<Survey, 'known' | 'owners' | 'gone' | 'ofGone'>,
): void {
  if (!users) return;
  if (owners.size === 0 && absent.size > 0) {
    const message = `The list of users names nobody in the table: make it again from this table's user pool.`;
    throw new Failure('BadFile', message);
  }
  const isPersons = ({ created }: { readonly created: string }) => created === 'contacts' || created === 'account';
  const persons = ofGone.map(({ item }) => item).filter(isPersons);
  const gone = new Set(persons.map(({ username }) => username));
  if (gone.size <= known.size) return;
  throw new Failure(
    'BadFile',
    `The list of users lacks ${gone.size} of ${gone.size + known.size} people with a card or an account: make it again from this table's user pool.`,
  );
}
