import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { aCaller, Handlers } from '../support/resolvers/handlers.ts';
import { aCity, aTrip, inDays } from '../support/trips.ts';

/** A trip that expires before the end of time, for ids alone. */
const TRIP = '2026-10-04-19-34-18-736061_amira-1';

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

/** The rule of the input that a call breaks; null for a call that is not refused for its input. */
async function ruleOf(field: string, input: object): Promise<string | null> {
  const { errorType, errorInfo } = await api.refusal(field, { by: aCaller('Amira'), args: { input } });
  if (errorType !== 'ValidationError') return null;
  const { field: name, rule } = errorInfo as { field: string; rule: string };
  return `${name} ${rule}`;
}

const posting = (changes: object) => ruleOf('Mutation.createTrip', aTrip(changes));
const sending = (changes: object) =>
  ruleOf('Mutation.sendRequest', { tripId: TRIP, tripVersion: 1, items: [{ category: 'BAG', kg: 1 }], ...changes });

const clothes = (changes: object) => ({ allowed: [{ category: 'CLOTHES' as const, cost: 1, kg: 1, ...changes }] });
const paper = (changes: object) => ({ allowed: [{ category: 'PAPER' as const, cost: 1, kg: 1, ...changes }] });
const city = (length: number) => `${'a'.repeat(length - 8)}-Germany`;

describe('A trip is posted within its limits', () => {
  it.each<[string, object, string | null]>([
    ['a city of 100 characters', { fromCity: city(100) }, null],
    ['a city of 101 characters', { fromCity: city(101) }, 'fromCity length'],
    ['a city of 100 emoji and letters', { toCity: `${'\u{1F338}'.repeat(92)}a-Egypt` }, null],
    ['one city twice', { fromCity: 'Cairo-Egypt' }, 'toCity different'],
    ['one city twice, in other letters', { fromCity: 'CAIRO-egypt' }, 'toCity different'],
    ['a city with the sign that joins two', { fromCity: 'Ber_lin-Germany' }, 'fromCity format'],
    ['0 kg', clothes({ kg: 0 }), 'allowed.kg range'],
    ['0.01 kg', clothes({ kg: 0.01 }), null],
    ['100 kg', clothes({ kg: 100 }), null],
    ['100.01 kg', clothes({ kg: 100.01 }), 'allowed.kg range'],
    ['less than 0 kg', clothes({ kg: -0.01 }), 'allowed.kg range'],
    ['0 kg of paper', paper({ kg: 0 }), null],
    ['less than 0 kg of paper', paper({ kg: -0.01 }), 'allowed.kg range'],
    ['2 decimals of a kg', clothes({ kg: 1.55 }), null],
    ['3 decimals of a kg', clothes({ kg: 1.554 }), 'allowed.kg decimals'],
    ['a cost of 0', clothes({ cost: 0 }), null],
    ['a cost below 0', clothes({ cost: -0.01 }), 'allowed.cost range'],
    ['a cost of 10,000', clothes({ cost: 10_000 }), null],
    ['a cost of 10,000.01', clothes({ cost: 10_000.01 }), 'allowed.cost range'],
    ['2 decimals of a euro', clothes({ cost: 1.55 }), null],
    ['3 decimals of a euro', clothes({ cost: 1.555 }), 'allowed.cost decimals'],
    ['a yen with a decimal', { currency: 'JPY', ...clothes({ cost: 1.5 }) }, 'allowed.cost decimals'],
    ['3 decimals of a Kuwaiti dinar', { currency: 'KWD', ...clothes({ cost: 1.555 }) }, null],
    ['4 decimals of a Kuwaiti dinar', { currency: 'KWD', ...clothes({ cost: 1.5555 }) }, 'allowed.cost decimals'],
    ['a currency in small letters', { currency: 'eur' }, 'currency unknown'],
    ['the end of one code and the start of the next', { currency: 'R F' }, 'currency unknown'],
    ['no category', { allowed: [] }, 'allowed required'],
    ['a category twice', { allowed: [...clothes({}).allowed, ...clothes({}).allowed] }, 'allowed duplicate'],
    ['all on one day', { acceptFrom: inDays(5), acceptTo: inDays(5), travelDate: inDays(5) }, null],
    ['acceptFrom after acceptTo', { acceptFrom: inDays(6), acceptTo: inDays(5) }, 'acceptFrom order'],
    ['acceptTo after travelDate', { acceptTo: inDays(28), travelDate: inDays(27) }, 'acceptTo order'],
    ['acceptFrom in the past', { acceptFrom: inDays(-100) }, null],
    ['acceptTo in the past', { acceptFrom: inDays(-100), acceptTo: inDays(-3) }, 'acceptTo past'],
    ['a date with an offset', { travelDate: `${inDays(27)}Z` }, 'travelDate format'],
    ['a date of no calendar', { acceptFrom: '2026-02-29' }, 'acceptFrom format'],
    ['a travel date beyond a year', { travelDate: inDays(368) }, 'travelDate tooFar'],
    ['a travel date within a year', { travelDate: inDays(364) }, null],
  ])('%s', async (_, changes, rule) => {
    expect(await posting({ fromCity: aCity(), ...changes })).toBe(rule);
  });
});

describe('A request is sent within its limits', () => {
  const bag = (kg: number) => ({ items: [{ category: 'BAG', kg }] });
  const documents = (changes: object) => ({ items: [{ category: 'PAPER', kg: 0, pieces: 1, ...changes }] });
  it.each<[string, object, string | null]>([
    ['a note of 500 characters', { note: 'n'.repeat(500) }, null],
    ['a note of 501 characters', { note: 'n'.repeat(501) }, 'note length'],
    ['a note of two lines', { note: 'one\ntwo' }, null],
    ['a note with a hidden character', { note: 'one\u202Etwo' }, 'note format'],
    ['no item', { items: [] }, 'items required'],
    ['a category twice', { items: [...bag(1).items, ...bag(1).items] }, 'items duplicate'],
    ['0 kg', bag(0), 'items.kg range'],
    ['100 kg', bag(100), null],
    ['100.01 kg', bag(100.01), 'items.kg range'],
    ['3 decimals of a kg', bag(1.001), 'items.kg decimals'],
    ['a document', documents({}), null],
    ['20 documents', documents({ pieces: 20 }), null],
    ['21 documents', documents({ pieces: 21 }), 'items.pieces range'],
    ['0 documents', documents({ pieces: 0 }), 'items.pieces range'],
    ['no number of documents', documents({ pieces: null }), 'items.pieces required'],
    ['pieces of a bag', { items: [{ category: 'BAG', kg: 1, pieces: 1 }] }, 'items.pieces range'],
    ['an id of another form', { tripId: `${TRIP}_x` }, 'tripId format'],
    ['an id on a day of no calendar', { tripId: '2026-02-30-19-34-18-736061_amira-1' }, 'tripId format'],
    ['an id without a user', { tripId: '2026-10-04-19-34-18-736061_' }, 'tripId format'],
    ['an id with a user of 65 characters', { tripId: `2026-10-04-19-34-18-736061_${'a'.repeat(65)}` }, 'tripId format'],
    ['an id with a user of 64 characters', { tripId: `2026-10-04-19-34-18-736061_${'a'.repeat(64)}` }, null],
  ])('%s', async (_, changes, rule) => {
    expect(await sending(changes)).toBe(rule);
  });
});

describe('A contact card is saved within its limits', () => {
  const saving = (input: object) => ruleOf('Mutation.saveContacts', { name: 'Amira', ...input });
  it.each<[string, object, string | null]>([
    ['a name of 100 characters', { name: 'a'.repeat(100), email: 'a@b.de' }, null],
    ['a name of 101 characters', { name: 'a'.repeat(101), email: 'a@b.de' }, 'name length'],
    ['an address of 254 characters', { email: `${'a'.repeat(64)}@${'b.'.repeat(93)}dde` }, null],
    ['an address of 255 characters', { email: `${'a'.repeat(64)}@${'b.'.repeat(93)}ddde` }, 'email format'],
    ['7 digits', { mobile: '+1234567' }, null],
    ['6 digits', { mobile: '+123456' }, 'mobile format'],
    ['15 digits', { mobile: '+123456789012345' }, null],
    ['16 digits', { mobile: '+1234567890123456' }, 'mobile format'],
    ['a number without +', { mobile: '201001234567' }, 'mobile format'],
    ['a number that begins with 0', { mobile: '+0201001234567' }, 'mobile format'],
    ['a Telegram handle of 4 characters', { telegram: 'abcd' }, null],
    ['a Telegram handle of 3 characters', { telegram: 'abc' }, 'telegram format'],
    ['a Telegram handle of 32 characters', { telegram: 'a'.repeat(32) }, null],
    ['a Telegram handle of 33 characters', { telegram: 'a'.repeat(33) }, 'telegram format'],
    ['a Telegram handle with a slash', { telegram: 'amira/x' }, 'telegram format'],
    ['a Telegram handle that begins with a digit', { telegram: '1abcd' }, 'telegram format'],
    ['an Instagram handle of 30 characters', { instagram: 'a'.repeat(30) }, null],
    ['an Instagram handle of 31 characters', { instagram: 'a'.repeat(31) }, 'instagram format'],
    ['a Twitter handle of 15 characters', { twitter: 'a'.repeat(15) }, null],
    ['a Twitter handle of 16 characters', { twitter: 'a'.repeat(16) }, 'twitter format'],
    ['a Facebook handle of 3 characters', { facebook: 'abc' }, null],
    ['a Facebook handle of 2 characters', { facebook: 'ab' }, 'facebook format'],
    ['a Facebook handle of 50 characters', { facebook: 'a'.repeat(50) }, null],
    ['a Facebook handle of 51 characters', { facebook: 'a'.repeat(51) }, 'facebook format'],
    ['a LinkedIn handle of 100 characters', { linkedin: 'a'.repeat(100) }, null],
    ['a LinkedIn handle of 101 characters', { linkedin: 'a'.repeat(101) }, 'linkedin format'],
    ['a LinkedIn handle of 2 characters', { linkedin: 'ab' }, 'linkedin format'],
  ])('%s', async (_, input, rule) => {
    expect(await saving(input)).toBe(rule);
  });
});
