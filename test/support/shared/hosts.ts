import { randomUUID } from 'node:crypto';

import { startHost } from '../../../local/host/host.ts';
import type { Host, HostOptions } from '../../../local/host/types.ts';
import { setVariables } from '../variables.ts';
import type { Engine } from './types.ts';

/** One account's tables on a DynamoDB Local. Another access key finds none of them. */
export interface OwnDatabase extends Engine {
  readonly accessKeyId: string;
}

export function databaseOn({ endpoint }: Engine): OwnDatabase {
  // DynamoDB Local takes letters and digits only.
  return { endpoint, accessKeyId: `test${randomUUID().replaceAll('-', '')}` };
}

let latestStart: Promise<unknown> = Promise.resolve();

/** Starts a host on a DynamoDB Local, in a new database. */
export async function startHostBeside(engine: Engine, options: HostOptions): Promise<Host> {
  return await startHostOn(databaseOn(engine), options);
}

/** The same in the database of an earlier host. A host reads its engine from the environment, so one starts after the other. */
export async function startHostOn({ endpoint, accessKeyId }: OwnDatabase, options: HostOptions): Promise<Host> {
  const start = latestStart.then(async () => {
    const restore = setVariables({ DYNAMODB_ENDPOINT: endpoint, AWS_ACCESS_KEY_ID: accessKeyId });
    try {
      return await startHost(options);
    } finally {
      restore();
    }
  });
  latestStart = start.catch(() => undefined);
  return await start;
}
