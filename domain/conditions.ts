/**
 * The conditions and updates that resolvers and functions share, in plain form: neither AppSync's nor the AWS SDK's.
 * This file does not need AppSync.
 */

/** A DynamoDB expression with plain values. Resolvers and functions turn the values into the form that they send. */
export interface PlainExpression {
  /** Every `#name` in it stands for the attribute of that name. */
  readonly text: string;
  /** By placeholder: `{ ':now': 1700000000 }`. */
  readonly values: Record<string, unknown>;
}

/** `#free` stands for the attribute `free`: DynamoDB reserves some words. */
export function namesIn(text: string): Record<string, string> {
  const names: Record<string, string> = {};
  for (const part of text.split('#').slice(1)) {
    const name = [' ', '.', ',', ')'].reduce((word, end) => word.split(end)[0] ?? word, part);
    names[`#${name}`] = name;
  }
  return names;
}

/** The account is not being removed. */
export const NOT_REMOVING = 'attribute_not_exists(removing)';

/** The account is neither being removed nor suspended. Each write of its person checks this. */
export const ACTIVE = `${NOT_REMOVING} AND attribute_not_exists(suspended)`;

/** A name can be copied into another item: the account has this name, or none yet. */
export const SAME_NAME = '(attribute_not_exists(#name) OR #name = :name)';

/**
 * There is a contact card with at least one channel. The first app checked no channel: a number without a country code and
 * an address without `@` do not count, because the API does not show them.
 */
export function hasChannel(): PlainExpression {
  // A missing attribute compares as false, and every text that is not blank is greater than a blank.
  const links = ['fb', 'instagram', 'twitter', 'linkedin', 'telegram'];
  const text = ['contains(mobile, :plus)', 'contains(email, :at)', ...links.map((name) => `${name} > :blank`)];
  return { text: text.join(' OR '), values: { ':plus': '+', ':at': '@', ':blank': ' ' } };
}

/**
 * No item is under a key. An expired item that TTL has not deleted yet counts as absent.
 * @param now epoch seconds
 */
export function absent(now: number): PlainExpression {
  return { text: 'attribute_not_exists(created) OR tstamp <= :now', values: { ':now': now } };
}

/** A half is as it was read: its revision shows it. Revision 0 means that the half has none, as the first app wrote it. */
export function unchanged(revision: number, now: number): PlainExpression {
  return revision === 0
    ? { text: 'tstamp > :now AND attribute_not_exists(revision)', values: { ':now': now } }
    : { text: 'tstamp > :now AND revision = :revision', values: { ':now': now, ':revision': revision } };
}

/**
 * The half on the other side is as it was read on this side, or it is missing or expired: the first app could leave a pair
 * with one half.
 */
export function unchangedOrMissing(revision: number, now: number): PlainExpression {
  const { text, values } = unchanged(revision, now);
  return { text: `attribute_not_exists(created) OR tstamp <= :now OR (${text})`, values };
}

/**
 * Moves what a trip has free: by a difference, never to a value. 0 kilograms move nothing.
 * @param kilograms by the category's stored name
 * @returns null when nothing moves
 */
export function moveFree(sign: '+' | '-', kilograms: Readonly<Record<string, number>>): PlainExpression | null {
  const sets: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, kg] of Object.entries(kilograms)) {
    if (kg > 0) {
      sets.push(`allowed.#${name}.#free = allowed.#${name}.#free ${sign} :kg${name}`);
      values[`:kg${name}`] = kg;
    }
  }
  return sets.length > 0 ? { text: `SET ${sets.join(', ')}`, values } : null;
}

/**
 * The trip that gets kilograms back is as it was read, as far as that matters.
 * @param names of the categories, as stored
 * @param tstamp when it expires, which its requests take over; undefined for a trip without one
 */
export function takesBack(names: string[], tstamp: unknown): PlainExpression {
  const there = names.map((name) => `attribute_exists(allowed.#${name})`);
  return tstamp === undefined
    ? { text: ['attribute_exists(created)', ...there].join(' AND '), values: {} }
    : { text: ['tstamp = :tstamp', ...there].join(' AND '), values: { ':tstamp': tstamp } };
}
