import type { Failure } from '../data/failure.ts';
import type { ItemCategory } from '../data/types.ts';
import type { Text } from './en.ts';
import { kilograms, moment, number } from './formats.ts';

/** Names of Cognito's errors that mean the same to a person. */
const COGNITO: Readonly<
  Record<string, keyof Text['failures'] & ('wrongPassword' | 'userExists' | 'wrongCode' | 'weakPassword' | 'tooMany')>
> = {
  NotAuthorizedException: 'wrongPassword',
  UserNotFoundException: 'wrongPassword',
  EmptySignInUsername: 'wrongPassword',
  EmptySignInPassword: 'wrongPassword',
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
  if (kind === 'NotEnoughSpace') return notEnough(text, info);
  if (kind === 'ValidationError') return invalid(text, info);
  if (kind === 'ContactsMissing')
    return info['who'] === 'COUNTERPART' ? failures.contactsCounterpart : failures.contactsYou;
  if (kind === 'LimitReached') return limitReached(text, info);
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

function notEnough({ failures, categories }: Text, { category, freeKg }: Failure['info']): string {
  const what = isCategory(categories, category) ? categories[category] : '';
  return failures.notEnough(kilograms(Number(freeKg)), what);
}

function invalid({ failures, categories }: Text, { field, rule, category }: Failure['info']): string {
  const rules: Readonly<Record<string, string>> = failures.rules;
  const fields: Readonly<Record<string, string>> = failures.fields;
  const what = isCategory(categories, category) ? categories[category] : fields[String(field)];
  const why = rules[String(rule)] ?? failures.unknown;
  return what === undefined ? why : `${what}: ${why}`;
}

function isCategory(categories: Text['categories'], value: unknown): value is ItemCategory {
  return typeof value === 'string' && Object.hasOwn(categories, value);
}
