import type { StreamMapping } from '../../../local/streams/mapping.ts';

/** How a table's stream calls a function, with what a test changes about it. */
export function aMapping(change: Partial<StreamMapping> = {}): StreamMapping {
  return {
    id: 'mapping',
    name: 'Board/Trigger',
    streamArn: 'arn:stream',
    functionArn: 'arn:function',
    startingPosition: 'TRIM_HORIZON',
    patterns: [],
    batchSize: 100,
    parallelizationFactor: 1,
    batchingWindowSeconds: 0,
    reportsItemFailures: false,
    bisects: false,
    maximumRetries: 3,
    maximumAgeSeconds: -1,
    deadLetterArn: 'arn:queue',
    ...change,
  };
}
