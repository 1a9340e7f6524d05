import { getEventListeners } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';

import { Delivery } from '../../../local/streams/delivery.ts';
import type { StreamMapping, StreamRecord } from '../../../local/streams/mapping.ts';
import { Gate } from '../../support/host/gate.ts';
import { anApi, asking, served } from '../../support/host/servedApi.ts';
import { aDynamoDb } from '../../support/table.ts';

/** Collects Node.js's warnings about too many listeners during the test. */
function warningsHere(): readonly Error[] {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  onTestFinished(() => {
    process.off('warning', note);
  });
  return warnings;
}

it('a request with many concurrent calls accumulates no listeners', async () => {
  const warnings = warningsHere();
  const db = await aDynamoDb();
  onTestFinished(db.close);
  const table = await db.table([{ id: 'a', sort: 'b', n: 1 }]);
  const gate = new Gate();
  const parts = {
    schema: 'type Query { item: Item called(n: Int): Int } type Item { n: Int }',
    dataSources: new Map([
      ['table', { type: 'AMAZON_DYNAMODB', name: 'table', tableName: table.name } as const],
      ['fn', { type: 'AWS_LAMBDA', name: 'fn', functionArn: 'fn' } as const],
    ]),
    resolvers: {
      'Query.item': {
        on: 'table',
        code: asking("{ operation: 'GetItem', key: { id: { S: 'a' }, sort: { S: 'b' } } }"),
      },
      'Query.called': { on: 'fn', code: asking("{ operation: 'Invoke', payload: ctx.args.n }") },
    },
  };
  const api = await served(anApi(parts), { dynamodb: db.client, functions: gate });
  onTestFinished(api.close);
  const numbers = Array.from({ length: 40 }, (_, index) => index);
  const asked = api.ask(`{ ${numbers.map((n) => `i${n}: item { n } t${n}: called(n: ${n})`).join(' ')} }`);
  await gate.openOneByOne(numbers.length, () => 0);
  const { data } = (await asked).body;
  const right = numbers.flatMap((n) => [[`i${n}`, { n: 1 }] as const, [`t${n}`, n] as const]);
  expect(data).toEqual(Object.fromEntries<unknown>(right));
  expect(warnings).toEqual([]);
});

it('a stream with many concurrent batches accumulates no listeners', async () => {
  const gate = new Gate();
  const { signal } = new AbortController();
  const mapping: StreamMapping = {
    ...{ id: 'mapping', name: 'Board/Trigger', streamArn: 'stream', functionArn: 'fn', startingPosition: 'LATEST' },
    ...{ patterns: [], batchSize: 1, parallelizationFactor: 10, batchingWindowSeconds: 0, reportsItemFailures: false },
    ...{ bisects: false, maximumRetries: -1, maximumAgeSeconds: -1 },
  };
  const delivery = new Delivery(mapping, {
    functions: gate,
    shardId: 'shard',
    retryMilliseconds: 1,
    signal,
    onDeadLetter: () => undefined,
  });
  const record: StreamRecord = {
    ...{ eventID: '1', eventName: 'INSERT', eventVersion: '1.1', eventSource: 'aws:dynamodb' },
    ...{ awsRegion: 'eu-central-1', eventSourceARN: 'stream' },
    dynamodb: {
      ApproximateCreationDateTime: 0,
      Keys: {},
      SequenceNumber: '1',
      SizeBytes: 1,
      StreamViewType: 'KEYS_ONLY',
    },
  };
  const under = Array.from({ length: 40 }, () => delivery.deliver([record]));
  await gate.openOneByOne(under.length, (waiting) => {
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    return waiting - 1;
  });
  await Promise.all(under);
});
