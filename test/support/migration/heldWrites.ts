import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { forward, readRequest } from '../../../local/faults/requests.ts';

/** DynamoDB, of whose transactions that write only the first few arrive. */
export interface HeldWrites {
  readonly endpoint: string;
  /** Settles once the first few are written. */
  readonly written: Promise<void>;
  /** Lets all others arrive. */
  readonly release: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Stands between a process and DynamoDB.
 * @param dynamodb the address of the engine
 * @param count how many transactions are written before the others wait
 */
export async function holdWrites(dynamodb: string, count: number): Promise<HeldWrites> {
  let [arrived, done] = [0, 0];
  const [written, released] = [aSignal(), aSignal()];
  const answer = async (incoming: IncomingMessage) => {
    // That is the path by which the host's proxy knows a caller.
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
      // The AWS SDK tries again where the process is still there.
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
