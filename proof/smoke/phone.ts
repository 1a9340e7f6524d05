import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';

import { Failure } from '../lib/failure.ts';
import { onRequestUpdate } from './operations.ts';
import type { Person } from './person.ts';
import type { Target } from './target.ts';

/** One update of a request, as it arrived. */
export type Update = Readonly<Record<string, unknown>>;

/** A phone that subscribes to the updates of its person's requests. */
export interface Phone {
  /** All updates so far. An update may arrive twice. */
  readonly heard: () => readonly Update[];
  /** Waits for the update of a request with a revision. Null if none comes in time. */
  readonly hears: (requestId: string, revision: number) => Promise<Update | null>;
  readonly close: () => void;
}

interface Message {
  readonly type?: string;
  readonly payload?: { readonly data?: { readonly onRequestUpdate?: Update | null } | null; readonly errors?: unknown };
}

/** The stream, the function and the WebSocket together take a second or two; a cold start takes longer. */
const LATEST = 30_000;
const CONNECTING = 20_000;

/**
 * Connects and subscribes with AppSync's real-time protocol (developer guide, "Building a real-time WebSocket client").
 * @param signal ends all waiting
 * @throws Failure when the connection or the subscription is refused
 */
export async function aPhone({ url, realtimeUrl }: Target, { tokens }: Person, signal: AbortSignal): Promise<Phone> {
  const authorization = { host: new URL(url).host, Authorization: tokens.idToken };
  const header = Buffer.from(JSON.stringify(authorization)).toString('base64url');
  const socket = new WebSocket(realtimeUrl, ['graphql-ws', `header-${header}`]);
  const updates: Update[] = [];
  const failure = new Promise<never>((_, fail) => {
    socket.on('error', ({ message }) => {
      fail(new Failure(`Live updates cannot be reached at ${realtimeUrl}: ${message}`));
    });
    socket.on('close', (code) => {
      fail(new Failure(`The connection for live updates ended with ${code}.`));
    });
  });
  failure.catch(() => undefined);
  const subscribed = new Promise<void>((resolve, fail) => {
    socket.on('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init' }));
    });
    socket.on('message', (text: Buffer) => {
      const { type, payload } = JSON.parse(text.toString()) as Message;
      if (type === 'connection_ack') socket.send(JSON.stringify(start(authorization)));
      else if (type === 'start_ack') resolve();
      else if (type === 'data' && payload?.data?.onRequestUpdate) updates.push(payload.data.onRequestUpdate);
      else if (type === 'data' || type === 'error' || type === 'connection_error') {
        fail(new Failure(`Live updates are refused: ${JSON.stringify(payload)}`));
      }
    });
  });
  const late = wait(CONNECTING, null, { ref: false }).then(() => {
    throw new Failure(`Live updates at ${realtimeUrl} do not answer within ${CONNECTING / 1_000} seconds.`);
  });
  late.catch(() => undefined);
  try {
    await Promise.race([subscribed, failure, late]);
  } catch (error) {
    socket.terminate();
    throw error;
  }
  return {
    heard: () => updates,
    hears: async (requestId, revision) => {
      const isIt = (update: Update) => update['requestId'] === requestId && update['revision'] === revision;
      const last = Date.now() + LATEST;
      while (!updates.some(isIt) && Date.now() < last && !signal.aborted) await wait(50);
      return updates.find(isIt) ?? null;
    },
    close: () => {
      socket.terminate();
    },
  };
}

function start(authorization: object): object {
  const data = JSON.stringify({ query: onRequestUpdate.query, variables: {} });
  return { type: 'start', id: randomUUID(), payload: { data, extensions: { authorization } } };
}
