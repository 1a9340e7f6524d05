import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Notification, NotifyEvent } from '../../../domain/notification.ts';

/** Lambda's address for asynchronous invocations, with what was invoked. */
export interface LambdaCalls {
  readonly url: string;
  /** The notifications of all events that were taken, since the last call of this function. */
  readonly take: () => Notification[];
  /** The next invocations are refused, or taken while their answer is lost. */
  readonly fail: (...how: ('refused' | 'answer lost')[]) => void;
  readonly close: () => Promise<void>;
}

/** Answers as Lambda answers an invocation of type `Event` (AWS Lambda API reference, "Invoke"). */
export async function lambdaCalls(): Promise<LambdaCalls> {
  const taken: Notification[] = [];
  const failures: ('refused' | 'answer lost')[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const failure = failures.shift();
      const { notifications } = JSON.parse(Buffer.concat(chunks).toString()) as NotifyEvent;
      if (failure !== 'refused') taken.push(...notifications);
      if (failure === undefined) response.writeHead(202).end();
      else response.writeHead(400, { 'x-amzn-errortype': 'InvalidRequestContentException' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => taken.splice(0),
    fail: (...how) => failures.push(...how),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
