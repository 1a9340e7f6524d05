import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, DynamoDBBatchResponse } from 'aws-lambda';
import { vi } from 'vitest';

import type { Key } from '../../../domain/keys.ts';

/** All that the function asks of its invocation. */
const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

/** The follow-up function on the table that the environment names. */
export interface FollowUpFunction {
  /** The function's own client. */
  readonly dynamodb: DynamoDBDocumentClient;
  /** One invocation with a record of each of these items. */
  readonly invoke: (...keys: readonly Key[]) => Promise<DynamoDBBatchResponse>;
  /** What the function has logged. */
  readonly logged: readonly string[];
}

/** Loads the function anew, because another file may have loaded it with its own table. */
export async function followUpFunction(): Promise<FollowUpFunction> {
  vi.resetModules();
  const { handler } = await import('../../../functions/follow-up/index.ts');
  const { dynamodb } = await import('../../../functions/lib/table.ts');
  const logged: string[] = [];
  return {
    dynamodb,
    logged,
    invoke: async (...keys) => {
      const log = vi.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
      // The number of a record is its place in the batch.
      const Records = keys.map(({ username, created }, at) => ({
        dynamodb: { Keys: { username: { S: username }, created: { S: created } }, SequenceNumber: `${at + 1}` },
      }));
      try {
        return await handler({ Records }, context);
      } finally {
        log.mockRestore();
      }
    },
  };
}
