import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Principals } from '../../../../local/iam/principals.ts';
import { iamVerifier } from '../../../../local/iam/verifier.ts';
import { aChat, type Chat } from '../../../support/host/chat.ts';
import { anApi, answering } from '../../../support/host/servedApi.ts';
import { aPool, type TestPool } from '../../../support/host/tokens.ts';
import type { Message } from '../../../support/realtimeClient.ts';
import { signedHeaders } from '../../../support/signing.ts';

const onPost = 'subscription { onPost { id text } }';

let chat: Chat;
beforeAll(async () => {
  chat = await aChat();
});
afterAll(() => chat.close());

const errorsOf = ({ payload }: Message) => payload?.['errors'];

describe('a subscription is refused', () => {
  it.each<[string, string, unknown]>([
    [
      'with a field that is not there',
      'subscription { onPost { id nothing } }',
      [
        {
          message:
            "Validation error of type FieldUndefined: Field 'nothing' in type 'Post' is undefined @ 'onPost/nothing'",
        },
      ],
    ],
    [
      'with several fields',
      'subscription Two { onPost { id } onGuarded { id } }',
      [
        {
          message:
            "Validation error of type SubscriptionMultipleRootFields: Subscription operation 'Two' must have exactly one root field @ 'onGuarded'",
        },
      ],
    ],
    [
      'as a query',
      '{ hello }',
      [{ errorType: 'UnsupportedOperation', message: 'query not supported through the realtime channel' }],
    ],
    [
      'as a mutation',
      'mutation { kick }',
      [{ errorType: 'UnsupportedOperation', message: 'mutation not supported through the realtime channel' }],
    ],
    [
      'that does not parse',
      'subscription {',
      [{ errorType: 'MalformedHttpRequestException', message: 'Unable to parse GraphQL query.' }],
    ],
    [
      'without a variable that it needs',
      'subscription ($r: String!) { onPost(room: $r) { id } }',
      [{ message: "Variable 'r' has coerced Null value for NonNull type 'String!'" }],
    ],
    [
      'without a field to subscribe to',
      'subscription { __typename }',
      [expect.objectContaining({ message: expect.any(String) as string })],
    ],
    [
      'by util.unauthorized',
      'subscription { onGuarded(room: "secret") { id } }',
      [{ errorType: 'Unauthorized', message: 'Not Authorized to access onGuarded on type Subscription' }],
    ],
    [
      'by util.error with a type',
      'subscription { onGuarded(room: "closed") { id } }',
      [{ errorType: 'RoomClosed', message: 'The room is closed.' }],
    ],
    [
      'by util.error without one',
      'subscription { onGuarded(room: "full") { id } }',
      [{ message: 'The room is full.' }],
    ],
    [
      'by a handler that crashes',
      'subscription { onGuarded(room: "broken") { id } }',
      [expect.objectContaining({ errorType: 'Code' })],
    ],
    [
      'by a function of its pipeline',
      'subscription { onPipeline(room: "closed") { id } }',
      [{ errorType: 'RoomClosed', message: 'The room is closed.' }],
    ],
  ])('%s', async (_, query, errors) => {
    const client = await chat.client().init();
    const answer = await client.subscribe(query);
    expect(answer).toMatchObject({ type: 'error', id: 'one' });
    expect(errorsOf(answer)).toEqual(errors);
    expect((await client.subscribe(onPost)).type).toBe('start_ack');
  });

  it('if its data is not JSON', async () => {
    const client = await chat.client().init();
    client.send({ type: 'start', id: 'one', payload: { data: 'meow', extensions: {} } });
    expect((await client.next()).type).toBe('error');
  });

  it('without its own authorization', async () => {
    const client = await chat.client().init();
    const answer = await client.subscribe(onPost, { authorization: { host: 'localhost' } });
    const message = 'Valid authorization header not provided.';
    expect(errorsOf(answer)).toEqual([{ errorType: 'UnauthorizedException', message }]);
  });

  it('without events for its caller, while other subscribers get them', async () => {
    const refused = await chat.client().init();
    await refused.subscribe('subscription { onGuarded(room: "secret") { id } }');
    const letIn = await chat.client().init();
    expect((await letIn.subscribe('subscription { onGuarded { id } }')).type).toBe('start_ack');
    await chat.say({ id: '14', room: 'secret' });
    expect(await letIn.event()).toEqual({ data: { onGuarded: { id: '14' } } });
    await refused.subscribe(onPost, { id: 'after' });
    await chat.say({ id: '15' });
    expect(await refused.event('after')).toMatchObject({ data: { onPost: { id: '15' } } });
  });
});

describe('authorization directives', () => {
  const schema = `
    type Query { a: Int }
    type Mutation { post: Post @aws_api_key }
    type Post @aws_api_key @aws_cognito_user_pools { id: ID!, inner: String @aws_api_key, mail: String @aws_cognito_user_pools }
    type Subscription {
      onPost: Post @aws_subscribe(mutations: ["post"]) @aws_api_key @aws_cognito_user_pools
      onPostByKey: Post @aws_subscribe(mutations: ["post"]) @aws_api_key
      onPostOfStaff: Post @aws_subscribe(mutations: ["post"]) @aws_cognito_user_pools(cognito_groups: ["staff"])
    }`;
  const resolvers = { 'Mutation.post': answering('{ id: "1", inner: "inner" }') };
  let pool: TestPool;
  let guarded: Chat;
  beforeAll(async () => {
    pool = await aPool();
    const users = { type: 'AMAZON_COGNITO_USER_POOLS', userPoolId: pool.id, defaultAction: 'ALLOW' } as const;
    guarded = await aChat({ schema, resolvers, additionalAuthentication: [users] }, { pools: [pool] });
  });
  afterAll(async () => {
    await guarded.close();
    await pool.close();
  });
  const user = (claims?: Readonly<Record<string, unknown>>) => ({
    Authorization: pool.idToken(claims),
    host: 'localhost',
  });
  const denial = (field: string) => [
    { errorType: 'Unauthorized', message: `Not Authorized to access ${field} on type Subscription` },
  ];

  it('of a subscription apply at its start, to the caller of `start`', async () => {
    const client = await guarded.client().init();
    expect(errorsOf(await client.subscribe('subscription { onPostByKey { id } }', { authorization: user() }))).toEqual(
      denial('onPostByKey'),
    );
    expect(
      errorsOf(await client.subscribe('subscription { onPostOfStaff { id } }', { authorization: user() })),
    ).toEqual(denial('onPostOfStaff'));
    const staff = { authorization: user({ 'cognito:groups': ['staff'] }) };
    expect((await client.subscribe('subscription { onPostOfStaff { id } }', staff)).type).toBe('start_ack');
  });

  it('of a field apply at each delivery', async () => {
    const client = await guarded.client().init();
    await client.subscribe('subscription { onPost { id inner } }', { authorization: user() });
    await guarded.ask('mutation { post { id inner } }');
    expect(await client.event()).toMatchObject({
      data: { onPost: { id: '1', inner: null } },
      errors: [
        {
          path: ['onPost', 'inner'],
          errorType: 'Unauthorized',
          message: 'Not Authorized to access inner on type Post',
        },
      ],
    });
  });
});

describe('a caller who signs with IAM credentials', () => {
  const schema = `type Query { a: Int } type Mutation { post: String @aws_api_key }
    type Subscription {
      onPost: String @aws_subscribe(mutations: ["post"]) @aws_iam
      onSecret: String @aws_subscribe(mutations: ["post"]) @aws_iam
    }`;
  const query = 'subscription { onPost }';
  const data = (text: string) => JSON.stringify({ query: text, variables: {} });
  let api: Chat;
  let sign: (url: string, body: string) => Promise<Readonly<Record<string, string>>>;
  beforeAll(async () => {
    const parts = { schema, resolvers: { 'Mutation.post': answering("'posted'") } };
    const modes = { additionalAuthentication: [{ type: 'AWS_IAM' as const }] };
    const principals = new Principals(anApi(parts).accountId);
    const rights = (_: string, resource: string) => resource.endsWith('/onPost');
    const { credentials } = principals.addRoleSession('arn:aws:iam::123456789012:role/listener', 'listen', rights);
    api = await aChat({ ...parts, ...modes }, { bySignature: iamVerifier(anApi(parts), principals) });
    sign = (url, body) => signedHeaders({ credentials, url, body, region: 'eu-central-1' });
  });
  afterAll(() => api.close());

  it('signs the connection and each `start`; subscribes to what the policy allows', async () => {
    const client = await api.client({ authorization: await sign(`${api.url}/connect`, '{}') }).init();
    const allowed = await client.subscribe(query, { authorization: await sign(api.url, data(query)) });
    expect(allowed).toEqual({ type: 'start_ack', id: 'one' });
    const secret = 'subscription { onSecret }';
    const denied = await client.subscribe(secret, { id: 'two', authorization: await sign(api.url, data(secret)) });
    const message = 'Not Authorized to access onSecret on type Subscription';
    expect(errorsOf(denied)).toEqual([{ errorType: 'Unauthorized', message }]);
    await api.ask('mutation { post }');
    expect(await client.event()).toEqual({ data: { onPost: 'posted' } });
  });

  it('cannot use one signature for another request', async () => {
    const forConnect = await sign(`${api.url}/connect`, '{}');
    const client = await api.client({ authorization: forConnect }).init();
    const message = 'You are not authorized to make this call.';
    expect(errorsOf(await client.subscribe(query, { authorization: forConnect }))).toEqual([
      { errorType: 'UnauthorizedException', message },
    ]);
  });
});
