import { randomUUID } from 'node:crypto';
import { InternalServerError } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse } from 'aws-lambda';
import { expect } from 'vitest';

import { halfKey, type Key, type Pair, type Party, type PREFIXES } from '../../../domain/keys.ts';
import { inDays } from '../trips.ts';
import { followUpFunction } from './followUpFunction.ts';
import { aFunctionTable, type FunctionTable } from './functionTable.ts';

export type Status = keyof typeof PREFIXES;

/** The trip of the requests. */
export const tripid = '2026-10-04-19-34-18-736061';
/** When the requests expire, in seconds. */
export const tstamp = Date.parse(inDays(30)) / 1000;
export const PARTIES: readonly Party[] = ['traveler', 'requester'];

/** The follow-up function on a table of a test's own. */
export interface FollowUp {
  readonly table: FunctionTable;
  /** One invocation with a record of each of these items. */
  readonly finish: (keys: readonly Key[]) => Promise<DynamoDBBatchResponse>;
  /** Lists of items fail if they belong to this person. */
  readonly broken: { username: string };
  /** What others do before the next list of items is read. */
  readonly meanwhile: (() => Promise<void>)[];
  /** Stores a request of somebody new to a traveler, in this status on both sides or on one. */
  readonly aRequest: (traveler: string, status: Status, changes?: object, sides?: readonly Party[]) => Promise<Pair>;
  /** What the function has logged. */
  readonly logged: readonly string[];
  /** Checks that the log names nobody, and drops the table. */
  readonly close: () => Promise<void>;
}

export async function aFollowUp(): Promise<FollowUp> {
  const table = await aFunctionTable();
  const { dynamodb, invoke, logged } = await followUpFunction();
  const broken = { username: '' };
  const meanwhile: (() => Promise<void>)[] = [];
  dynamodb.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'QueryCommand') for (const act of meanwhile.splice(0)) await act();
        const isMeant = broken.username !== '' && JSON.stringify(args.input).includes(broken.username);
        if (isMeant && commandName === 'QueryCommand') {
          throw new InternalServerError({ message: 'Out of order', $metadata: {} });
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  return {
    table,
    broken,
    meanwhile,
    logged,
    finish: (keys) => invoke(...keys),
    aRequest: async (traveler, status, changes = {}, sides = PARTIES) => {
      const pair = { tripid, traveler, requester: `jonas-${randomUUID()}` };
      const half = { ...pair, dtime: tripid, changed: '2026-10-04T19:34:18.736Z', revision: 4, tstamp, ...changes };
      for (const party of sides) await table.store({ ...half, ...halfKey(party, status, pair) });
      return pair;
    },
    close: async () => {
      expect(logged.length).toBeGreaterThan(0);
      expect(logged.join('\n')).not.toMatch(/amira|jonas|noor|2026-/);
      await table.drop();
    },
  };
}
