import { randomUUID } from 'node:crypto';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';

import { MATCHING } from '../../domain/keys.ts';
import { type DynamoDbEngine, startDynamoDb } from '../../local/engines/dynamodb/engine.ts';
import { startHost } from '../../local/host/host.ts';
import type { Host, HostOptions } from '../../local/host/types.ts';
import { servedAssembly } from '../../test/support/infra/servedAssembly.ts';
import { storeAll } from '../../test/support/removal/bigAccount.ts';
import { type TakeIt, whereabouts } from '../../test/support/stories/takeIt.ts';
import { poolOf } from '../../test/support/stories/userPool.ts';
import { until } from '../../test/support/until.ts';
import type { Stored } from '../operations/records.ts';
import { toOriginal } from '../original/records.ts';
import { bareClient } from './bare.ts';
import { type Person, type Places, POLL_MILLISECONDS, type Side } from './protocol.ts';
import { makeOriginalTable } from './tables.ts';
import { type Meter, startMeter } from './units/meter.ts';

/** The store and the host of a benchmark, with a table for each side. */
export interface Stage {
  readonly places: Places;
  /** Where the stage's host serves the product. */
  readonly takeIt: TakeIt;
  /** The process id of DynamoDB Local. */
  readonly storeProcess: number | undefined;
  /**
   * Separate meters for the stage's host and for the plain calls: functions that run late call through the host's
   * meter.
   */
  readonly meters: { readonly host: Meter; readonly bare: Meter } | undefined;
  readonly store: (side: Side, records: readonly Stored[]) => Promise<void>;
  /** Waits until the functions have matched alerts with all new trips: their calls would count for the next operation. */
  readonly matched: () => Promise<void>;
  /** Signs people up. */
  readonly people: (count: number) => Promise<Person[]>;
  readonly close: () => Promise<void>;
}

export interface StageOptions {
  /** Whether every call to DynamoDB goes through a meter. */
  readonly isMetered?: boolean;
  /** The folder of the app's cloud assembly. Default: it is synthesized. */
  readonly assembly?: string;
}

/** Starts a stage. If that fails, everything is closed again. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const engine = await startDynamoDb();
  try {
    return await stageOn(engine, options);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function stageOn(engine: DynamoDbEngine, { isMetered = false, assembly }: StageOptions): Promise<Stage> {
  const meters = isMetered
    ? { host: await startMeter(engine.endpoint), bare: await startMeter(engine.endpoint) }
    : undefined;
  const host = await hostOn(meters?.host.endpoint ?? engine.endpoint, {
    assembly: assembly ?? (await synthesized()),
    streams: { pollMilliseconds: POLL_MILLISECONDS, retryMilliseconds: POLL_MILLISECONDS },
  });
  const takeIt = whereabouts(host);
  const client = bareClient({ region: takeIt.region, dynamodb: engine.endpoint });
  const documents = DynamoDBDocumentClient.from(client);
  // The floor writes to the product's table, so that its stream invokes the same functions.
  const { tableName } = takeIt;
  const tables = { ours: tableName, floor: tableName, original: await makeOriginalTable(client) };
  const pool = poolOf(takeIt);
  return {
    places: { url: takeIt.url, region: takeIt.region, dynamodb: meters?.bare.endpoint ?? engine.endpoint, tables },
    takeIt,
    storeProcess: engine.pid,
    meters,
    store: (side, records) =>
      storeAll(documents, tables[side], side === 'original' ? records.map(toOriginal) : records),
    matched: async () => {
      const isPending = { FilterExpression: 'begins_with(created, :matching)' };
      const values = { ExpressionAttributeValues: { ':matching': MATCHING } };
      const scan = { TableName: tableName, ConsistentRead: true, ...isPending, ...values };
      const countMarkers = async () => {
        let markers = 0;
        for await (const { Count = 0 } of paginateScan({ client: documents }, scan)) markers += Count;
        return markers;
      };
      await until('alerts are matched with all trips', countMarkers, (markers) => markers === 0);
    },
    people: async (count) => {
      const found: Person[] = [];
      while (found.length < count) {
        const signIn = { email: `${randomUUID()}@example.com`, password: 'Correct-horse-1' };
        await pool.signUp(signIn, 'Amira');
        const { idToken } = await pool.signIn(signIn);
        found.push({ id: subjectOf(idToken), token: idToken });
      }
      return found;
    },
    close: async () => {
      await host.close();
      client.destroy();
      await meters?.host.close();
      await meters?.bare.close();
      await engine.close();
    },
  };
}

let once: Promise<string> | undefined;

function synthesized(): Promise<string> {
  once ??= servedAssembly();
  return once;
}

/** Starts a host on a running store. */
async function hostOn(dynamodb: string, options: HostOptions): Promise<Host> {
  process.env['DYNAMODB_ENDPOINT'] = dynamodb;
  try {
    return await startHost(options);
  } finally {
    delete process.env['DYNAMODB_ENDPOINT'];
  }
}

function subjectOf(token: string): string {
  return (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }).sub;
}

/**
 * The meter of a side.
 * @throws Error if the stage has no meters
 */
export function meterOf({ meters }: Stage, side: Side): Meter {
  if (!meters) throw new Error('This stage has no meters.');
  return side === 'ours' ? meters.host : meters.bare;
}
