import { InternalServerError, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { Host } from '../../local/host.ts';

/** What DynamoDB Local never does by itself. */
export type Fault = 'conflict' | 'answer lost';

/**
 * Makes the host's next transactions fail, one for each fault, in order: a conflict before anything is written, or an
 * error though everything is written.
 * @param command which transactions are meant: those that write, or those that read
 */
export function injectFaults(
  host: Host,
  command: 'TransactWriteItems' | 'TransactGetItems' = 'TransactWriteItems',
): (...next: Fault[]) => void {
  const faults: Fault[] = [];
  host.dynamodb.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const fault = commandName === `${command}Command` ? faults.shift() : undefined;
        if (fault === 'conflict') throw conflict();
        const answer = await next(args);
        if (fault) throw new InternalServerError({ message: 'The answer is lost.', $metadata: {} });
        return answer;
      },
    { step: 'initialize' },
  );
  return (...next) => {
    faults.splice(0, faults.length, ...next);
  };
}

/** Lets something else happen just before the host's next write, between what a resolver has read and what it does. */
export function interleave(host: Host): (meanwhile: () => Promise<unknown>) => void {
  let waiting: (() => Promise<unknown>) | undefined;
  host.dynamodb.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const meanwhile = commandName === 'TransactWriteItemsCommand' ? waiting : undefined;
        if (meanwhile) waiting = undefined;
        await meanwhile?.();
        return next(args);
      },
    { step: 'initialize' },
  );
  return (meanwhile) => {
    waiting = meanwhile;
  };
}

function conflict(): TransactionCanceledException {
  return new TransactionCanceledException({
    message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict, None]',
    CancellationReasons: [
      { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
      { Code: 'None' },
    ],
    $metadata: {},
  });
}
