import type { Failure } from '../data/api/failure.ts';
import type { ItemCategory } from '../data/api/types.ts';
import { SERVICES } from '../data/services.ts';
import type { Text } from './en.ts';
import { kilograms, moment, number } from './formats.ts';

/** Names of Cognito's errors that mean the same to a person. */
const COGNITO: Readonly<
  Record<string, keyof Text['failures'] & ('wrongPassword' | 'userExists' | 'wrongCode' | 'weakPassword' | 'tooMany')>
> = {
  NotAuthorizedException: 'wrongPassword',
  UserNotFoundException: 'wrongPassword',
  UsernameExistsException: 'userExists',
  CodeMismatchException: 'wrongCode',
  ExpiredCodeException: 'wrongCode',
  InvalidPasswordException: 'weakPassword',
  LimitExceededException: 'tooMany',
  TooManyRequestsException: 'tooMany',
  TooManyFailedAttemptsException: 'tooMany',
};

/** What a person should read about a failure: what is wrong, and what to do. */
export function sentence(text: Text, { kind, info }: Failure): string {
  const { failures } = text;
  if (kind === 'NotEnoughSpace') {
    const { notEnough: some, noneLeft } = failures;
    return notEnough(text, info, Number(info['freeKg']) > 0 ? some : (_, what) => noneLeft(what));
  }
  if (kind === 'notEnoughOwn') return notEnough(text, info, failures.notEnoughOwn);
  if (kind === 'ValidationError') return invalid(text, info);
  if (kind === 'ContactsMissing')
    return info['who'] === 'COUNTERPART' ? failures.contactsCounterpart : failures.contactsYou;
  if (kind === 'LimitReached') return limitReached(text, info);
  // Amplify's names for a field without a text: EmptySignUpUsername, EmptyConfirmSignUpCode and so on.
  if (kind.startsWith('Empty')) return failures.fillIn;
  const cognito = COGNITO[kind];
  if (cognito !== undefined) return failures[cognito];
  const known: unknown = Object.hasOwn(failures, kind) ? failures[kind as keyof Text['failures']] : undefined;
  return typeof known === 'string' ? known : failures.unknown;
}

function limitReached({ failures, alerts }: Text, { what, limit, until }: Failure['info']): string {
  const { limits } = failures;
  if (what === 'ALERTS') return alerts.limit(number(Number(limit)));
  if (typeof what !== 'string' || !Object.hasOwn(limits, what)) return failures.tooMany;
  const day = typeof until === 'string' ? moment(until) : '';
  return limits[what as keyof typeof limits](number(Number(limit)), day);
}

function notEnough(
  { categories }: Text,
  { category, freeKg }: Failure['info'],
  say: (left: string, what: string) => string,
): string {
  const what = isCategory(categories, category) ? categories[category] : '';
  return say(kilograms(Number(freeKg)), what);
}

function invalid({ failures, categories }: Text, { field, rule, category }: Failure['info']): string {
  const rules: Readonly<Record<string, string>> = failures.rules;
  const fields: Readonly<Record<string, string>> = { ...SERVICES, ...failures.fields };
  const what = isCategory(categories, category) ? categories[category] : fields[String(field)];
  const isSearch = rule === 'order' && String(field).startsWith('filter.');
  const why = rules[isSearch ? 'searchOrder' : String(rule)] ?? failures.unknown;
  return what === undefined ? why : `${what}: ${why}`;
}

function isCategory(categories: Text['categories'], value: unknown): value is ItemCategory {
  return typeof value === 'string' && Object.hasOwn(categories, value);
}
