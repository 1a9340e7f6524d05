import { GetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Agent, request } from 'node:http';
import { aDynamoDb } from './table.ts';
import { anApi, asking, served } from './servedApi.ts';
import { aPool } from './tokens.ts';
const db = await aDynamoDb();
const t = await db.table([{ id: 'ada', sort: '1', n: 1, city: 'Berlin', m: { a: 1, b: [1, 2, 3] } }]);
const pool = await aPool();
const api = await served(
  anApi({
    schema: 'type Query { run(id: ID!): Item } type Item { id: ID! sort: String n: Int city: String }',
    resolvers: {
      'Query.run': {
        on: 't',
        code: asking(`{ operation: 'GetItem', key: { id: { S: ctx.args.id }, sort: { S: '1' } } }`),
      },
    },
    defaultAuthentication: { type: 'AMAZON_COGNITO_USER_POOLS', userPoolId: pool.id, defaultAction: 'ALLOW' },
    dataSources: new Map([['t', { type: 'AMAZON_DYNAMODB', name: 't', tableName: t.name }]]),
  }),
  { dynamodb: db.client, pools: [pool] },
);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const token = pool.idToken();
const body = JSON.stringify({
  query: 'query ($id: ID!) { run(id: $id) { id sort n city } }',
  variables: { id: 'ada' },
});
const gql = () =>
  new Promise<void>((res, rej) => {
    const r = request(
      api.url,
      { method: 'POST', agent, headers: { authorization: token, 'content-length': body.length } },
      (m) => {
        let s = '';
        m.on('data', (c: Buffer) => {
          s += c.toString();
        });
        m.on('end', () => {
          if (!s.includes('Berlin')) rej(new Error(s));
          else res();
        });
      },
    );
    r.on('error', rej);
    r.end(body);
  });
const own = new DynamoDBClient({
  region: 'eu-central-1',
  endpoint: await db.client.config.endpoint!().then((e) => `http://127.0.0.1:${e.port}`),
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const sdk = async () => {
  await own.send(new GetItemCommand({ TableName: t.name, Key: { id: { S: 'ada' }, sort: { S: '1' } } }));
};
async function measure(f: () => Promise<void>, c: number, n: number) {
  const times: number[] = [];
  let left = n;
  const t0 = performance.now();
  await Promise.all(
    Array.from({ length: c }, async () => {
      while (left-- > 0) {
        const s = performance.now();
        await f();
        times.push(performance.now() - s);
      }
    }),
  );
  const total = performance.now() - t0;
  times.sort((a, b) => a - b);
  return { p50: times[n >> 1]!.toFixed(2), rps: Math.round((n / total) * 1000) };
}
for (let i = 0; i < 1500; i++) {
  await gql();
  await sdk();
}
for (let r = 0; r < 6; r++) console.log(await measure(gql, 4, 2000));
  for (const c of [1, 16]) console.log(c, 'sdk', await measure(sdk, c, 2000), 'gql', await measure(gql, c, 2000));
await api.close();
await pool.close();
await db.close();
own.destroy();
agent.destroy();
