import { afterEach, describe, expect, it, vi } from 'vitest';

import { bundle } from '../../../infra/bundles/resolverBundle.ts';
import type { ResolverContext } from '../../../local/appsync-js/context.ts';
import { loadCode } from '../../../local/appsync-js/runtime/code.ts';
import { evaluate } from '../../support/host/handlers.ts';

const FILES = ['Mutation.createTrip/readAccount', 'Query.searchTrips/readTrips', 'Query.myTrips'] as const;
const code = bundle(FILES.map((name) => `resolvers/${name}.ts`));
const SUB = '6f9d2a4e-0000-4000-8000-000000000001';

/** Runs a handler as a signed-in person at a moment, which the resolver's clock shows. */
function at(moment: string, name: (typeof FILES)[number], handler: 'request' | 'response', parts: object) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(moment) });
  const identity = {
    sub: SUB,
    username: SUB,
    claims: { sub: SUB },
    issuer: '',
    sourceIp: [],
    groups: null,
    defaultAuthStrategy: 'ALLOW',
  };
  const context = { identity, ...parts } as unknown as Partial<ResolverContext>;
  return evaluate(loadCode(code.get(`resolvers/${name}.ts`) ?? '', name), handler, context);
}

afterEach(() => {
  vi.useRealTimers();
});

const aTrip = (day: string, travelDate = day) => ({
  arguments: {
    input: {
      fromCity: 'Berlin-Germany',
      toCity: 'Cairo-Egypt',
      acceptFrom: day,
      acceptTo: day,
      travelDate,
      currency: 'EUR',
      allowed: [{ category: 'CLOTHES', cost: 3, kg: 10 }],
    },
  },
});

/** Where it is which day, and the same moment in UTC. */
const MOMENTS = [
  ['00:30 in Honolulu', '2026-12-01T10:30:00Z', '2026-12-01'],
  ['20:00 in Honolulu, when the next day has begun in UTC', '2026-12-02T06:00:00Z', '2026-12-01'],
  ['23:59 at UTC-12', '2026-12-02T11:59:00Z', '2026-12-01'],
  ['00:30 in Kiritimati', '2026-11-30T10:30:00Z', '2026-12-01'],
] as const;

describe('A traveler can choose their own today', () => {
  it.each(MOMENTS)('at %s', (_, moment, today) => {
    expect(at(moment, 'Mutation.createTrip/readAccount', 'request', aTrip(today)).error).toBeNull();
  });

  it('and a travel date one year ahead, counted where the day begins first', () => {
    const posted = (date: string) =>
      at('2026-11-30T10:30:00Z', 'Mutation.createTrip/readAccount', 'request', aTrip('2026-12-01', date));
    expect(posted('2027-12-01').error).toBeNull();
    expect(posted('2027-12-02').error).toMatchObject({ type: 'ValidationError' });
  });

  it('but no day that is over everywhere', () => {
    const { error } = at('2026-12-02T12:00:00Z', 'Mutation.createTrip/readAccount', 'request', aTrip('2026-12-01'));
    expect(error).toMatchObject({ type: 'ValidationError' });
  });
});

describe('A list reads a day until it is over at UTC-12', () => {
  it.each([
    ['2026-12-02T11:59:00Z', '2026-12-01'],
    ['2026-12-02T12:00:00Z', '2026-12-02'],
  ])('a search at %s starts with %s, in its key condition', (moment, day) => {
    const parts = { arguments: { from: 'Berlin-Germany' } };
    const { result } = at(moment, 'Query.searchTrips/readTrips', 'request', parts);
    expect(result).toMatchObject({ query: { expressionValues: { ':next': { S: `${day} ` } } } });
  });

  it.each([
    ['2026-12-02T11:59:00Z', 1],
    ['2026-12-02T12:00:00Z', 0],
  ])('one’s own trip of 1 December is active at %s: %i', (moment, count) => {
    const trip = {
      username: SUB,
      created: '2026-11-01-00-00-00-000001',
      fromcity: 'Berlin-Germany',
      tocity: 'Cairo-Egypt',
      acceptfrom: '2026-12-01',
      acceptto: '2026-12-01',
      trdate: '2026-12-01',
      currency: 'EUR',
      allowed: { Clothes: { cost: 3, kg: 10, free: 10 } },
      version: 1,
      tstamp: 1_900_000_000,
    };
    const stash = { period: 'ACTIVE', size: 20, list: [], place: null };
    const { result } = at(moment, 'Query.myTrips', 'response', { stash, result: { items: [trip], nextToken: null } });
    expect(result).toMatchObject({ items: { length: count } });
  });
});
