import type { AdminGetUserCommandOutput } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

import type { DeployedUserPool } from './deploy/deployment.ts';
import type { Host } from './host/types.ts';

/** Somebody to sign in as. */
export interface SampleUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** Who that is, in a few words. */
  readonly says: string;
}

/** An operation that the console page offers. */
export interface SampleOperation {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What a sample may use to load itself. */
export interface SampleAccess {
  /** Sends an operation to the API as one of the sample's users. Answers its data; raises an error for any of its. */
  readonly ask: (email: string, query: string, variables?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  /** For what the API would not take, such as rows in a form of the past. */
  readonly dynamodb: DynamoDBDocumentClient;
  /** The template's tables, in its order. */
  readonly tableNames: readonly string[];
  /** E-mail address -> `sub`. */
  readonly userIds: ReadonlyMap<string, string>;
}

/** What a fresh store is filled with, so that there is something to see. */
export interface Sample {
  readonly users: readonly SampleUser[];
  /** How many of the users, from the first on, are shown to sign in as. Default: all. */
  readonly shown?: number;
  /** Loads the data and answers, in a few words, what it loaded. Called again when it failed half way. */
  readonly load: (access: SampleAccess) => Promise<string>;
  readonly operations: readonly SampleOperation[];
}

/** What loading a sample needs of a host. */
export type SampleHost = Pick<Host, 'url' | 'userPools' | 'tables' | 'dynamodb' | 'cognito'>;

/** Signs the sample's users up, confirmed, and loads its data. Answers what was loaded. */
export async function loadSample(sample: Sample, host: SampleHost): Promise<string> {
  const [pool] = host.userPools;
  if (pool === undefined) throw new Error('The sample has users, but the assembly has no user pool: use --no-sample.');
  const [{ DynamoDBDocumentClient }, userIds] = await Promise.all([
    import('@aws-sdk/lib-dynamodb'),
    signUp(sample.users, host, pool),
  ]);
  return await sample.load({
    ask: asker(sample, host, pool),
    dynamodb: DynamoDBDocumentClient.from(host.dynamodb),
    tableNames: host.tables.map(({ name }) => name),
    userIds,
  });
}

/** The users that a developer is shown to sign in as. */
export function shownUsers({ users, shown = users.length }: Sample): readonly SampleUser[] {
  return users.slice(0, shown);
}

async function signUp(
  users: readonly SampleUser[],
  host: SampleHost,
  pool: DeployedUserPool,
): Promise<ReadonlyMap<string, string>> {
  return new Map(
    await Promise.all(users.map(async (user) => [user.email, await signUpOne(host, pool, user)] as const)),
  );
}

/** Answers the user's `sub`: the one they have when an earlier start signed them up. */
async function signUpOne({ cognito }: SampleHost, pool: DeployedUserPool, user: SampleUser): Promise<string> {
  const commands = await import('@aws-sdk/client-cognito-identity-provider');
  const { email, name, password } = user;
  const who = { UserPoolId: pool.id, Username: email };
  const attributes = Object.entries({ email, name, email_verified: 'true' });
  const UserAttributes = attributes.map(([Name, Value]) => ({ Name, Value }));
  await cognito
    .send(new commands.AdminCreateUserCommand({ ...who, UserAttributes, MessageAction: 'SUPPRESS' }))
    .catch((error: unknown) => {
      if (!(error instanceof commands.UsernameExistsException)) throw error;
    });
  await cognito.send(new commands.AdminSetUserPasswordCommand({ ...who, Password: password, Permanent: true }));
  return subOf(await cognito.send(new commands.AdminGetUserCommand(who)));
}

function subOf({ Username = '', UserAttributes = [] }: AdminGetUserCommandOutput): string {
  return UserAttributes.find(({ Name }) => Name === 'sub')?.Value ?? Username;
}

function asker(sample: Sample, host: SampleHost, pool: DeployedUserPool): SampleAccess['ask'] {
  const tokens = new Map<string, Promise<string>>();
  return async (email, query, variables = {}) => {
    const user = sample.users.find((one) => one.email === email);
    if (user === undefined) throw new Error(`${email} is not a user of the sample.`);
    const token = tokens.get(email) ?? signIn(host, pool, user);
    tokens.set(email, token);
    const response = await fetch(host.url, {
      method: 'POST',
      headers: { authorization: await token, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    // The shape that GraphQL gives every answer.
    const { data, errors = [] } = (await response.json()) as { data?: unknown; errors?: { message: string }[] };
    const [error] = errors;
    if (error !== undefined) throw new Error(`The API rejects the sample's request as ${email}: ${error.message}`);
    return data;
  };
}

async function signIn({ cognito }: SampleHost, { id, clients }: DeployedUserPool, user: SampleUser): Promise<string> {
  const { InitiateAuthCommand } = await import('@aws-sdk/client-cognito-identity-provider');
  const [client] = clients;
  if (client === undefined) throw new Error(`The user pool ${id} has no app client to sign in with.`);
  const { AuthenticationResult: result } = await cognito.send(
    new InitiateAuthCommand({
      ClientId: client.id,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: user.email, PASSWORD: user.password },
    }),
  );
  if (result?.IdToken === undefined) throw new Error(`Cognito gives ${user.email} no token.`);
  return result.IdToken;
}
