import { isObject } from './language/kinds.ts';
import { draft, fail } from './state.ts';

/** Headers of one connection or of the server. `copyHeaders` omits them, and a resolver may not set them. */
const restricted = [
  ...['transfer-encoding', 'connection', 'host', 'expect', 'keep-alive', 'upgrade', 'content-length'],
  ...['proxy-authenticate', 'proxy-authorization', 'te'],
];
const reserved = restricted.concat('content-type', 'date', 'trailer');
const reservedPrefixes = ['x-amzn-', 'x-amz-'];
const sizeLimit = 4096;

/** The characters that HTTP allows in a header's name and value (RFC 9110, "Field Names" and "Field Values"). */
const namePattern = /^[\w!#$%&'*+.^`|~-]+$/;
const valuePattern = /^[\t\x20-\x7e\x80-\xff]*$/;

function copyHeaders(headers: unknown): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (!restricted.includes(name.toLowerCase())) copy[name] = value;
  }
  return copy;
}

function addResponseHeader(name: unknown, value: unknown): void {
  const key = String(name).toLowerCase();
  if (reserved.includes(key) || reservedPrefixes.some((prefix) => key.startsWith(prefix))) {
    fail(`A resolver may not set the response header ${key}: it belongs to AppSync.`);
  }
  const content = headerText(value);
  if (!namePattern.test(key)) fail(`A response header cannot be named ${JSON.stringify(key)}: HTTP refuses the name.`);
  if (!valuePattern.test(content)) fail(`The value of the response header ${key} has a character that HTTP refuses.`);
  const headers = { ...draft().responseHeaders, [key]: content };
  const size = Object.entries(headers).reduce((sum, [header, text]) => sum + header.length + text.length, 0);
  if (size > sizeLimit) fail(`Response headers set by resolvers may take ${sizeLimit} characters, not ${size}.`);
  draft().responseHeaders = headers;
}

function headerText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function addResponseHeaders(headers: unknown): void {
  if (!isObject(headers)) fail('util.http.addResponseHeaders takes an object of names and values.');
  for (const [name, value] of Object.entries(headers)) addResponseHeader(name, value);
}

/** `util.http` (AWS AppSync developer guide, "HTTP helpers in util.http"). */
export const http = { copyHeaders, addResponseHeader, addResponseHeaders };
