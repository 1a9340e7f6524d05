import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { Pool } from 'undici';

import { median } from '../lib/median.ts';
import type { Measured, Side, Target, Turn } from './protocol.ts';

/**
 * A process that reads an item, by GraphQL or by the AWS SDK, and measures the calls. It gets its side and its target
 * on the command line, and each turn as a message. It answers each message with the measured values.
 */

const QUERY = 'query Notice($id: ID!) { notice(id: $id) { id text } }';

/** Makes one call; throws an error for a wrong answer. */
type Call = () => Promise<void>;

const [, , side, given = ''] = process.argv;
const target = JSON.parse(given) as Target;
const call = (side as Side) === 'graphql' ? callGraphql(target) : callSdk(target);

process.on('message', (turn: Turn) => {
  void measure(turn).then((measured) => process.send?.(measured));
});

/** Uses a light client, because the calling process shares the processors with the host. */
function callGraphql({ graphql, id, text }: Target): Call {
  const { origin, pathname: path } = new URL(graphql.url);
  const pool = new Pool(origin);
  const body = JSON.stringify({ query: QUERY, variables: { id } });
  const headers = { authorization: graphql.token, 'content-type': 'application/json' };
  const right = JSON.stringify({ data: { notice: { id, text } } });
  return async () => {
    const response = await pool.request({ path, method: 'POST', headers, body });
    const answer = await response.body.text();
    if (answer !== right) throw new Error(`The host answered ${answer}`);
  };
}

function callSdk({ dynamodb: { endpoint, region, tableName, credentials }, id, text }: Target): Call {
  const client = new DynamoDBClient({ endpoint, region, credentials });
  return async () => {
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: { id: { S: id } } }));
    if (Item?.['text']?.S !== text) throw new Error(`DynamoDB answered ${JSON.stringify(Item)}`);
  };
}

async function measure({ concurrency, milliseconds }: Turn): Promise<Measured> {
  const latencies: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let now = began; now < began + milliseconds;) {
        await call();
        const then = performance.now();
        latencies.push(then - now);
        now = then;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  return {
    medianMilliseconds: median(latencies),
    callsPerSecond: latencies.length / seconds,
    calls: latencies.length,
  };
}
