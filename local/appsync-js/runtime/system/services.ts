import { randomUUID } from 'node:crypto';

import type { HostCall, Primitive } from '../guest/answer.ts';
import { bounded } from './bounded.ts';
import { format } from './dateFormat.ts';
import { parse } from './dateParse.ts';
import { ksuid, ulid } from './ids.ts';
import { javaPattern } from './javaPattern.ts';
import { javaReplace } from './javaReplace.ts';

type Service = (...values: readonly Primitive[]) => Primitive;

const forms: Readonly<Record<string, string>> = { nfc: 'NFC', nfd: 'NFD', nfkc: 'NFKC', nfkd: 'NFKD' };
const isoDateTime = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)$/;

/**
 * The services of the host for the realm: clock, randomness, Java patterns. Keys are names under `util`, or methods.
 */
const services: Readonly<Record<string, Service>> = {
  autoId: () => randomUUID(),
  autoUlid: () => ulid(),
  autoKsuid: () => ksuid(),
  escapeJavaScript: (value) => escapeJavaScript(text(value)),
  urlEncode: (value) => new URLSearchParams([['', text(value)]]).toString().slice(1),
  urlDecode: (value) => decodeURIComponent(text(value).replaceAll('+', ' ')),
  base64Encode: (value) => Buffer.from(text(value)).toString('base64'),
  base64Decode: (value) => Buffer.from(text(value), 'base64').toString(),
  matches: (pattern, value) => bounded(text(pattern), text(value), () => javaPattern(text(pattern)).test(text(value))),
  'String.replace': (value, pattern, by) => replaced(text(value), text(pattern), text(by), false),
  'String.replaceAll': (value, pattern, by) => replaced(text(value), text(pattern), text(by), true),
  'str.normalize': (value, form) => {
    const known = forms[text(form).toLowerCase()];
    if (known === undefined)
      throw new TypeError(`util.str.normalize accepts nfc, nfd, nfkc and nfkd, not ${text(form)}.`);
    return text(value).normalize(known);
  },
  'time.nowISO8601': () => new Date().toISOString(),
  'time.nowEpochSeconds': () => Math.floor(Date.now() / 1000),
  'time.nowEpochMilliSeconds': () => Date.now(),
  'time.nowFormatted': (pattern, zone) => format(Date.now(), text(pattern), zoneOf(zone)),
  'time.parseFormattedToEpochMilliSeconds': (timestamp, pattern, zone) =>
    parse(text(timestamp), text(pattern), zoneOf(zone)),
  'time.parseISO8601ToEpochMilliSeconds': (timestamp) => parseIso(text(timestamp)),
  'time.epochMilliSecondsToISO8601': (milliseconds) => new Date(Number(milliseconds)).toISOString(),
  'time.epochMilliSecondsToFormatted': (milliseconds, pattern, zone) =>
    format(Number(milliseconds), text(pattern), zoneOf(zone)),
};

let lastFailure = '';

/** The realm's only access to the host. It never throws: null is a failure, and `failure` then returns the message. */
export const hostCall: HostCall = (name, ...values) => {
  if (name === 'failure') return lastFailure;
  try {
    return services[name]?.(...values) ?? null;
  } catch (error) {
    lastFailure = `${name.startsWith('String.') ? '' : 'util.'}${name}: ${error instanceof Error ? error.message : String(error)}`;
    return null;
  }
};

function text(value: Primitive): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) throw new TypeError('the value is missing.');
  return String(value);
}

function replaced(value: string, pattern: string, by: string, all: boolean): string {
  return bounded(pattern, value, () => javaReplace(value, pattern, by, all));
}

function zoneOf(zone: Primitive): string {
  return zone === null || zone === undefined ? 'UTC' : text(zone);
}

function parseIso(timestamp: string): number {
  const milliseconds = isoDateTime.test(timestamp) ? Date.parse(timestamp) : NaN;
  if (Number.isNaN(milliseconds))
    throw new TypeError(`"${timestamp}" is not an ISO 8601 date and time with an offset.`);
  return milliseconds;
}

/** Like Apache Commons' escapeEcmaScript, which AppSync's VTL helper of this name uses. */
function escapeJavaScript(value: string): string {
  const short: Readonly<Record<string, string>> = { '\b': '\\b', '\n': '\\n', '\t': '\\t', '\f': '\\f', '\r': '\\r' };
  return value
    .replace(/['"\\/]/g, '\\$&')
    .replace(
      /[^\x20-\x7e]/g,
      (char) => short[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    );
}
