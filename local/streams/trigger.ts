import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';

import type { FunctionRuntime } from '../lambda/function.ts';
import type { StreamDeadLetter, StreamMapping } from './mapping.ts';
import type { Positions } from './positions.ts';
import { StreamReader } from './reader.ts';
import { ShardBatches } from './shard.ts';

export interface TriggerOptions {
  readonly client: DynamoDBStreamsClient;
  readonly region: string;
  readonly functions: Pick<FunctionRuntime, 'invoke'>;
  readonly positions: Positions;
  readonly pollMilliseconds: number;
  readonly retryMilliseconds: number;
  readonly onDeadLetter: (letter: StreamDeadLetter) => void;
  /** Gets the error that ends the reading; not called by `stop`. */
  readonly onError: (error: unknown) => void;
}

/** A running event source mapping. */
export interface Trigger {
  /** Stops reading immediately. The next start delivers unfinished batches again. */
  readonly stop: () => Promise<void>;
}

/** Starts to invoke a function with the records of a stream, from this mapping's own position. */
export async function startTrigger(mapping: StreamMapping, options: TriggerOptions): Promise<Trigger> {
  const stopping = new AbortController();
  const shards = new Map<string, ShardBatches>();
  const reader = new StreamReader({
    client: options.client,
    streamArn: mapping.streamArn,
    startingPosition: mapping.startingPosition,
    positionOf: options.positions.of,
    pollMilliseconds: options.pollMilliseconds,
    signal: stopping.signal,
    onRecords: (shardId, records) => {
      const batches =
        shards.get(shardId) ?? new ShardBatches(mapping, { ...options, shardId, signal: stopping.signal });
      shards.set(shardId, batches);
      return batches.add(records);
    },
    onEnd: async (shardId) => {
      await shards.get(shardId)?.end();
      shards.delete(shardId);
    },
  });
  const follow = await reader.start();
  const reading = follow().catch((error: unknown) => {
    if (!stopping.signal.aborted) options.onError(error);
    stopping.abort();
  });
  return {
    stop: async () => {
      stopping.abort();
      await reading;
      await Promise.all([...shards.values()].map((batches) => batches.end()));
    },
  };
}
