import type { Host, HostOptions } from '../../../local/host/types.ts';
import { databaseOn, type OwnDatabase, startHostOn } from '../shared/hosts.ts';
import { shared } from '../shared/shared.ts';

/** An empty database of a test's own. Nothing is started: a start of DynamoDB Local takes seconds of processor time. */
export async function ownDatabase(): Promise<OwnDatabase> {
  return databaseOn(await shared('dynamodb'));
}

/**
 * Starts a host whose tables are a database of its own on the shared DynamoDB Local. Streams are read every 250 ms unless a
 * test says how often.
 * @param database the database of an earlier host, to continue with its tables. Default: a new one
 */
export async function startSharingHost(options: HostOptions, database?: OwnDatabase): Promise<Host> {
  await shared('checkedCode');
  return await startHostOn(database ?? (await ownDatabase()), options);
}
