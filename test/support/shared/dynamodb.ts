import type { Engine, Started } from './types.ts';

const OWNER = { accessKeyId: 'tests', region: 'us-east-1' };

/**
 * Starts the DynamoDB Local of a run. `DYNAMODB_ENDPOINT` names one that already runs: `npm run mutants` starts many short
 * test runs, and a start of the engine takes seconds.
 */
export async function startDynamoDbOfRun(): Promise<Started<Engine>> {
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  if (endpoint) return { value: { endpoint } };
  const { startDynamoDb } = await import('../../../local/engines/dynamodb/engine.ts');
  const engine = await startDynamoDb({ owner: OWNER });
  return { value: { endpoint: engine.endpoint }, close: engine.close };
}
