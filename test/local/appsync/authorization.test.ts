import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { AppSyncApi, AuthenticationProvider } from '../../../local/appsync/api.ts';
import { anApi, answering, served, type ServedApi } from '../../support/host/servedApi.ts';
import { aPool, type TestPool } from '../../support/host/tokens.ts';

let pool: TestPool;
let stranger: TestPool;
const running: ServedApi[] = [];
beforeAll(async () => {
  pool = await aPool();
  stranger = await aPool('eu-central-1_other');
});
afterAll(async () => {
  for (const api of running) await api.close();
  await pool.close();
  await stranger.close();
});

const userPool = (more: Partial<AuthenticationProvider> = {}): AuthenticationProvider => ({
  type: 'AMAZON_COGNITO_USER_POOLS',
  userPoolId: pool.id,
  defaultAction: 'ALLOW',
  ...(more as object),
});

async function serving(schema: string, parts: Omit<Partial<AppSyncApi>, 'resolvers'>): Promise<ServedApi> {
  const trip = schema.includes('trip:') && { 'Query.trip': answering('{ from: "a", price: 1 }') };
  const resolvers = { 'Query.me': answering('ctx.identity'), ...trip };
  const api = await served(anApi({ schema, resolvers, ...parts }), { pools: [pool] });
  running.push(api);
  return api;
}

const bearing = (token: string) => ({ authorization: token });
const me = 'type Query { me: AWSJSON }';

describe('a user of the pool', () => {
  it('is identified by an ID token', async () => {
    const api = await serving(me, { defaultAuthentication: userPool() });
    const { body } = await api.ask('{ me }', bearing(pool.idToken({ 'cognito:groups': ['admins'] })));
    expect(JSON.parse((body.data as { me: string }).me)).toEqual({
      sub: 'sub-of-ada',
      issuer: pool.issuer.issuer,
      username: 'ada',
      claims: expect.objectContaining({ email: 'ada@example.com', token_use: 'id' }) as unknown,
      sourceIp: ['127.0.0.1'],
      defaultAuthStrategy: 'ALLOW',
      groups: ['admins'],
    });
  });

  it('is identified by an access token, with or without Bearer', async () => {
    const api = await serving(me, { defaultAuthentication: userPool() });
    for (const prefix of ['', 'Bearer ']) {
      const { body } = await api.ask('{ me }', bearing(prefix + pool.accessToken()));
      expect(JSON.parse((body.data as { me: string }).me)).toMatchObject({ username: 'ada', groups: null });
    }
  });

  it('of another app client is rejected by appIdClientRegex', async () => {
    const api = await serving(me, { defaultAuthentication: userPool({ appIdClientRegex: 'the-.*' }) });
    expect((await api.ask('{ me }', bearing(pool.idToken()))).status).toBe(200);
    expect((await api.ask('{ me }', bearing(pool.idToken({ aud: 'another-the-app' })))).status).toBe(401);
    expect((await api.ask('{ me }', bearing(pool.accessToken({ client_id: 'other' })))).status).toBe(401);
  });
});

describe('responds with 401 to', () => {
  const none = 'Valid authorization header not provided.';
  const denied = 'You are not authorized to make this call.';
  const longAgo = { exp: 1_600_000_000 };

  it.each<[string, () => Record<string, string>, string]>([
    ['no token', () => ({}), none],
    ['something that is no token', () => bearing('letmein'), none],
    ['a token without signature', () => bearing(pool.idToken().replace(/[^.]+$/, '')), none],
    ['an expired token', () => bearing(pool.idToken(longAgo)), 'Token has expired.'],
    ['a forged token', () => bearing(pool.forgedToken()), denied],
    ['a token of another pool', () => bearing(stranger.idToken()), denied],
    ['a token that claims another issuer', () => bearing(stranger.idToken({ iss: pool.issuer.issuer })), denied],
    ['a token of another use', () => bearing(pool.idToken({ token_use: 'refresh' })), denied],
    ['a changed token', () => bearing(changed(pool.idToken())), denied],
    ['a token without a sub', () => bearing(pool.idToken({ sub: undefined })), denied],
    ['a token with an empty sub', () => bearing(pool.idToken({ sub: '' })), denied],
    ['a token that never expires', () => bearing(pool.idToken({ exp: undefined })), denied],
    ['an API key where there are none', () => ({ 'x-api-key': 'da2-test' }), denied],
    ['a signed request where IAM is no mode', () => bearing('AWS4-HMAC-SHA256 Credential=x'), denied],
  ])('%s', async (_, headers, message) => {
    const api = await serving(me, { defaultAuthentication: userPool() });
    const { status, body } = await api.ask('{ me }', headers());
    expect(status).toBe(401);
    expect(body).toEqual({ errors: [{ errorType: 'UnauthorizedException', message }] });
  });

  it('a wrong API key', async () => {
    const api = await serving(me, {});
    const { status, body } = await api.ask('{ me }', { 'x-api-key': 'wrong' });
    expect([status, body.errors?.[0]?.['message']]).toEqual([401, denied]);
  });

  it('a token that expired after it was issued', async () => {
    const api = await serving(me, { defaultAuthentication: userPool() });
    const soon = pool.idToken({ exp: Math.floor(Date.now() / 1_000) + 4 });
    expect((await api.ask('{ me }', bearing(soon))).status).toBe(200);
    await expect
      .poll(async () => (await api.ask('{ me }', bearing(soon))).body.errors?.[0]?.['message'], { timeout: 5_000 })
      .toBe('Token has expired.');
  });

  function changed(token: string): string {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'sub-of-bob' })).toString('base64url');
    return [header, forged, signature].join('.');
  }
});

describe('directives', () => {
  const both = { additionalAuthentication: [{ type: 'API_KEY' }, { type: 'AWS_IAM' }] } as const;
  const key = { 'x-api-key': 'da2-test' };
  const denial = (field: string, type: string) =>
    expect.objectContaining({
      errorType: 'Unauthorized',
      message: `Not Authorized to access ${field} on type ${type}`,
    }) as unknown;

  it('allow only the authorization modes that they name', async () => {
    const schema =
      'type Query { me: AWSJSON, open: String @aws_api_key, closed: String @aws_iam, both: String @aws_api_key @aws_cognito_user_pools }';
    const api = await serving(schema, { defaultAuthentication: userPool(), ...both });
    const query = '{ me open closed both }';
    const byKey = await api.ask(query, key);
    expect(byKey.status).toBe(200);
    expect(byKey.body.errors).toEqual([denial('me', 'Query'), denial('closed', 'Query')]);
    const byToken = await api.ask(query, bearing(pool.idToken()));
    expect(byToken.body.errors).toEqual([denial('open', 'Query'), denial('closed', 'Query')]);
  });

  it('of a type apply to its fields, unless a field has its own', async () => {
    const schema = `type Query { me: AWSJSON, trip: Trip @aws_api_key @aws_cognito_user_pools }
      type Trip @aws_api_key { from: String, price: Int @aws_cognito_user_pools }`;
    const api = await serving(schema, { defaultAuthentication: userPool(), ...both });
    const byKey = await api.ask('{ trip { from price } }', key);
    expect(byKey.body.data).toEqual({ trip: { from: 'a', price: null } });
    expect(byKey.body.errors).toEqual([denial('price', 'Trip')]);
    const byToken = await api.ask('{ trip { from price } }', bearing(pool.idToken()));
    expect(byToken.body.data).toEqual({ trip: { from: null, price: 1 } });
  });

  it('with groups require one of them', async () => {
    const schema = 'type Query { me: AWSJSON @aws_cognito_user_pools(cognito_groups: ["admins", "staff"]) }';
    const api = await serving(schema, { defaultAuthentication: userPool() });
    expect((await api.ask('{ me }', bearing(pool.idToken()))).body.errors).toEqual([denial('me', 'Query')]);
    const other = bearing(pool.idToken({ 'cognito:groups': ['guests'] }));
    expect((await api.ask('{ me }', other)).body.errors).toEqual([denial('me', 'Query')]);
    const staff = bearing(pool.idToken({ 'cognito:groups': ['guests', 'staff'] }));
    expect((await api.ask('{ me }', staff)).body.errors).toBeUndefined();
  });

  it('are required on every field if the pool denies by default', async () => {
    const schema = 'type Query { me: AWSJSON @aws_cognito_user_pools, other: String }';
    const api = await serving(schema, { defaultAuthentication: userPool({ defaultAction: 'DENY' }) });
    const { body } = await api.ask('{ me other }', bearing(pool.idToken()));
    expect(body.errors).toEqual([denial('other', 'Query')]);
  });

  it('@aws_auth applies if the pool is the only mode', async () => {
    const schema = 'type Query { me: AWSJSON @aws_auth(cognito_groups: ["admins"]) }';
    const api = await serving(schema, { defaultAuthentication: userPool() });
    expect(api.warnings).toEqual([]);
    expect((await api.ask('{ me }', bearing(pool.idToken()))).body.errors).toEqual([denial('me', 'Query')]);
  });

  it('@aws_auth is ignored with a warning if the only mode is not a pool', async () => {
    const api = await serving('type Query { me: AWSJSON @aws_auth }', { defaultAuthentication: { type: 'API_KEY' } });
    expect(api.warnings).toEqual([expect.stringContaining('Query.me: @aws_auth is ignored')]);
    expect((await api.ask('{ me }', key)).body.errors).toBeUndefined();
  });

  it('@aws_auth is ignored with a warning if there are other modes', async () => {
    const schema = 'type Query { me: AWSJSON @aws_auth(cognito_groups: ["admins"]) }';
    const api = await serving(schema, { defaultAuthentication: userPool(), ...both });
    expect(api.warnings).toEqual([expect.stringContaining('Query.me: @aws_auth is ignored')]);
    expect((await api.ask('{ me }', bearing(pool.idToken()))).body.errors).toBeUndefined();
  });
});
