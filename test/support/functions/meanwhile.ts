import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Happens = () => Promise<unknown>;

/**
 * Lets something happen just before the next commands of a kind: between what a function has read and what it writes.
 * @param dynamodb the function's own client
 * @returns how to add what is to happen, one after the other
 */
export function meanwhileIn(dynamodb: DynamoDBDocumentClient): (command: string, ...happens: Happens[]) => void {
  const waiting = new Map<string, Happens[]>();
  dynamodb.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        await waiting.get(commandName.replace(/Command$/, ''))?.shift()?.();
        return next(args);
      },
    { step: 'initialize' },
  );
  return (command, ...happens) => {
    waiting.set(command, happens);
  };
}
