import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';

import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import type { Call, FaultRule } from '../../../local/faults/rule.ts';
import type { Host } from '../../../local/host/types.ts';
import { type Reader, synthesizeBells } from '../../support/host/bellApp.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { until } from '../../support/processes.ts';
import { signedHeaders } from '../../support/signing.ts';

/** The module of a function that puts an item for each of these ids and returns how often its environment has run. */
const writing = (ids: string) => `
  import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
  const client = new DynamoDBClient();
  let runs = 0;
  export const handler = async (event) => {
    runs += 1;
    for (const id of ${ids}) {
      await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: id } } }));
    }
    console.log('run', runs);
    return { runs };
  };`;
const ofEvent = "event.text.split(' ')";
const ofRecords =
  "event.Records.map((record) => 'seen ' + record.dynamodb.Keys.id.S).filter((id) => !/seen seen/.test(id))";

interface Bells {
  readonly host: Host;
  readonly faults: Faults;
  readonly said: readonly string[];
  readonly ring: (text: string) => Promise<unknown>;
  readonly put: (id: string) => Promise<void>;
  readonly isThere: (id: string) => Promise<boolean>;
}

async function bells(app: {
  readonly bell?: string;
  readonly readers?: Readonly<Record<string, Reader>>;
}): Promise<Bells> {
  const faults = createFaults();
  const said: string[] = [];
  const host = await startSharingHost({
    assembly: synthesizeBells({ bell: writing(ofEvent), ...app }),
    faults,
    log: (line) => said.push(line.replace(/^Bells-(\w+?)[0-9A-F]{8}: /, '$1: ')),
    onError: (error) => said.push(String(error)),
    streams: { pollMilliseconds: 20, retryMilliseconds: 20 },
  });
  const TableName = host.tables[0]?.name;
  const dynamodb: DynamoDBClient = host.dynamodb;
  return {
    host,
    faults,
    said,
    ring: async (text) => {
      const body = JSON.stringify({ query: `{ ring(text: "${text}") }` });
      const headers = await signedHeaders({ credentials: host.credentials, url: host.url, body });
      return (await fetch(host.url, { method: 'POST', headers, body })).json();
    },
    put: async (id) => {
      await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id } } }));
    },
    isThere: async (id) => {
      const command = new GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead: true });
      return (await dynamodb.send(command)).Item !== undefined;
    },
  };
}

/** A host for one test. */
async function own(app: Parameters<typeof bells>[0]): Promise<Bells> {
  const started = await bells(app);
  onTestFinished(started.host.close);
  return started;
}

// Loading the CDK takes long; it must not count as a test's time.
beforeAll(() => {
  synthesizeBells({});
});

const refused = (errorType: string, message: unknown) => ({ data: { ring: null }, errors: [{ errorType, message }] });
const killed = expect.stringMatching(/^RequestId: \S+ Error: Runtime exited with error: signal: killed$/) as unknown;

describe('a function behind a field', () => {
  let bell: Bells;
  beforeAll(async () => {
    bell = await bells({});
  });
  afterAll(() => bell.host.close());
  beforeEach(() => {
    bell.faults.clear();
  });

  /** Returns how often the environment that answers has run. */
  async function runs(): Promise<number> {
    const { data } = (await bell.ring('again')) as { readonly data: { readonly ring: string } };
    return (JSON.parse(data.ring) as { readonly runs: number }).runs;
  }

  it('can be killed midway: its writes stay, and the next call gets a new environment', async () => {
    const { faults, ring, isThere } = bell;
    await runs();
    const before = faults.add({ caller: '*Bell*', skip: 1, fault: 'killed' });
    expect(await ring('a b c')).toMatchObject(refused('Lambda:Unhandled', killed));
    expect(await before.hit).toMatchObject({ input: { Item: { id: { S: 'b' } } } });
    expect([await isThere('a'), await isThere('b'), await isThere('c')]).toEqual([true, false, false]);
    expect(await runs()).toBe(1);
    faults.add({ caller: '*Bell*', skip: 1, fault: 'killed', when: 'after' });
    expect(await ring('d e f')).toMatchObject(refused('Lambda:Unhandled', killed));
    expect([await isThere('e'), await isThere('f')]).toEqual([true, false]);
  });

  it('is killed alone; another environment of the same function continues', async () => {
    const { faults, ring, isThere } = bell;
    const puts = (id: string) => (call: Call) => JSON.stringify(call.input).includes(`"${id}"`);
    let killing: Promise<unknown> = Promise.resolve();
    // While one environment waits for its response, the other one is killed.
    faults.add({ where: puts('stays'), fault: () => (killing = ring('goes')) });
    faults.add({ where: puts('goes'), fault: 'killed' });
    expect(await ring('stays')).toMatchObject({ data: { ring: expect.stringContaining('runs') as unknown } });
    expect(await killing).toMatchObject(refused('Lambda:Unhandled', killed));
    expect([await isThere('stays'), await isThere('goes')]).toEqual([true, false]);
  });

  it('times out if a response never arrives', async () => {
    const { faults, ring, isThere } = bell;
    faults.add({ operation: 'PutItem', fault: 'hangs', when: 'after' });
    const outOfTime = expect.stringContaining('Task timed out after 6.00 seconds') as unknown;
    expect(await ring('g h')).toMatchObject(refused('Lambda:Unhandled', outOfTime));
    expect([await isThere('g'), await isThere('h')]).toEqual([true, false]);
  });

  const unhandled = 'Lambda:Unhandled';
  const injected = expect.stringContaining('a fault was injected') as unknown;
  const exceeded = expect.stringContaining('Rate Exceeded.') as unknown;
  it.each<[string, FaultRule, string, unknown, number | 'new']>([
    ['is throttled', { invocation: '*Bell*', fault: 'throttled' }, 'Lambda:TooManyRequestsException', exceeded, 0],
    ['fails before it runs', { invocation: '*Bell*', fault: 'failed' }, unhandled, injected, 0],
    ['fails after it ran', { invocation: '*Bell*', fault: 'failed', when: 'after' }, unhandled, injected, 1],
    ['is killed before it runs', { invocation: '*Bell*', fault: 'killed' }, unhandled, killed, 0],
    ['is killed after it ran', { invocation: '*Bell*', fault: 'killed', when: 'after' }, unhandled, killed, 'new'],
  ])('%s', async (what, rule, errorType, message, ran) => {
    const { faults, ring, isThere } = bell;
    const before = await runs();
    faults.add(rule);
    expect(await ring(what.replaceAll(' ', '-'))).toMatchObject(refused(errorType, message));
    expect(await isThere(what.replaceAll(' ', '-'))).toBe(ran !== 0);
    expect(await runs()).toBe(ran === 'new' ? 1 : before + ran + 1);
  });
});

describe("a function on a table's stream", () => {
  it('gets its batch again after it was killed midway', async () => {
    const { faults, said, put, isThere } = await own({ readers: { Watch: { code: writing(ofRecords) } } });
    const kill = faults.add({ caller: '*Watch*', fault: 'killed', when: 'after' });
    await put('a');
    expect(await kill.hit).toMatchObject({ operation: 'PutItem' });
    await faults.called({ invocation: '*Watch*', skip: 1 });
    expect(await isThere('seen a')).toBe(true);
    expect(said).toContain('Watch: run 1');
    expect(faults.calls().filter(({ fault }) => fault === 'killed')).toHaveLength(1);
  });

  it('gets its batch again after its response was lost', async () => {
    const { faults, put } = await own({ readers: { Watch: { code: writing(ofRecords) } } });
    const lost = faults.add({ invocation: '*Watch*', fault: 'killed', when: 'after' });
    await put('a');
    await lost.hit;
    const again = await faults.called({ invocation: '*Watch*', skip: 1 });
    expect(again).toMatchObject({ caller: 'stream', operation: 'Invoke' });
    expect(again.input).toMatchObject({ Records: [{ dynamodb: { Keys: { id: { S: 'a' } } } }] });
  });

  it('is called again after throttling, which does not count as a retry', async () => {
    const code = 'export const handler = async ({ Records }) => { console.log(Records[0].dynamodb.Keys.id.S); };';
    const { faults, host, said, put } = await own({ readers: { Watch: { code, mapping: { retryAttempts: 0 } } } });
    const throttled = faults.add({ invocation: '*Watch*', fault: 'throttled', times: 3 });
    await put('a');
    await until(() => said.includes('Watch: a'), 'the change arrives');
    expect(throttled.hits()).toBe(3);
    expect(host.deadLetters()).toEqual([]);
  });
});

it('rejects a rule for an unknown function, at the start and later', async () => {
  const invocation = '*Horn*';
  const assembly = synthesizeBells({});
  const sentence = /^A fault names the function \*Horn\*, which does not exist: the functions are Bells-Bell\w+\.$/;
  const early = createFaults([{ invocation, fault: 'failed' }]);
  await expect(startSharingHost({ assembly, faults: early })).rejects.toThrow(sentence);
  const { faults } = await own({});
  expect(() => faults.add({ caller: invocation, fault: 'killed' })).toThrow(sentence);
});
