import { accountKey, contactsKey } from '../../../domain/keys.ts';
import type { ServiceName } from '../../../resolvers/lib/contacts/services.ts';
import { type Item, placeOf, without } from '../../item.ts';
import { absentPerson, staysOf } from '../checks.ts';
import { isFilled } from '../forms.ts';
import { isLine } from '../readings.ts';
import { type Contradiction, deletion, FINE, left, type Notice, type Verdict } from '../requests/verdict.ts';
import type { Entry, ItemOfGone } from '../survey.ts';
import type { Decision } from '../trips/planTrip.ts';
import { isEmail, isLink, shownMobile, tidyLink, tidyMobile } from './contactValues.ts';

/** The names of early 2022, and those of today. */
const NAMES = { name: 'cname', 'e-mail': 'email' } as const;

/** The attributes of links, and their services. */
const LINKS: Readonly<Record<string, ServiceName>> = {
  fb: 'facebook',
  instagram: 'instagram',
  twitter: 'twitter',
  linkedin: 'linkedin',
  telegram: 'telegram',
};

/** The places that are taken. A decision to write an item adds its place. */
export type Places = Set<string>;

/** Work of the API on an account. Another write would start it again. */
const WORK = ['removing', 'removed', 'renamed', 'suspending'] as const;

/**
 * Decides about a contact card.
 * @param places the places of all items
 */
export function planCard(entry: Entry, places: Places): Decision {
  const { item } = entry;
  const renamed = withNames(item);
  const tidied = tidyCard(item);
  const next: Item = { ...without(tidied, ['tstamp']), ...contactsKey(item.username) };
  const found: Readonly<Partial<Record<Contradiction, boolean>>> = {
    oldNames: renamed !== item,
    oddContacts: Object.entries(tidied).some(([name, value]) => value !== renamed[name]),
    expiring: item['tstamp'] !== undefined,
  };
  return { verdict: placed(entry, next, namesOf(found), places), notices: hiddenIn(next) };
}

/** A card with the names of today, and with each entry that has one reading in the API's form. */
export function tidyCard(item: Item): Item {
  const renamed = withNames(item);
  return { ...renamed, ...tidyEntries(renamed) };
}

/** Decides about an account. `tstamp` belongs only to the account of a person who is removed. */
export function planAccount(entry: Entry, places: Places): Verdict {
  const { item, stored } = entry;
  const isExpiring = item['tstamp'] !== undefined && item['removed'] === undefined;
  if (!isExpiring && item === stored) return FINE;
  if (WORK.some((name) => item[name] !== undefined)) return left('underWay');
  const next: Item = { ...without(item, ['tstamp']), ...accountKey(item.username) };
  return placed(entry, next, isExpiring ? ['expiring'] : [], places);
}

/** Decides about an item that changes nothing but its key. */
export function planMove(entry: Entry, otherwise: Verdict, places: Places): Verdict {
  return entry.item === entry.stored ? otherwise : placed(entry, entry.item, [], places);
}

/** Decides about an item of a person who is not in the user pool: a removal was cut off. */
export function planOfGone({ item, people }: ItemOfGone): Verdict {
  const others = people.filter((person) => placeOf(accountKey(person)) !== placeOf(item));
  return deletion('personGone', { before: [item], checks: [...new Set(others)].map(absentPerson) });
}

/** Writes the next form of an item. If its right key is taken, the item there stays, because the person used it last. */
function placed({ stored, item }: Entry, next: Item, found: readonly Contradiction[], places: Places): Verdict {
  if (item === stored) {
    const repair = { before: [stored], after: [next], checks: [] };
    return found.length === 0 ? FINE : { outcome: 'repair', contradictions: found, repair };
  }
  if (places.has(placeOf(item))) return deletion('userName', { before: [stored] });
  places.add(placeOf(item));
  const isAccount = item.created === accountKey('').created;
  const checks = isAccount ? [] : [staysOf(item.username)];
  const repair = { before: [stored], after: [next], checks };
  return { outcome: 'repair', contradictions: ['userName', ...found], repair };
}

/** The item itself if it has no old names. An old name stays where the new one has a value too. */
function withNames(item: Item): Item {
  const old = Object.entries(NAMES).filter(([from, to]) => item[from] !== undefined && !isFilled(item[to]));
  if (old.length === 0) return item;
  const values = Object.fromEntries(old.map(([from, to]) => [to, item[from]]));
  const rest = without(
    item,
    old.map(([from]) => from),
  );
  const { username, created } = item;
  return { ...rest, ...values, username, created };
}

function tidyEntries(card: Item): Readonly<Record<string, unknown>> {
  const texts = ['cname', 'mobile', 'email', ...Object.keys(LINKS)]
    .map((name) => [name, card[name]] as const)
    .filter((entry): entry is readonly [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([name, text]) => [name, tidied(name, text)]));
}

function tidied(name: string, text: string): string {
  const service = LINKS[name];
  if (service) return tidyLink(service, text);
  return name === 'mobile' ? tidyMobile(text) : text.trim();
}

/** The entries that the API does not show. An empty one shows nothing. */
function hiddenIn(card: Item): Notice[] {
  const isThere = (name: string) => card[name] !== undefined && card[name] !== '' && card[name] !== null;
  const text = (name: string) => (typeof card[name] === 'string' ? card[name] : '');
  return [
    ...(isThere('cname') && !isLine(text('cname')) ? ['hiddenName' as const] : []),
    ...(isThere('mobile') && shownMobile(text('mobile')) === null ? ['hiddenMobile' as const] : []),
    ...(isThere('email') && !isEmail(text('email')) ? ['hiddenEmail' as const] : []),
    ...Object.entries(LINKS).flatMap(([name, service]) =>
      isThere(name) && !isLink(service, text(name)) ? ['hiddenLink' as const] : [],
    ),
  ];
}

function namesOf(found: Readonly<Partial<Record<Contradiction, boolean>>>): Contradiction[] {
  return (Object.keys(found) as Contradiction[]).filter((name) => found[name]);
}
