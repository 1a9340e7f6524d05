import { beforeAll, describe, expect, it } from 'vitest';

import { aPerson, type Person } from '../../support/stories/people.ts';

const PLACES = `query Places($text: String!, $language: String, $limit: Int) {
  places(text: $text, language: $language, limit: $limit) { city name country countryCode timeZone }
}`;

interface Found {
  readonly places: readonly { readonly city: string; readonly name: string; readonly country: string }[];
}

describe('Jonas writes a city', () => {
  let jonas: Person;
  beforeAll(async () => {
    jonas = await aPerson('Jonas');
  });

  it('and finds it in his language, under the text that everybody stores', async () => {
    const { places } = await jonas.ask<Found>(PLACES, { text: 'köln', language: 'de', limit: 1 });
    const place = { city: 'Cologne-Germany', name: 'Köln', country: 'Deutschland' };
    expect(places).toEqual([{ ...place, countryCode: 'DE', timeZone: 'Europe/Berlin' }]);
    const { places: ten } = await jonas.ask<Found>(PLACES, { text: 'ber' });
    expect(ten).toHaveLength(10);
    expect(ten[0]).toMatchObject({ city: 'Berlin-Germany', name: 'Berlin', country: 'Germany' });
  });

  it.each([
    ['text', 'length', { text: 'a'.repeat(101) }],
    ['language', 'format', { text: 'berlin', language: 'german!' }],
    ['limit', 'range', { text: 'berlin', limit: 21 }],
    ['limit', 'range', { text: 'berlin', limit: 0 }],
  ])('and is refused for a wrong %s (%s)', async (field, rule, variables) => {
    await expect(jonas.ask(PLACES, variables)).rejects.toMatchObject({
      errorType: 'ValidationError',
      errorInfo: { field, rule },
    });
  });
});
