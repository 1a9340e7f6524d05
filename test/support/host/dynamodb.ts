import type { TestProject } from 'vitest/node';

import { createChecker } from '../../../local/appsync-js/check/process/apart.ts';
import { startDynamoDb } from '../../../local/engines/dynamodb/engine.ts';
import { codesOf, noticeBoard } from '../assemblies.ts';
import { bellCode } from './bellCode.ts';

/**
 * Starts one DynamoDB Local for all files of a project, and checks the code that many hosts serve. The engine keeps a
 * database for each access key. A worker reads what was checked before it started, and checks the rest at each start of a
 * host, in a process.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const codes = [...codesOf(noticeBoard()), ...Object.values(bellCode)];
  const checker = createChecker();
  const [engine] = await Promise.all([
    startDynamoDb({ owner: { accessKeyId: 'tests', region: 'us-east-1' } }),
    checker.check(codes.map((code, at) => ({ name: `code ${at}`, code }))),
  ]);
  checker.close();
  provide('dynamodbEndpoint', engine.endpoint);
  return engine.close;
}
