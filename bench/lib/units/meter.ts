import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { Pricing, type Units } from './pricing.ts';

/** A call that went through a meter. */
export interface MeteredCall extends Units {
  readonly operation: string;
}

/** A proxy in front of DynamoDB Local that counts calls and request units. */
export interface Meter {
  readonly endpoint: string;
  /** The calls since the start or the last `clear`. */
  readonly calls: () => readonly MeteredCall[];
  readonly clear: () => void;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The operations that AWS charges request units for: not descriptions of tables, not reads of streams. */
const CHARGED = /^DynamoDB_20120810\.(\w+Items?|Query|Scan)$/;

/**
 * Starts a meter on loopback. It reads the items of a write before and after the write. So calls through it are slow,
 * and concurrent writes to one item may be counted wrongly.
 */
export async function startMeter(engine: string): Promise<Meter> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ region: 'us-east-1', endpoint: engine, credentials });
  const pricing = new Pricing(client);
  let calls: MeteredCall[] = [];

  async function answer(request: IncomingMessage): Promise<Answer> {
    const body = await text(request);
    const operation = CHARGED.exec(String(request.headers['x-amz-target']))?.[1];
    if (operation === undefined) return await forward(engine, request, body);
    const before = await pricing.before(operation, JSON.parse(body));
    const given = await forward(engine, request, body);
    calls.push({ operation, ...(await before(given.status === 200 ? JSON.parse(given.body) : undefined)) });
    return given;
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) => response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body),
      (error: unknown) => response.destroy(error as Error),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    clear: () => {
      calls = [];
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      client.destroy();
    },
  };
}

/** The headers that DynamoDB Local needs to recognize the operation and the caller. */
const FORWARDED_HEADERS = ['x-amz-target', 'authorization', 'content-type', 'x-amz-date'];

async function forward(engine: string, { method = 'POST', headers: given }: IncomingMessage, body: string) {
  const headers = Object.fromEntries(
    FORWARDED_HEADERS.flatMap((name) => (given[name] === undefined ? [] : [[name, String(given[name])]])),
  );
  const response = await fetch(engine, { method, headers, ...(method === 'POST' ? { body } : {}) });
  return { status: response.status, body: await response.text() };
}
