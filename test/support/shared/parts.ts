import { createChecker } from '../../../local/appsync-js/check/process/apart.ts';
import { startDynamoDb } from '../../../local/engines/dynamodb/engine.ts';
import { codesOf, noticeBoard } from '../assemblies.ts';
import { bellCode } from '../host/bellCode.ts';
import type { Engine, Started } from './types.ts';

const OWNER = { accessKeyId: 'tests', region: 'us-east-1' };

/**
 * Starts the DynamoDB Local of a run. `DYNAMODB_ENDPOINT` names one that already runs: `npm run mutants` starts many short
 * test runs, and a start of the engine takes seconds.
 */
export async function startDynamoDbOfRun(): Promise<Started<Engine>> {
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  if (endpoint) return { value: { endpoint } };
  const engine = await startDynamoDb({ owner: OWNER });
  return { value: { endpoint: engine.endpoint }, close: engine.close };
}

/** Checks the code that many hosts serve, in one process. A worker reads the outcome instead of checking it again. */
export async function checkSharedCode(): Promise<Started<true>> {
  const codes = [...codesOf(noticeBoard()), ...Object.values(bellCode)];
  const checker = createChecker();
  await checker.check(codes.map((code, at) => ({ name: `code ${at}`, code }))).finally(checker.close);
  return { value: true };
}
