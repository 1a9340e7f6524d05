import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { forward, readRequest } from '../../../local/faults/requests.ts';

/** A proxy of DynamoDB that forwards only the first few transactions at once. */
export interface HeldWrites {
  readonly endpoint: string;
  /** Settles when the first few are written. */
  readonly written: Promise<void>;
  /** Forwards all others. */
  readonly release: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Starts a proxy between a process and DynamoDB.
 * @param dynamodb the address of the engine
 * @param count how many transactions are written before the others wait
 */
export async function holdWrites(dynamodb: string, count: number): Promise<HeldWrites> {
  let [arrived, done] = [0, 0];
  const [written, released] = [aSignal(), aSignal()];
  const answer = async (incoming: IncomingMessage) => {
    // By this path the host's proxy knows the caller.
    incoming.url = `/dynamodb/api${incoming.url ?? '/'}`;
    const request = await readRequest(incoming, { dynamodb, cognito: '' });
    if (request === undefined) throw new Error('The path names no engine.');
    if (request.call?.operation !== 'TransactWriteItems') return forward(request);
    arrived += 1;
    if (arrived > count) await released.given;
    const answered = await forward(request);
    done += 1;
    if (done === count) written.give();
    return answered;
  };
  const server = createServer((incoming, response) => {
    answer(incoming).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      // The AWS SDK tries again if the process still runs.
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    written: written.given,
    release: released.give,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function aSignal() {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { give, given };
}
