import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';

import { direct } from '../../../../local/appsync/dataSources/dynamodb/direct.ts';
import { connections, MOST_CONNECTIONS } from '../../../../local/engines/dynamodb/connections.ts';

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly input: Readonly<Record<string, unknown>>;
}

type Reply = (response: ServerResponse) => void;

const json =
  (status: number, body: object): Reply =>
  (response) => {
    response.writeHead(status, { 'x-amzn-requestid': 'request-1' }).end(JSON.stringify(body));
  };
const dropped: Reply = (response) => {
  response.destroy();
};
const cutOff: Reply = (response) => {
  response.writeHead(200, { 'content-length': 1_000 });
  response.write('{"Item"', () => response.destroy());
};
const error = (type: string, more: object = {}) =>
  json(type === 'InternalServerError' ? 500 : 400, {
    __type: `com.amazonaws.dynamodb.v20120810#${type}`,
    message: 'No.',
    ...more,
  });

/** A client of a DynamoDB server that sends these responses in order, with the host's connections or the SDK's. */
const answering = (...replies: readonly Reply[]) =>
  serve(replies, (endpoint) => ({ requestHandler: connections(endpoint) }));
const answeringSdk = (...replies: readonly Reply[]) => serve(replies, () => ({}));

async function serve(replies: readonly Reply[], settings: (endpoint: string) => DynamoDBClientConfig) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({ headers: request.headers, input: JSON.parse(body) as Asked['input'] });
      replies[asked.length - 1]?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}/tables`;
  const client = new DynamoDBClient({
    region: 'eu-central-1',
    endpoint,
    ...settings(endpoint),
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  onTestFinished(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { calls: direct(client), asked, server };
}

const get = () => new GetItemCommand({ TableName: 'T', Key: { id: { S: 'a' } } });

describe('a successful call', () => {
  it('is one request in the format of the API', async () => {
    const { calls, asked } = await answering(json(200, { Item: { id: { S: 'a' }, n: { N: '1' } } }));
    expect(await calls.send(get())).toEqual({ Item: { id: { S: 'a' }, n: { N: '1' } } });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.input).toEqual({ TableName: 'T', Key: { id: { S: 'a' } } });
    expect(asked[0]?.headers).toMatchObject({
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      'content-type': 'application/x-amz-json-1.0',
      authorization: expect.stringMatching(/Credential=local\/\d{8}\/eu-central-1\/dynamodb\//) as string,
    });
  });

  it('carries binary values both ways, also below attributes named B and BS', async () => {
    const wire = {
      B: { B: 'AAH/' },
      BS: { BS: ['AA==', '/w=='] },
      deep: { L: [{ M: { B: { S: 'AAH/' }, BS: { SS: ['AA=='] } } }, { B: '/w==' }] },
    };
    const Item = {
      B: { B: Buffer.from([0, 1, 255]) },
      BS: { BS: [Uint8Array.of(0), Uint8Array.of(255)] },
      deep: { L: [{ M: { B: { S: 'AAH/' }, BS: { SS: ['AA=='] } } }, { B: Uint8Array.of(255) }] },
    };
    const { calls, asked } = await answering(json(200, {}), json(200, { Item: wire }));
    await calls.send(new PutItemCommand({ TableName: 'T', Item }));
    expect(asked[0]?.input['Item']).toEqual(wire);
    const { Item: read } = await calls.send(get());
    expect(read?.['B']?.B).toEqual(Buffer.from([0, 1, 255]));
    expect(read?.['BS']?.BS).toEqual([Buffer.from([0]), Buffer.from([255])]);
    expect(read?.['deep']?.L).toEqual([wire.deep.L[0], { B: Buffer.from([255]) }]);
  });
});

describe('a client with connections of the SDK', () => {
  it('is also called once, and its response is read', async () => {
    const { calls, asked } = await answeringSdk(json(200, { Item: { id: { S: 'a' }, bytes: { B: 'AAH/' } } }));
    expect((await calls.send(get())).Item).toEqual({ id: { S: 'a' }, bytes: { B: Uint8Array.of(0, 1, 255) } });
    expect(asked).toHaveLength(1);
  });
});

describe('a failing call', () => {
  it('throws the error of the SDK with all its fields', async () => {
    const { calls, asked } = await answering(
      error('ConditionalCheckFailedException', { Item: { id: { S: 'a' }, bytes: { B: 'AAH/' } } }),
    );
    const failure = await calls.send(get()).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(ConditionalCheckFailedException);
    expect(failure).toMatchObject({
      message: 'No.',
      $metadata: { httpStatusCode: 400, requestId: 'request-1', attempts: 1 },
      Item: { id: { S: 'a' }, bytes: { B: Uint8Array.of(0, 1, 255) } },
    });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['an internal error', error('InternalServerError')],
    ['throttling', error('ProvisionedThroughputExceededException')],
    ['a lost connection', dropped],
    ['an answer that breaks off', cutOff],
  ])('by %s is retried as one call with the same token', async (_, failing) => {
    const { calls, asked } = await answering(failing, failing, json(200, {}));
    await calls.send(new TransactWriteItemsCommand({ TransactItems: [{ Delete: { TableName: 'T', Key: {} } }] }));
    expect(asked).toHaveLength(3);
    for (const of of [
      ({ headers }: Asked) => headers['amz-sdk-invocation-id'],
      ({ input }: Asked) => input['ClientRequestToken'],
      ({ headers }: Asked) => headers['x-amz-target'],
    ]) {
      expect(asked.map(of)).toEqual([of(asked[0] as Asked), of(asked[0] as Asked), of(asked[0] as Asked)]);
      expect(of(asked[0] as Asked)).toEqual(expect.any(String));
    }
  });

  it('that never succeeds fails with the last error', async () => {
    const failing = error('InternalServerError');
    const { calls, asked } = await answering(...Array.from({ length: 10 }, () => failing));
    await expect(calls.send(get())).rejects.toMatchObject({ name: 'InternalServerError', message: 'No.' });
    expect(asked.length).toBeGreaterThan(1);
  });

  it('because of its timeout is not retried', async () => {
    const timeout = new AbortController();
    const { calls, asked } = await answering(() => {
      timeout.abort();
    });
    await expect(calls.send(get(), { abortSignal: timeout.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toHaveLength(1);
  });

  it('because of its timeout while it waits for a connection is not made', async () => {
    const held: ServerResponse[] = [];
    const timeout = new AbortController();
    let allAreBusy: () => void = () => undefined;
    const busy = new Promise<void>((resolve) => (allAreBusy = resolve));
    const hold: Reply = (response) => {
      if (held.push(response) === MOST_CONNECTIONS) allAreBusy();
    };
    const { calls, asked } = await answering(...Array.from({ length: MOST_CONNECTIONS }, () => hold));
    const early = Array.from({ length: MOST_CONNECTIONS }, () => calls.send(get()));
    const late = calls.send(get(), { abortSignal: timeout.signal });
    await busy;
    timeout.abort();
    await expect(late).rejects.toMatchObject({ name: 'AbortError' });
    for (const response of held) json(200, {})(response);
    await Promise.all(early);
    expect(asked).toHaveLength(MOST_CONNECTIONS);
  });

  it('because nothing listens reports that after several attempts', async () => {
    const { calls, server } = await answering();
    await new Promise((resolve) => server.close(resolve));
    const failure = await calls.send(get()).catch((reason: unknown) => reason);
    expect(failure).toMatchObject({ code: 'ECONNREFUSED' });
    expect((failure as { $metadata: { attempts: number } }).$metadata.attempts).toBeGreaterThan(1);
  });
});
