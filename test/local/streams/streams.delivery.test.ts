import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../local/lambda/function.ts';
import { Delivery } from '../../../local/streams/delivery.ts';
import type { StreamDeadLetter, StreamMapping, StreamRecord } from '../../../local/streams/mapping.ts';
import { aMapping } from '../../support/host/streamMapping.ts';

function aRecord(sequenceNumber: string, secondsAgo = 0): StreamRecord {
  return {
    eventID: sequenceNumber,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-central-1',
    eventSourceARN: 'arn:stream',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(Date.now() / 1000) - secondsAgo,
      Keys: {},
      SequenceNumber: sequenceNumber,
      SizeBytes: 1,
      StreamViewType: 'KEYS_ONLY',
    },
  };
}

type Answer = (batch: readonly string[], call: number) => unknown;

/** Delivers records to a function with this behaviour; returns the batches of its calls and the dead letters. */
async function delivered(records: readonly StreamRecord[], answer: Answer, change: Partial<StreamMapping> = {}) {
  const calls: string[][] = [];
  const letters: StreamDeadLetter[] = [];
  const invoke = (_arn: string, event: unknown): Promise<Outcome> => {
    const batch = (event as { Records: StreamRecord[] }).Records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    calls.push(batch);
    const requestId = `request-${calls.length}`;
    try {
      return Promise.resolve({ ok: true, requestId, value: answer(batch, calls.length) });
    } catch (error) {
      return Promise.resolve({ ok: false, requestId, error: { errorType: 'Error', errorMessage: String(error) } });
    }
  };
  const delivery = new Delivery(aMapping(change), {
    functions: { invoke },
    shardId: 'shard-1',
    retryMilliseconds: 1,
    signal: new AbortController().signal,
    onDeadLetter: (letter) => letters.push(letter),
  });
  await delivery.deliver(records);
  return { calls: calls.map((batch) => batch.join()), letters };
}

const four = ['1', '2', '3', '4'].map((id) => aRecord(id));
const failing = (): never => {
  throw new Error('no');
};
const failingOn = (bad: string) => (batch: readonly string[]) => (batch.includes(bad) ? failing() : null);
const reporting = (...ids: unknown[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe('a batch', () => {
  it('ends when the function succeeds', async () => {
    expect(await delivered(four, () => null)).toEqual({ calls: ['1,2,3,4'], letters: [] });
  });

  it('is retried until the function succeeds', async () => {
    const { calls, letters } = await delivered(four, (_, call) => (call < 4 ? failing() : null));
    expect({ calls, letters }).toEqual({ calls: Array.from({ length: 4 }, () => '1,2,3,4'), letters: [] });
  });

  it('is retried without limit if the mapping sets none', async () => {
    const { calls } = await delivered(four, (_, call) => (call < 9 ? failing() : null), { maximumRetries: -1 });
    expect(calls).toHaveLength(9);
  });

  it('goes to the dead-letter queue after its retries, with its sequence numbers', async () => {
    const { calls, letters } = await delivered(four, failing, { maximumRetries: 1 });
    expect(calls).toEqual(['1,2,3,4', '1,2,3,4']);
    expect(letters).toMatchObject([
      {
        destination: 'arn:queue',
        message: {
          requestContext: {
            requestId: 'request-2',
            functionArn: 'arn:function:$LATEST',
            condition: 'RetryAttemptsExhausted',
            approximateInvokeCount: 2,
          },
          responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
          DDBStreamBatchInfo: {
            shardId: 'shard-1',
            startSequenceNumber: '1',
            endSequenceNumber: '4',
            batchSize: 4,
            streamArn: 'arn:stream',
          },
        },
      },
    ]);
  });

  it('is split until the bad record is alone, which does not count as a retry', async () => {
    const { calls, letters } = await delivered(four, failingOn('3'), { bisects: true, maximumRetries: 1 });
    expect(calls).toEqual(['1,2,3,4', '1,2', '3,4', '3', '3', '4']);
    expect(letters.map(({ message }) => message.DDBStreamBatchInfo.startSequenceNumber)).toEqual(['3']);
  });

  it('drops records that are too old and reports them to the dead-letter queue', async () => {
    const records = [aRecord('1', 90), aRecord('2', 70), aRecord('3', 5)];
    const { calls, letters } = await delivered(records, () => null, { maximumAgeSeconds: 60 });
    expect(calls).toEqual(['3']);
    expect(letters).toMatchObject([
      {
        message: {
          requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: 0 },
          DDBStreamBatchInfo: { startSequenceNumber: '1', endSequenceNumber: '2', batchSize: 2 },
        },
      },
    ]);
  });
});

describe('a function that reports item failures', () => {
  const change = { reportsItemFailures: true, maximumRetries: 2 };

  it('gets every record again from the lowest failure on', async () => {
    const { calls, letters } = await delivered(four, (_, call) => (call === 1 ? reporting('4', '3') : null), change);
    expect({ calls, letters }).toEqual({ calls: ['1,2,3,4', '3,4'], letters: [] });
  });

  it('continues record by record, as often as needed', async () => {
    const { calls } = await delivered(four, (batch) => reporting(...batch.slice(1)), { ...change, maximumRetries: 0 });
    expect(calls).toEqual(['1,2,3,4', '2,3,4', '3,4', '4']);
  });

  it.each<[string, unknown]>([
    ['an empty list', reporting()],
    ['nothing', null],
    ['an empty object', {}],
    ['null for a list', { batchItemFailures: null }],
  ])('succeeds when it reports %s', async (_what, answer) => {
    expect((await delivered(four, () => answer, change)).calls).toEqual(['1,2,3,4']);
  });

  it.each<[string, unknown]>([
    ['a record that nobody knows', reporting('9')],
    ['an empty name', reporting('')],
    ['no name', { batchItemFailures: [{}] }],
    ['no list', { batchItemFailures: 'all' }],
  ])('fails for the whole batch when it reports %s', async (_what, answer) => {
    const { calls, letters } = await delivered(four, () => answer, change);
    expect(calls).toEqual(Array.from({ length: 3 }, () => '1,2,3,4'));
    expect(letters).toMatchObject([{ message: { responseContext: { functionError: null } } }]);
  });

  it('is ignored if the mapping does not enable the report', async () => {
    expect((await delivered(four, () => reporting('1'))).calls).toEqual(['1,2,3,4']);
  });
});
