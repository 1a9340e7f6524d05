import { shared } from './shared/shared.ts';
import type { TakeIt } from './stories/takeIt.ts';

const REGION = 'us-east-1';

/** The key of the database in which such tests make their tables. */
const CREDENTIALS = { accessKeyId: 'tests', secretAccessKey: 'local' };

/** What tests that only need tables use as a Take It. It has no API, no table of its own, and a user pool without users. */
export async function tablesOnly(): Promise<TakeIt> {
  const { endpoint } = await shared('dynamodb');
  return {
    dynamodbEndpoint: endpoint,
    region: REGION,
    credentials: CREDENTIALS,
    tableName: '',
    userPoolId: `${REGION}_None`,
    clientId: '',
    url: '',
    cognitoEndpoint: '',
  };
}
