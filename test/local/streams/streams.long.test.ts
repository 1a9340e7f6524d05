import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { startHost } from '../../../local/host/host.ts';
import type { Host } from '../../../local/host/types.ts';
import type { StreamRecord } from '../../../local/streams/mapping.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import type { BellApp } from '../../support/host/bellApp.ts';
import { synthesizeBells } from '../../support/host/bellApp.ts';
import { ownDatabase, startSharingHost } from '../../support/host/sharedEngine.ts';
import { until } from '../../support/processes.ts';
import type { OwnDatabase } from '../../support/shared/hosts.ts';

// Loading the CDK takes long; it must not count as a test's time.
beforeAll(() => {
  synthesizeBells({});
});

interface Bells {
  readonly host: Host;
  /** The lines that a function has printed, in order. */
  readonly said: (name: string) => readonly string[];
  readonly put: (...ids: readonly string[]) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

interface BellOptions {
  readonly assembly?: string;
  /** The folder of an engine of the host's own. Default: the shared engine. */
  readonly dataDirectory?: string;
  /** The database on the shared engine. Default: a new one. */
  readonly database?: OwnDatabase;
}

async function bells(
  app: BellApp,
  { assembly = synthesizeBells(app), dataDirectory, database }: BellOptions = {},
): Promise<Bells> {
  const lines: string[] = [];
  const options = {
    assembly,
    log: (line: string) => lines.push(line),
    onError: (error: unknown) => lines.push(String(error)),
    streams: { pollMilliseconds: 20, retryMilliseconds: 20 },
  };
  const host = await (dataDirectory === undefined
    ? startSharingHost(options, database)
    : startHost({ ...options, dataDirectory }));
  onTestFinished(host.close);
  const TableName = host.tables[0]?.name;
  return {
    host,
    said: (name) => lines.flatMap((line) => new RegExp(`^Bells-${name}[0-9A-F]+: (.*)$`).exec(line)?.[1] ?? []),
    put: async (...ids) => {
      for (const id of ids) await host.dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id } } }));
    },
    remove: async (id) => {
      await host.dynamodb.send(new DeleteItemCommand({ TableName, Key: { id: { S: id } } }));
    },
  };
}

/** Prints the ids of each batch. */
const telling = `
  const idsOf = ({ Records }) => Records.map((record) => record.dynamodb.Keys.id.S);
  export const handler = async (event) => { console.log(idsOf(event).join()); };`;

describe("a function on a table's stream", () => {
  it("gets every change in Lambda's format", async () => {
    const code =
      'export const handler = async ({ Records }) => { for (const r of Records) console.log(JSON.stringify(r)); };';
    const { said, put, remove, host } = await bells({ readers: { Watch: { code } } });
    await put('a');
    await remove('a');
    await until(() => said('Watch').length === 2, 'both changes arrive');
    const [made, gone] = said('Watch').map((line) => JSON.parse(line) as StreamRecord);
    expect(made).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: host.tables[0]?.streamArn,
      awsRegion: 'us-east-1',
      dynamodb: { Keys: { id: { S: 'a' } }, NewImage: { id: { S: 'a' } }, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    expect(gone).toMatchObject({ eventName: 'REMOVE', dynamodb: { OldImage: { id: { S: 'a' } } } });
    const age = Date.now() / 1000 - (made?.dynamodb.ApproximateCreationDateTime ?? 0);
    expect(age).toBeLessThan(20);
  });

  it('gets only what its filter matches, and at most the batch size per call', async () => {
    const filters = [FilterCriteria.filter({ dynamodb: { Keys: { id: { S: FilterRule.beginsWith('bell') } } } })];
    const { said, put } = await bells({ readers: { Watch: { code: telling, mapping: { filters, batchSize: 2 } } } });
    await put('bell1', 'horn', 'bell2', 'bell3', 'bell4', 'bell5');
    await until(() => said('Watch').join().endsWith('bell5'), 'the last change arrives');
    expect(said('Watch').join()).toBe('bell1,bell2,bell3,bell4,bell5');
    expect(said('Watch').every((batch) => batch.split(',').length <= 2)).toBe(true);
  });

  it('gets removals by time to live, and can filter for only those', async () => {
    const code = `
      export const handler = async ({ Records }) => {
        for (const { eventName, userIdentity, dynamodb } of Records) {
          console.log(JSON.stringify({ eventName, userIdentity, id: dynamodb.OldImage.id.S }));
        }
      };`;
    const service = { type: ['Service'], principalId: ['dynamodb.amazonaws.com'] };
    const filters = [FilterCriteria.filter({ eventName: ['REMOVE'], userIdentity: service })];
    const { said, put, remove, host } = await bells({ readers: { Watch: { code, mapping: { filters } } } });
    await put('mine');
    await remove('mine');
    const past = String(Math.floor(Date.now() / 1000) - 60);
    const Item = { id: { S: 'old' }, until: { N: past } };
    await host.dynamodb.send(new PutItemCommand({ TableName: host.tables[0]?.name, Item }));
    await until(() => said('Watch').length > 0, 'the removal arrives', 25_000);
    expect(said('Watch').map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        eventName: 'REMOVE',
        userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
        id: 'old',
      },
    ]);
  });

  it('gets reported failures again; after the retries they go to the queue', async () => {
    const code = `
      export const handler = async ({ Records }) => {
        const ids = Records.map((record) => record.dynamodb.Keys.id.S);
        console.log(ids.join());
        const bad = Records.find((record, index) => ids[index] === 'bad');
        return { batchItemFailures: bad ? [{ itemIdentifier: bad.dynamodb.SequenceNumber }] : [] };
      };`;
    const mapping = { reportBatchItemFailures: true, retryAttempts: 1, bisectBatchOnError: true, batchSize: 1 };
    const { said, put, host } = await bells({ readers: { Watch: { code, mapping } } });
    await put('good', 'bad', 'late');
    await until(() => said('Watch').includes('late'), 'the change after the bad one arrives');
    expect(said('Watch')).toEqual(['good', 'bad', 'bad', 'late']);
    expect(host.deadLetters()).toMatchObject([
      {
        destination: expect.stringMatching(/^arn:aws:sqs:us-east-1:000000000000:Bells-Lost/) as string,
        message: { DDBStreamBatchInfo: { batchSize: 1 }, requestContext: { condition: 'RetryAttemptsExhausted' } },
      },
    ]);
  });

  it('is not delayed by another function that hangs', async () => {
    const hanging = "export const handler = async () => { console.log('hangs'); await new Promise(() => {}); };";
    const { said, put } = await bells({
      readers: { Slow: { code: hanging, timeoutSeconds: 60 }, Quick: { code: telling, mapping: { batchSize: 1 } } },
    });
    await put('a', 'b');
    await until(() => said('Quick').length === 2 && said('Slow').length === 1, 'the quick one has both');
    await put('c');
    await until(() => said('Quick').includes('c'), 'the quick one continues');
    expect(said('Slow')).toEqual(['hangs']);
  });

  it('publishes with a mutation that only IAM allows, and can call no other', async () => {
    const code = `
      import { createHash, createHmac } from 'node:crypto';
      import { SignatureV4 } from '@smithy/signature-v4';
      class Sha256 {
        constructor(secret) { this.hash = secret ? createHmac('sha256', secret) : createHash('sha256'); }
        update(data) { this.hash.update(data); }
        async digest() { return this.hash.digest(); }
      }
      const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, API_URL } = process.env;
      const credentials = {
        accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN,
      };
      const signer = new SignatureV4({ credentials, region: AWS_REGION, service: 'appsync', sha256: Sha256 });
      export const handler = async ({ Records }) => {
        const { host, hostname, pathname: path } = new URL(API_URL);
        const id = Records[0].dynamodb.Keys.id.S;
        const body = JSON.stringify({ query: 'mutation { publish(id: "' + id + '") { id } hush }' });
        const { headers } = await signer.sign({ method: 'POST', hostname, path, headers: { host }, body });
        const answer = await (await fetch(API_URL, { method: 'POST', headers, body })).json();
        console.log(JSON.stringify([answer.data, answer.errors.map((error) => error.message)]));
      };`;
    const { said, put } = await bells({ readers: { Publish: { code, timeoutSeconds: 20 } } });
    await put('a');
    await until(() => said('Publish').length === 1, 'the function has published');
    expect(JSON.parse(said('Publish')[0] ?? '')).toEqual([
      { publish: { id: 'a' }, hush: null },
      ['Not Authorized to access hush on type Mutation'],
    ]);
  });
});

describe('a start of the host', () => {
  it('at LATEST skips the earlier changes', async () => {
    const readers = {
      All: { code: telling },
      New: { code: telling, mapping: { startingPosition: StartingPosition.LATEST } },
    };
    const assembly = synthesizeBells({ readers });
    const database = await ownDatabase();
    const first = await bells({}, { database });
    await first.put('before');
    await first.host.close();
    const second = await bells({}, { assembly, database });
    await second.put('after');
    await until(() => second.said('New').length > 0 && second.said('All').join() === 'before,after', 'both continue');
    expect(second.said('New')).toEqual(['after']);
  });

  it('continues where the last run ended, and keeps the dead letters', async () => {
    const code =
      "export const handler = async ({ Records: [r] }) => { console.log(r.dynamodb.Keys.id.S); if (r.dynamodb.Keys.id.S === 'bad') throw new Error('no'); };";
    const assembly = synthesizeBells({ readers: { Watch: { code, mapping: { batchSize: 1, retryAttempts: 0 } } } });
    const dataDirectory = temporaryDirectory();
    const first = await bells({}, { assembly, dataDirectory });
    await first.put('bad', 'a');
    await until(() => first.said('Watch').includes('a'), 'the first changes arrive');
    await first.host.close();
    const second = await bells({}, { assembly, dataDirectory });
    await second.put('b');
    await until(() => second.said('Watch').includes('b'), 'the new change arrives');
    expect(second.said('Watch').filter((id) => id === 'bad')).toEqual([]);
    expect(second.host.deadLetters()).toHaveLength(1);
  });
});
