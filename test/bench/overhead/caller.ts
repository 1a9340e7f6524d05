import { Agent, request } from 'node:http';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { median } from '../lib/median.ts';
import type { Measured, Side, Target, Turn } from './protocol.ts';

/**
 * A process that calls for an item, by GraphQL or by the AWS SDK, and measures it. It gets its side and its target on the
 * command line, each turn as a message, and answers each with what it measured.
 */

const QUERY = 'query Notice($id: ID!) { notice(id: $id) { id text } }';

/** Makes one call; raises an error for any answer but the right one. */
type Call = () => Promise<void>;

const [, , side, given = ''] = process.argv;
const target = JSON.parse(given) as Target;
const call = (side as Side) === 'graphql' ? callGraphql(target) : callSdk(target);

process.on('message', (turn: Turn) => {
  void measure(turn).then((measured) => process.send?.(measured));
});

function callGraphql({ graphql, id, text }: Target): Call {
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify({ query: QUERY, variables: { id } });
  const headers = {
    authorization: graphql.token,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  const right = JSON.stringify({ data: { notice: { id, text } } });
  return () =>
    new Promise((resolve, reject) => {
      const sent = request(graphql.url, { method: 'POST', agent, headers }, (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (answer += chunk));
        response.on('end', () => {
          if (answer === right) resolve();
          else reject(new Error(`The host answered ${answer}`));
        });
      });
      sent.on('error', reject).end(body);
    });
}

function callSdk({ dynamodb: { endpoint, region, tableName }, id, text }: Target): Call {
  const client = new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
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
