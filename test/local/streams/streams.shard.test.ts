import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { Outcome } from '../../../local/lambda/function.ts';
import type { StreamMapping, StreamRecord } from '../../../local/streams/mapping.ts';
import { positionsOf } from '../../../local/streams/positions.ts';
import { ShardBatches } from '../../../local/streams/shard.ts';
import { aMapping } from '../../support/host/streamMapping.ts';

/** Creates one change for each item, numbered from 1. */
function changesOf(items: readonly string[]): _Record[] {
  return items.map((id, at) => ({ dynamodb: { Keys: { id: { S: id } }, SequenceNumber: String(at + 1) } }));
}

type Batch = readonly { readonly item: string; readonly number: number }[];

/** A shard that delivers its batches to a function. */
function aShard(change: Partial<StreamMapping>, take: (batch: Batch) => Promise<unknown>) {
  const positions = positionsOf('mapping', undefined);
  const invoke = async (_: string, event: unknown): Promise<Outcome> => {
    const { Records } = event as { readonly Records: readonly StreamRecord[] };
    const batch = Records.map(({ dynamodb }) => ({
      item: (dynamodb.Keys as { readonly id: { readonly S: string } }).id.S,
      number: Number(dynamodb.SequenceNumber),
    }));
    return { ok: true, requestId: 'request', value: await take(batch) };
  };
  const shard = new ShardBatches(aMapping({ batchSize: 3, ...change }), {
    functions: { invoke },
    shardId: 'shard',
    region: 'eu-central-1',
    retryMilliseconds: 1,
    signal: new AbortController().signal,
    onDeadLetter: () => undefined,
    positions,
  });
  return { shard, position: () => positions.of('shard') };
}

it('Each change arrives once, in order per item, within the parallelization factor', () =>
  fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 10 }),
      async (scheduler, items, parallelizationFactor) => {
        const arrived: { item: string; number: number }[] = [];
        let atOnce = 0;
        let most = 0;
        const { shard, position } = aShard({ parallelizationFactor }, async (batch) => {
          atOnce += 1;
          most = Math.max(most, atOnce);
          arrived.push(...batch);
          await scheduler.schedule(Promise.resolve());
          atOnce -= 1;
        });
        const changes = changesOf(items);
        const half = Math.floor(changes.length / 2);
        await shard.add(changes.slice(0, half));
        await shard.add(changes.slice(half));
        await scheduler.waitFor(shard.end());
        expect(arrived).toHaveLength(items.length);
        for (const one of new Set(items)) {
          const numbers = arrived.filter(({ item }) => item === one).map(({ number }) => number);
          expect(numbers).toEqual(items.flatMap((item, at) => (item === one ? [at + 1] : [])));
        }
        expect(most).toBeLessThanOrEqual(parallelizationFactor);
        expect(position()).toBe(String(items.length));
      },
    ),
  ));

it('A slow batch delays only its own items, and the shard counts as read up to it', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const arrived: string[] = [];
  const { shard, position } = aShard({ parallelizationFactor: 10, batchSize: 1 }, async (batch) => {
    const [{ item } = { item: '' }] = batch;
    if (item === 'slow') await held;
    arrived.push(item);
  });
  await shard.add(changesOf(['first', 'slow', 'a', 'b', 'c', 'slow', 'd']));
  await expect.poll(() => arrived).toEqual(expect.arrayContaining(['first', 'a', 'b', 'c', 'd']));
  expect(position()).toBe('1');
  release();
  await shard.end();
  expect(arrived.filter((item) => item === 'slow')).toHaveLength(2);
  expect(position()).toBe('7');
});

it('With a parallelization factor of 1, a slow batch delays all others', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const arrived: string[] = [];
  const { shard } = aShard({ batchSize: 2 }, async (batch) => {
    arrived.push(batch.map(({ item }) => item).join('+'));
    await held;
  });
  await shard.add(changesOf(['slow', 'a', 'b']));
  await shard.add([]);
  expect(arrived).toEqual(['slow+a']);
  release();
  await shard.end();
  expect(arrived).toEqual(['slow+a', 'b']);
});

it('The end of the shard delivers the records that wait for the batching window', async () => {
  const arrived: number[] = [];
  const { shard, position } = aShard({ batchingWindowSeconds: 300 }, (batch) => {
    arrived.push(...batch.map(({ number }) => number));
    return Promise.resolve();
  });
  await shard.add(changesOf(['a', 'b']));
  expect([arrived, position()]).toEqual([[], undefined]);
  await shard.end();
  expect([arrived, position()]).toEqual([[1, 2], '2']);
});

it('Records that were read twice, after an expired iterator, are delivered once', async () => {
  const arrived: number[] = [];
  const { shard } = aShard({ batchingWindowSeconds: 300 }, (batch) => {
    arrived.push(...batch.map(({ number }) => number));
    return Promise.resolve();
  });
  await shard.add(changesOf(['a', 'b']));
  await shard.add(changesOf(['a', 'b', 'c']));
  await shard.end();
  expect(arrived).toEqual([1, 2, 3]);
});
