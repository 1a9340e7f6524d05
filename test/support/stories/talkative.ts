import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { CANARY } from '../functions/secrets.ts';
import type { TakeIt } from './takeIt.ts';

/** How a service answers that says back all it was told, and more. */
export type Talk = 'cancelled' | 'condition failed' | 'invalid' | 'internal' | 'no JSON';

/** One call that is answered so, of those in which a text stands. */
export interface Talking {
  readonly operation: string;
  readonly about: string;
  readonly talk: Talk;
}

/** Stands for AWS: passes calls on to DynamoDB, knows every user, and fails as it is told, in many words. */
export interface Talkative {
  readonly url: string;
  readonly add: (talking: Talking) => void;
  /** How many calls were answered so. */
  readonly hits: (talking: Talking) => number;
  readonly close: () => Promise<void>;
}

interface Asked {
  readonly operation: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The DynamoDB that other calls go to, with the access key and region that choose its tables. */
type Store = Pick<TakeIt, 'dynamodbEndpoint' | 'credentials' | 'region'>;

/** @param store where calls to DynamoDB go that no rule answers */
export async function talkative(store: Store): Promise<Talkative> {
  const rules = new Map<Talking, number>();
  const server = createServer((request, response) => {
    void (async () => {
      const body = (await buffer(request)).toString();
      const [, operation = 'GraphQL'] = String(request.headers['x-amz-target'] ?? '').split('.');
      const asked = { operation, headers: request.headers, body };
      const rule = [...rules.keys()].find((one) => one.operation === operation && body.includes(one.about));
      if (rule) rules.set(rule, (rules.get(rule) ?? 0) + 1);
      const { status, text } = rule ? answerOf(rule.talk, asked) : await ordinary(asked, store);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (talking) => rules.set(talking, 0),
    hits: (talking) => rules.get(talking) ?? 0,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answerOf(talk: Talk, asked: Asked): { status: number; text: string } {
  const quote = `${CANARY} heard ${JSON.stringify(asked)}`;
  const Item = { username: { S: CANARY }, note: { S: `${CANARY} note` }, mobile: { S: '+201001234567' } };
  const error = (status: number, type: string, more: object = {}) => ({
    status,
    // GraphQL's errors beside those of AWS: everybody takes out what is theirs.
    text: JSON.stringify({
      __type: `com.amazonaws.dynamodb.v20120810#${type}`,
      message: quote,
      errors: [{ message: quote, errorType: quote, errorInfo: Item, path: [quote] }],
      ...more,
    }),
  });
  // For no reason that a transaction's caller expects.
  const CancellationReasons = [{ Code: 'ValidationError', Message: quote, Item }];
  const answers = {
    cancelled: () => error(400, 'TransactionCanceledException', { CancellationReasons }),
    'condition failed': () => error(400, 'ConditionalCheckFailedException', { Item }),
    invalid: () => error(400, 'ValidationException'),
    internal: () => error(500, 'InternalServerError'),
    'no JSON': () => ({ status: 200, text: quote }),
  };
  return answers[talk]();
}

/** Of users, each is there under their id as a name. */
async function ordinary({ operation, headers, body }: Asked, store: Store) {
  if (operation === 'ListUsers') {
    const [, Username] = /sub = \\"([^"\\]+)/.exec(body) ?? [];
    return { status: 200, text: JSON.stringify({ Users: [{ Username }] }) };
  }
  if (operation === 'AdminGetUser') {
    const { Username } = JSON.parse(body) as { Username: string };
    return { status: 200, text: JSON.stringify({ Username, UserAttributes: [{ Name: 'sub', Value: Username }] }) };
  }
  if (operation.startsWith('Admin')) return { status: 200, text: '{}' };
  if (operation === 'GraphQL') return { status: 200, text: '{"data":{"publishRequestUpdate":{}}}' };
  const { 'x-amz-target': target } = headers;
  // The functions sign with a canary for a key. DynamoDB Local reads the key and the region, and checks no signature.
  const { dynamodbEndpoint: endpoint, credentials, region } = store;
  const authorization = (headers.authorization ?? '').replace(
    /Credential=[^/]+\/(\d+)\/[^/]+\//,
    `Credential=${credentials.accessKeyId}/$1/${region}/`,
  );
  const kept = { authorization, 'x-amz-target': String(target), 'content-type': 'application/x-amz-json-1.0' };
  const answer = await fetch(endpoint, { method: 'POST', headers: kept, body });
  return { status: answer.status, text: await answer.text() };
}
