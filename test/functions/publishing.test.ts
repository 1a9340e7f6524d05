import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { marshall } from '@aws-sdk/util-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { halfKey } from '../../domain/keys.ts';
import { Sha256 } from '../../functions/lib/signature.ts';

const PAIR = { tripid: '2026-10-04-19-34-18-736061', traveler: 'amira-1', requester: 'jonas-2' };
const KEY = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' };
const REGION = 'eu-central-1';

interface Heard {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

describe('The publisher', () => {
  let server: Server;
  let publish: (records: DynamoDBRecord[]) => Promise<DynamoDBBatchResponse>;
  const heard: Heard[] = [];
  /** What the API answers, one for each call; then it accepts all. */
  const answers: { status: number; body: object }[] = [];
  let url = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        const { status, body } = answers.shift() ?? { status: 200, body: { data: {} } };
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    for (const [name, value] of Object.entries({ ...KEY, AWS_REGION: REGION, API_URL: url })) vi.stubEnv(name, value);
    vi.resetModules();
    const { handler } = await import('../../functions/publish-changes/index.ts');
    publish = async (Records) => {
      const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
      try {
        return (await handler({ Records }, {} as never, () => undefined)) as DynamoDBBatchResponse;
      } finally {
        log.mockRestore();
      }
    };
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    heard.length = 0;
    answers.length = 0;
  });

  /** The record of a half that enters a status. */
  function aRecord(revision: number, of = PAIR, number = revision): DynamoDBRecord {
    const key = halfKey('traveler', revision === 1 ? 'PENDING' : 'ACCEPTED', of);
    const item = { ...key, dtime: of.tripid, changed: '2026-10-05T06:07:08.901Z', revision, tstamp: 1_900_000_000 };
    const images = { Keys: marshall(key), NewImage: marshall(item) };
    // Lambda's and the SDK's types describe the same form.
    return { eventName: 'INSERT', dynamodb: { ...images, SequenceNumber: String(number) } } as DynamoDBRecord;
  }

  const inputs = () =>
    heard.map(({ body }) => (JSON.parse(body) as { variables: { input: Record<string, unknown> } }).variables.input);

  it('publishes the updates of one request in their order', async () => {
    expect(await publish([1, 2, 3, 4, 5].map((revision) => aRecord(revision)))).toEqual({ batchItemFailures: [] });
    expect(inputs().map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5]);
  });

  it('publishes nothing of a request after an update that failed, and goes on with others', async () => {
    const refused = { status: 200, body: { errors: [{ errorType: 'TryAgain' }] } };
    answers.push(refused, refused, refused);
    expect(await publish([aRecord(1), aRecord(2)])).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(inputs().map(({ revision }) => revision)).toEqual([1, 1, 1]);
    const noor = { ...PAIR, requester: 'noor-3' };
    heard.length = 0;
    await publish([aRecord(1), aRecord(1, noor, 2)]);
    expect(
      inputs()
        .map(({ counterpart }) => counterpart)
        .sort(),
    ).toEqual(['jonas-2', 'noor-3']);
  });

  it.each([
    { status: 500, body: {} },
    { status: 200, body: { errors: [{}] } },
  ])('tries an update three times: %o', async (answer) => {
    answers.push(answer, answer);
    expect(await publish([aRecord(1)])).toEqual({ batchItemFailures: [] });
    expect(heard).toHaveLength(3);
  });

  it('asks for every field of an update, which subscribers get', async () => {
    await publish([aRecord(1)]);
    const { query } = JSON.parse(heard[0]?.body ?? '{}') as { query: string };
    const asked = query.split(/\W+/);
    for (const field of Object.keys(inputs()[0] ?? {})) expect(asked).toContain(field);
  });

  it('signs the host, the type and the body with the credentials of its role', async () => {
    await publish([aRecord(1)]);
    const [{ headers, body } = { headers: {}, body: '' }] = heard;
    const { authorization = '', 'x-amz-date': date = '' } = headers as Record<string, string>;
    const signed = /SignedHeaders=([^,]*)/.exec(authorization)?.[1]?.split(';') ?? [];
    expect(signed).toEqual(expect.arrayContaining(['content-type', 'host', 'x-amz-date', 'x-amz-security-token']));
    const signer = new SignatureV4({
      credentials: { accessKeyId: KEY.AWS_ACCESS_KEY_ID, secretAccessKey: 'secret', sessionToken: 'session' },
      region: REGION,
      service: 'appsync',
      sha256: Sha256,
    });
    const { host, hostname, pathname } = new URL(url);
    const [year, month, day, rest] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8), date.slice(9)];
    const time = `${year}-${month}-${day}T${rest.slice(0, 2)}:${rest.slice(2, 4)}:${rest.slice(4, 6)}Z`;
    const expected = await signer.sign(
      {
        ...{ method: 'POST', protocol: 'http:', hostname, path: pathname, query: {}, body },
        headers: { host, 'content-type': 'application/json' },
      },
      { signingDate: new Date(time) },
    );
    expect(authorization).toBe(expected.headers['authorization']);
  });
});
