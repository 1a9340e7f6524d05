import { setTimeout as wait } from 'node:timers/promises';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  type TableDescription,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';

import { TABLE } from '../../domain/keys.ts';

/** Milliseconds between two checks of a table. */
const LOOK_AGAIN = Number(process.env['TAKE_IT_RESTORE_POLL'] ?? 10_000);

export interface Restore {
  readonly from: string;
  readonly to: string;
  readonly at: Date;
}

/**
 * Restores a table into a new one and sets what a restore leaves out: the stream, the time to live, point-in-time
 * recovery and deletion protection (Amazon DynamoDB developer guide, "Point-in-time recovery"). It skips each step that
 * is already done.
 * @param say gets a line for each step
 * @throws Error when the new table's keys or indexes differ from the old one's; the errors of DynamoDB
 */
export async function restoreTable(client: DynamoDBClient, { from, to, at }: Restore, say: (line: string) => void) {
  const old = await describe(client, from);
  if (!old) throw new Error(`There is no table ${from}.`);
  if (await describe(client, to)) say(`${to} already exists: skipping the restore.`);
  else {
    const request = { SourceTableName: from, TargetTableName: to, RestoreDateTime: at };
    await client.send(new RestoreTableToPointInTimeCommand(request));
    say(`DynamoDB is restoring ${to}. This takes minutes to hours.`);
  }
  const restored = await usable(client, to);
  if (shapeOf(restored) !== shapeOf(old))
    throw new Error(`The keys or indexes of ${to} differ from those of ${from}: name another table with --to.`);

  // One change at a time: DynamoDB rejects an update while another one is running.
  if (restored.StreamSpecification?.StreamEnabled !== true) {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;
    await client.send(new UpdateTableCommand({ TableName: to, StreamSpecification }));
    await usable(client, to);
  }
  if (old.DeletionProtectionEnabled === true && restored.DeletionProtectionEnabled !== true) {
    await client.send(new UpdateTableCommand({ TableName: to, DeletionProtectionEnabled: true }));
    await usable(client, to);
  }
  await expireItems(client, to);
  await keepBackups(client, to);
  const { ItemCount, TableArn, LatestStreamArn } = await usable(client, to);
  say(`${to} is ready: ${TableArn ?? ''}, stream ${LatestStreamArn ?? ''}.`);
  say(`About ${ItemCount ?? 0} items; ${from} has about ${old.ItemCount ?? 0}. DynamoDB counts every six hours.`);
}

/** Waits until a table and all its indexes are ACTIVE. */
async function usable(client: DynamoDBClient, name: string): Promise<TableDescription> {
  for (;;) {
    const table = await describe(client, name);
    const states = [table?.TableStatus, ...(table?.GlobalSecondaryIndexes ?? []).map(({ IndexStatus }) => IndexStatus)];
    if (table && states.every((state) => state === 'ACTIVE')) return table;
    await wait(LOOK_AGAIN);
  }
}

async function describe(client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function expireItems(client: DynamoDBClient, TableName: string): Promise<void> {
  const { TimeToLiveDescription: now } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  if (now?.TimeToLiveStatus === 'ENABLED' || now?.TimeToLiveStatus === 'ENABLING') return;
  const TimeToLiveSpecification = { AttributeName: TABLE.timeToLive, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
}

async function keepBackups(client: DynamoDBClient, TableName: string): Promise<void> {
  const { ContinuousBackupsDescription: now } = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
  if (now?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED') return;
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
}

/** The keys of a table and of its indexes, as one comparable string. */
function shapeOf({ KeySchema = [], GlobalSecondaryIndexes = [] }: TableDescription): string {
  const keys = (schema: typeof KeySchema) =>
    schema.map(({ AttributeName, KeyType }) => `${KeyType ?? ''} ${AttributeName ?? ''}`);
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema: schema = [] }) =>
    [IndexName, ...keys(schema)].join(),
  );
  return [...keys(KeySchema), ...indexes.sort()].join('; ');
}
