import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, contactsKey, halfKey, markerKey, type PREFIXES } from '../../../domain/keys.ts';
import { bundleFunction } from '../../../infra/bundles/functionBundle.ts';
import type { FunctionRuntime } from '../../../local/lambda/function.ts';
import { createFunctionRuntime } from '../../../local/lambda/runtime.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { aFunctionTable, type FunctionTable } from '../../support/functions/functionTable.ts';
import { CANARY, secretsIn, unstructured } from '../../support/functions/secrets.ts';
import { shared } from '../../support/shared/shared.ts';
import { SIZES } from '../../support/sizes.ts';
import { type Talk, type Talkative, talkative } from '../../support/stories/talkative.ts';
import { inDays } from '../../support/trips.ts';

const LONG = 180_000;
/** A function that never gets a lease looks for it until 20 seconds before its time-out. */
const TIMEOUT_SECONDS = 40;
const tstamp = Date.parse(inDays(30)) / 1000;
const [trip, sentTo] = ['2026-10-04-19-34-18-736061', '2026-10-04-19-34-18-736062'];

type Change = Record<string, unknown>;

/** What wakes a function, and each call that it makes to another service. */
interface Work {
  readonly folder: string;
  readonly event: (userId: string) => object;
  readonly calls: readonly string[];
  /** Whether the person's account is going by then. */
  readonly isGoing?: boolean;
}

const told = (...items: Change[]) => ({
  Records: items.map((item, at) => {
    const Keys = marshall({ username: item['username'], created: item['created'] });
    return { eventName: 'INSERT', dynamodb: { Keys, NewImage: marshall(item), SequenceNumber: `${at + 1}` } };
  }),
});

const REMOVAL = [
  ...[
    'UpdateItem',
    'AdminGetUser',
    'AdminDisableUser',
    'Query',
    'BatchWriteItem',
    'TransactWriteItems',
    'BatchGetItem',
  ],
  ...['AdminDeleteUser', 'PutItem'],
];
const MARKED = ['GetItem', 'Query', 'TransactWriteItems', 'DeleteItem'];

/** Calls whose condition may fail. */
const CONDITIONAL = ['TransactWriteItems', 'PutItem'];

const WORKS: Readonly<Record<string, Work>> = {
  'remove-account': { folder: 'remove-account', event: (userId) => ({ userId }), calls: REMOVAL },
  'follow-up, of a deleted trip': {
    folder: 'follow-up',
    event: (userId) => told({ ...markerKey('closing', { username: userId, created: trip }) }),
    calls: MARKED,
  },
  'follow-up, of a moved trip': {
    folder: 'follow-up',
    event: (userId) => told({ ...markerKey('moved', { username: userId, created: trip }) }),
    calls: MARKED,
  },
  'follow-up, of an account': {
    folder: 'follow-up',
    event: (userId) => told({ ...accountKey(userId) }),
    calls: ['GetItem', ...REMOVAL],
    isGoing: true,
  },
  'publish-changes': {
    folder: 'publish-changes',
    event: (userId) => told(...halvesOf(userId, 'PENDING')),
    calls: ['GraphQL'],
  },
};

/** A request sent and one received, in one status, with a note. */
function halvesOf(userId: string, status: keyof typeof PREFIXES): Change[] {
  const pairs = [
    { tripid: trip, traveler: userId, requester: `${userId}-${status}` },
    { tripid: sentTo, traveler: `${userId}-${status}`, requester: userId },
  ];
  const attributes = { items: { Clothes: 2 }, note: `${CANARY} note`, revision: 2, tstamp };
  return pairs.flatMap((pair) =>
    (['traveler', 'requester'] as const).map((party) => ({
      ...pair,
      ...attributes,
      changed: '2026-01-01T00:00:00.000Z',
      ...halfKey(party, status, pair),
    })),
  );
}

/** All that somebody has, and what their removal and their trip leave to be done; everywhere stands the canary. */
function everythingOf(userId: string, isGoing: boolean): Change[] {
  const aTrip = { fromcity: `${CANARY}-City`, allowed: { Clothes: { cost: 1, kg: 9, free: 5 } }, tstamp: tstamp + 60 };
  return [
    { ...contactsKey(userId), cname: CANARY, mobile: '+201001234567', email: `${CANARY}@example.com`, fb: CANARY },
    { ...accountKey(userId), name: CANARY, ...(isGoing ? { removing: 1, touched: 'now' } : {}) },
    { username: userId, created: trip, trdate: '2026-02-01', ...aTrip },
    { username: `${userId}-ACCEPTED`, created: sentTo, ...aTrip },
    ...(['PENDING', 'ACCEPTED', 'DECLINED'] as const).flatMap((status) => halvesOf(userId, status)),
    { ...markerKey('closing', { username: userId, created: trip }), since: 'now' },
    { ...markerKey('moved', { username: userId, created: trip }), since: 'now' },
  ];
}

describe('AWS answers with errors that say back all it was told', () => {
  let table: FunctionTable;
  let aws: Talkative;
  let runtime: FunctionRuntime;
  const lines: string[] = [];
  beforeAll(async () => {
    table = await aFunctionTable(await shared('takeIt'));
    aws = await talkative(await shared('takeIt'));
    runtime = aRuntime();
  });
  afterAll(async () => {
    await runtime.close();
    await aws.close();
    await table.drop();
  });

  /** The functions as they are deployed, each with credentials that must not be told either. */
  function aRuntime(): FunctionRuntime {
    const folders = [...new Set(Object.values(WORKS).map(({ folder }) => folder))];
    const environment = { TABLE_NAME: table.name, USER_POOL_ID: `eu_${CANARY}`, API_URL: `${aws.url}/graphql` };
    const functions = folders.map((name) => {
      const directory = temporaryDirectory();
      bundleFunction(name, join(directory, 'index.mjs'));
      const arn = `arn:aws:lambda:eu-central-1:123456789012:function:${name}`;
      return {
        ...{ name, arn, directory, handler: 'index.handler', runtime: 'nodejs24.x' },
        ...{ timeoutSeconds: TIMEOUT_SECONDS, memoryMegabytes: 512, roleArn: '', environment: () => environment },
      };
    });
    return createFunctionRuntime(functions, {
      region: 'eu-central-1',
      endpoints: { AWS_ENDPOINT_URL_DYNAMODB: aws.url, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: aws.url },
      credentialsOf: () => ({
        AWS_ACCESS_KEY_ID: CANARY.toUpperCase(),
        AWS_SECRET_ACCESS_KEY: `${CANARY}-key`,
        AWS_SESSION_TOKEN: `${CANARY}-session`,
      }),
      log: (line) => lines.push(line.replace(/^[\w-]+: /, '')),
      concurrency: 6,
    });
  }

  /** Has a function do its work for somebody of their own, with one of its calls answered so. */
  async function failsAt({ folder, event, isGoing = false }: Work, operation: string, talk: Talk): Promise<void> {
    const userId = `${CANARY}-${randomUUID().slice(0, 8)}`;
    const talking = { operation, about: userId, talk };
    await table.storeAll(everythingOf(userId, isGoing));
    aws.add(talking);
    await runtime.invoke(folder, event(userId));
    expect([operation, talk, aws.hits(talking)]).not.toEqual([operation, talk, 0]);
  }

  const talksOf = (operation: string): Talk[] => [
    operation.startsWith('Transact') ? 'cancelled' : 'condition failed',
    ...(['invalid', 'internal', 'no JSON'] as const),
  ];

  /** The answers that a call gets in this run. In each function, every answer occurs and every call fails. */
  function triedOf(call: string, { calls }: Work): readonly Talk[] {
    const talks = talksOf(call);
    if (SIZES.everyAnswer || calls.length < talks.length) return talks;
    const [refused = 'cancelled', ...others] = talks;
    if (CONDITIONAL.includes(call)) return [refused];
    const at = calls.filter((one) => !CONDITIONAL.includes(one)).indexOf(call);
    return [others[at % others.length] ?? refused];
  }

  it.each(Object.entries(WORKS))(
    'and %s tells its log the names of the errors, and nothing of what they say',
    async (_, work) => {
      lines.length = 0;
      await Promise.all(work.calls.flatMap((call) => triedOf(call, work).map((talk) => failsAt(work, call, talk))));
      expect(secretsIn(lines)).toEqual([]);
      expect(unstructured(lines)).toEqual([]);
      expect(lines.join('\n')).toMatch(work.folder === 'publish-changes' ? /PublishingFailed/ : /ValidationException/);
    },
    LONG,
  );
});
