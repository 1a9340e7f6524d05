import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';

import { startHost } from '../../../local/host/host.ts';
import type { Host, HostOptions } from '../../../local/host/types.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the DynamoDB Local that all test files of a project share. */
    dynamodbEndpoint: string;
  }
}

/** One account's tables on the shared DynamoDB Local. Another access key finds none of them. */
export interface OwnDatabase {
  readonly endpoint: string;
  readonly accessKeyId: string;
}

/** An empty database of a test's own. Nothing is started: a start of DynamoDB Local takes seconds of processor time. */
export function ownDatabase(): OwnDatabase {
  // DynamoDB Local takes letters and digits only.
  return { endpoint: inject('dynamodbEndpoint'), accessKeyId: `test${randomUUID().replaceAll('-', '')}` };
}

/** The variables by which a host uses a database of its own on the shared DynamoDB Local. */
export function ownDatabaseVariables(): Readonly<Record<string, string>> {
  const { endpoint, accessKeyId } = ownDatabase();
  return { DYNAMODB_ENDPOINT: endpoint, AWS_ACCESS_KEY_ID: accessKeyId };
}

/** A look at a stream costs processor time, and most tests have several hosts that only wait. */
const STREAMS = { pollMilliseconds: 250 };

let latestStart: Promise<unknown> = Promise.resolve();

/**
 * Starts a host whose tables are a database of its own on the shared DynamoDB Local. A host reads its engine from the
 * environment, so one starts after the other. Streams are read every 250 ms unless a test says how often.
 * @param database the database of an earlier host, to continue with its tables. Default: a new one
 */
export async function startSharingHost(options: HostOptions, database = ownDatabaseVariables()): Promise<Host> {
  const start = latestStart.then(() =>
    withVariables(database, () => startHost({ ...options, streams: { ...STREAMS, ...options.streams } })),
  );
  latestStart = start.catch(() => undefined);
  return await start;
}

async function withVariables<Result>(
  variables: Readonly<Record<string, string>>,
  run: () => Promise<Result>,
): Promise<Result> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return await run();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
