import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { vi } from 'vitest';

import { accountKey, deviceKey, tokenKey } from '../../../domain/keys.ts';
import type { AlertNotification, Notification, RequestNotification } from '../../../domain/notification.ts';
import { setVariables } from '../variables.ts';
import { FakeGoogle } from './fakeGoogle.ts';
import { aFunctionTable, type FunctionTable } from './functionTable.ts';

/** The push function on a table of a test's own, with a stand-in for Google. */
export interface Notifying {
  readonly table: FunctionTable;
  readonly google: FakeGoogle;
  /** The function's own client. */
  readonly dynamodb: DynamoDBDocumentClient;
  /** Invokes the function once. */
  readonly invoke: (notifications: readonly Notification[], seconds?: number) => Promise<void>;
  /** Invokes it as Lambda does: at most three times. Returns how often. */
  readonly deliver: (notifications: readonly Notification[], between?: () => void) => Promise<number>;
  /** As in a new environment: the secret is read again. */
  readonly forgetAccessToken: () => void;
  /** What the function has logged. */
  readonly logged: string[];
  readonly close: () => Promise<void>;
}

export async function aNotifying(): Promise<Notifying> {
  const table = await aFunctionTable();
  const google = await FakeGoogle.start();
  const restore = setVariables(google.environment);
  vi.resetModules();
  const { handler } = await import('../../../functions/notify/index.ts');
  const { dynamodb } = await import('../../../functions/lib/table.ts');
  const { forgetAccessToken } = await import('../../../functions/notify/accessToken.ts');
  const logged: string[] = [];
  const invoke: Notifying['invoke'] = async (notifications, seconds = 40) => {
    const log = vi.spyOn(process.stdout, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
    const context = { getRemainingTimeInMillis: () => seconds * 1_000 } as Context;
    try {
      await handler({ notifications }, context);
    } finally {
      log.mockRestore();
    }
  };
  return {
    table,
    google,
    dynamodb,
    invoke,
    deliver: async (notifications, between = () => undefined) => {
      for (let tries = 1; ; tries += 1) {
        try {
          await invoke(notifications);
          return tries;
        } catch (error) {
          if (tries === 3) throw error;
        }
        between();
      }
    },
    forgetAccessToken,
    logged,
    close: async () => {
      restore();
      await google.stop();
      await table.drop();
    },
  };
}

/** Stores a device of a person, and the item of its token. */
export async function aDevice({ table }: Notifying, person: string, language?: string): Promise<string> {
  const token = `fcm:${randomUUID()}`;
  const seen = new Date().toISOString();
  await table.store({ ...deviceKey(person, token), platform: 'ANDROID', seen, ...(language && { language }) });
  await table.store({ ...tokenKey(token), owner: person });
  return token;
}

/** Somebody with an account. */
export async function aRecipient({ table }: Notifying, account: object = {}): Promise<string> {
  const person = `amira-${randomUUID().slice(0, 8)}`;
  await table.store({ ...accountKey(person), name: 'Amira', ...account });
  return person;
}

/** Jonas has sent Amira a request. */
export function aRequest(recipient: string, changes: Partial<RequestNotification> = {}): RequestNotification {
  const tripId = `2026-10-04-19-34-18-736061_${recipient}`;
  return {
    kind: 'REQUEST',
    recipient,
    requestId: `${tripId}_jonas-2`,
    tripId,
    role: 'RECEIVED',
    status: 'PENDING',
    revision: 1,
    change: 'STATUS',
    reason: null,
    from: 'Cairo-Egypt',
    to: 'Berlin-Germany',
    travelDate: '2026-12-05',
    name: 'Jonas',
    ...changes,
  };
}

/** A trip of Jonas's fits an alert of the recipient. */
export function aFoundTrip(recipient: string): AlertNotification {
  return {
    kind: 'TRIP_FOUND',
    recipient,
    alertId: 'a1',
    tripId: '2026-10-04-19-34-18-736061_jonas-2',
    version: 3,
    from: 'Cairo-Egypt',
    to: 'Berlin-Germany',
    travelDate: '2026-12-05',
    name: 'Jonas',
  };
}
