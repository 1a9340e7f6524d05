import type { GuestError } from './answer.ts';
import { authType } from './authType.ts';
import { render } from './dynamodb/expressions.ts';
import { dynamodb } from './dynamodb/values.ts';
import { ask, number, text } from './host.ts';
import { http } from './http.ts';
import { draft, fail, halt, identity, isStrict, warn } from './state.ts';
import { toSubscriptionFilter } from './subscriptionFilter.ts';

const { min, max, random, round, floor } = Math;

function handlerError(message: unknown, type: unknown, data: unknown, info: unknown): GuestError {
  return {
    kind: 'raised',
    message: String(message),
    type: typeof type === 'string' ? type : null,
    data: data ?? null,
    info: info ?? null,
  };
}

/** As on AWS, does nothing if the message or the type is not a string (aws-appsync-community#384). */
function error(message: unknown, type?: unknown, data?: unknown, info?: unknown): void {
  const reason = notText(message, type);
  if (reason !== null) {
    warn(`util.error does nothing, as on AWS (aws-appsync-community#384): ${reason}`);
    return;
  }
  draft().error = handlerError(message, type, data, info);
  throw halt;
}

/** No report says whether AWS treats wrong arguments as `util.error` does; strict mode assumes that it does. */
function appendError(message: unknown, type?: unknown, data?: unknown, info?: unknown): void {
  const reason = notText(message, type);
  if (reason !== null) {
    warn(`util.appendError may do nothing on AWS, as util.error (aws-appsync-community#384): ${reason}`);
    if (isStrict()) return;
  }
  // Copied, because the handler may change the object later.
  const copy = JSON.parse(JSON.stringify(handlerError(message, type, data, info))) as GuestError;
  draft().appendedErrors = (draft().appendedErrors ?? []).concat(copy);
}

/** The reason why AWS ignores these arguments; null if it does not. */
function notText(message: unknown, type: unknown): string | null {
  if (typeof message !== 'string') return `its message is ${kindOf(message)}, not a text. Use a template literal.`;
  if (type === undefined || type === null || typeof type === 'string') return null;
  return `its type is ${kindOf(type)}, not a text. Use a template literal.`;
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

function unauthorized(): never {
  draft().error = { kind: 'unauthorized', message: 'Unauthorized', type: 'Unauthorized', data: null, info: null };
  throw halt;
}

function refused(name: string, ...members: readonly string[]): Readonly<Record<string, () => never>> {
  const refusals: Record<string, () => never> = {};
  for (const member of members) {
    refusals[member] = () => fail(`util.${name}.${member} is not supported by the local host.`);
  }
  return refusals;
}

function filterExpression(filter: unknown): string | null {
  const expression = render(filter);
  return expression && JSON.stringify(expression);
}

const time = {
  nowISO8601: () => text('time.nowISO8601'),
  nowEpochSeconds: () => number('time.nowEpochSeconds'),
  nowEpochMilliSeconds: () => number('time.nowEpochMilliSeconds'),
  nowFormatted: (format: unknown, zone?: unknown) => text('time.nowFormatted', format, zone),
  parseFormattedToEpochMilliSeconds: (timestamp: unknown, format: unknown, zone?: unknown) =>
    number('time.parseFormattedToEpochMilliSeconds', timestamp, format, zone),
  parseISO8601ToEpochMilliSeconds: (timestamp: unknown) => number('time.parseISO8601ToEpochMilliSeconds', timestamp),
  epochMilliSecondsToSeconds: (milliseconds: number) => floor(milliseconds / 1000),
  epochMilliSecondsToISO8601: (milliseconds: unknown) => text('time.epochMilliSecondsToISO8601', milliseconds),
  epochMilliSecondsToFormatted: (milliseconds: unknown, format: unknown, zone?: unknown) =>
    text('time.epochMilliSecondsToFormatted', milliseconds, format, zone),
};

const transform = {
  toDynamoDBFilterExpression: filterExpression,
  toDynamoDBConditionExpression: filterExpression,
  toSubscriptionFilter,
  ...refused('transform', 'toElasticsearchQueryDSL'),
};

const math = {
  roundNum: (value: number) => round(value),
  minVal: (one: number, other: number) => min(one, other),
  maxVal: (one: number, other: number) => max(one, other),
  randomDouble: () => random(),
  randomWithinRange: (start: number, end: number) => start + floor(random() * (end - start + 1)),
};

/** `util` (AWS AppSync developer guide, "Built-in utilities" and the pages under it). */
export const util = {
  escapeJavaScript: (value: unknown) => text('escapeJavaScript', value),
  urlEncode: (value: unknown) => text('urlEncode', value),
  urlDecode: (value: unknown) => text('urlDecode', value),
  base64Encode: (value: unknown) => text('base64Encode', value),
  base64Decode: (value: unknown) => text('base64Decode', value),
  autoId: () => text('autoId'),
  autoUlid: () => text('autoUlid'),
  autoKsuid: () => text('autoKsuid'),
  matches: (pattern: unknown, value: unknown) => ask('matches', pattern, value),
  authType: () => authType(identity()),
  error,
  unauthorized,
  appendError,
  time,
  dynamodb,
  transform,
  math,
  str: { normalize: (value: unknown, form: unknown) => text('str.normalize', value, form) },
  http,
  rds: refused('rds', 'toJsonString', 'toJsonObject'),
  xml: refused('xml', 'toMap', 'toJsonString'),
};
