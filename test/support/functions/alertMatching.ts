import type { DynamoDBBatchResponse } from 'aws-lambda';
import { vi } from 'vitest';

import { type Key, matchingKey, TABLE_NAME_VARIABLE } from '../../../domain/keys.ts';
import type { AlertNotification } from '../../../domain/notification.ts';
import type { StoredItems } from '../stories/storedItems.ts';
import { tablesOnly } from '../tablesOnly.ts';
import { setVariables } from '../variables.ts';
import { followUpFunction } from './followUpFunction.ts';
import { type LambdaCalls, lambdaCalls } from './lambdaCalls.ts';

/** How many runs may follow each other for one trip. More mean that the work does not end. */
const MOST_RUNS = 60;

/** A call of the function to DynamoDB. It fails if this throws, before or after DynamoDB has done it. */
type Watch = (command: string, when: 'before' | 'after') => Promise<void> | void;

/** The follow-up function on a test's table, with the push function's invocations. */
export interface AlertMatching {
  readonly lambda: LambdaCalls;
  /** Watches the calls to DynamoDB; null ends it. */
  readonly watch: (watch: Watch | null) => void;
  /** One invocation with a record of each of these items. */
  readonly invoke: (...keys: readonly Key[]) => Promise<DynamoDBBatchResponse>;
  /** Invokes the function as the stream would, until the trip's marker is gone. Returns what was notified. */
  readonly match: (trip: Key) => Promise<AlertNotification[]>;
  readonly close: () => Promise<void>;
}

/** @param alertsAtOnce how many alerts one run matches */
export async function alertMatching(
  table: StoredItems & { readonly name: string },
  alertsAtOnce: number,
): Promise<AlertMatching> {
  const { region, credentials, dynamodbEndpoint, userPoolId } = await tablesOnly();
  const lambda = await lambdaCalls();
  const restore = setVariables({
    [TABLE_NAME_VARIABLE]: table.name,
    USER_POOL_ID: userPoolId,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: 'session',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
    NOTIFY: 'notify',
  });
  vi.doMock('../../../domain/limits.ts', async (original) => ({ ...(await original<object>()), alertsAtOnce }));
  const { dynamodb, invoke } = await followUpFunction();
  vi.doUnmock('../../../domain/limits.ts');
  let watching: Watch | null = null;
  dynamodb.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        await watching?.(commandName, 'before');
        const answer = await next(args);
        await watching?.(commandName, 'after');
        return answer;
      },
    { step: 'initialize' },
  );
  return {
    lambda,
    invoke,
    watch: (watch) => {
      watching = watch;
    },
    match: async (trip) => {
      const key = matchingKey(trip);
      for (let runs = 0; await table.stored(key); runs += 1) {
        if (runs === MOST_RUNS) throw new Error('The matching does not end.');
        await invoke(key);
      }
      return lambda.take() as AlertNotification[];
    },
    close: async () => {
      restore();
      await lambda.close();
    },
  };
}

/** Whether the function writes by this command. */
export const isWrite = (command: string) => /^(?:TransactWrite|Update|Delete)/.test(command);

/** The ids of the alerts that notifications report, sorted. */
export const idsOf = (notifications: readonly AlertNotification[]) =>
  notifications.map(({ alertId }) => alertId).sort();

/** The ids of alerts, sorted. */
export const idsIn = (alerts: readonly { readonly id: string }[]) => alerts.map(({ id }) => id).sort();
