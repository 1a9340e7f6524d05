import type { TestProject } from 'vitest/node';

import { startDynamoDb } from '../../../local/engines/dynamodb/engine.ts';

const KEY = { accessKeyId: 'tests', secretAccessKey: 'local' };
const REGION = 'us-east-1';

/**
 * Starts the DynamoDB Local of the tests that need a table and nothing else. `DYNAMODB_ENDPOINT` names one that already
 * runs: `npm run mutants` starts many short test runs, and a start of the engine takes seconds.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DYNAMODB_ENDPOINT'];
  const engine = given ? { endpoint: given, close: () => Promise.resolve() } : await startDynamoDb({ owner: OWNER });
  provide('dynamodbEndpoint', engine.endpoint);
  // No Take It is served here: only the table of these can be used.
  provide('takeIt', {
    dynamodbEndpoint: engine.endpoint,
    region: REGION,
    credentials: KEY,
    tableName: '',
    userPoolId: `${REGION}_None`,
    clientId: '',
    url: '',
    cognitoEndpoint: '',
  });
  return engine.close;
}

const OWNER = { accessKeyId: KEY.accessKeyId, region: REGION };
