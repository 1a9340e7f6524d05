import { readFileSync } from 'node:fs';

import { type FaultRule, fits, operationsOf } from './rule.ts';

const kinds = ['conflict', 'unprocessed', 'throttled', 'failed', 'hangs', 'killed'];
const withWhen = ['failed', 'hangs', 'killed'];
const ofInvocations = ['throttled', 'failed', 'killed'];
const services = ['dynamodb', 'cognito-idp', 'lambda', 'secretsmanager', 'fcm'];
/** The faults of a message, and what each of them takes beside the device. */
const ofPushes: Readonly<Record<string, readonly string[]>> = {
  UNREGISTERED: [],
  INVALID_ARGUMENT: [],
  SENDER_ID_MISMATCH: [],
  THIRD_PARTY_AUTH_ERROR: [],
  QUOTA_EXCEEDED: ['retryAfterSeconds'],
  UNAVAILABLE: ['retryAfterSeconds', 'when'],
  INTERNAL: ['when'],
  hangs: ['when'],
  killed: ['when'],
  slow: ['milliseconds'],
};
/** Callers that are no functions. */
const otherCallers = ['api', 'stream', 'queue', 'developer'];

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads rules from a file that contains a JSON array.
 * @throws Error with one sentence for an unreadable file or an invalid rule
 */
export function readRules(file: string): readonly FaultRule[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new Error(`The file of faults ${file} ${reason}.`, { cause });
  }
  if (!Array.isArray(content)) throw new Error(`${file} must contain an array of rules.`);
  return content.map((rule: unknown, index) => checkRule(rule, `Rule ${index + 1} of ${file}`, 'file'));
}

/**
 * Checks a rule.
 * @param from a rule of a file contains no functions
 * @returns the rule
 * @throws Error that names the problem
 */
export function checkRule(rule: unknown, where: string, from: 'file' | 'code' = 'code'): FaultRule {
  const problem = isFields(rule) ? problemOf(rule, from === 'code') : 'is not an object';
  if (problem !== undefined) throw new Error(`${where} ${problem}.`);
  // Every field has been checked.
  return rule as FaultRule;
}

/**
 * Checks that the functions of a rule exist: otherwise the rule would wait forever.
 * @throws Error for an unknown function
 */
export function checkNames(rule: FaultRule, functions: readonly string[]): void {
  const { caller, invocation } = rule as { caller?: string; invocation?: string };
  const named = [
    ...(caller === undefined || otherCallers.some((name) => fits(caller, name)) ? [] : [caller]),
    ...(invocation === undefined ? [] : [invocation]),
  ];
  const unknown = named.find((pattern) => !functions.some((name) => fits(pattern, name)));
  if (unknown === undefined) return;
  const known = functions.length === 0 ? 'the app has none' : `the functions are ${functions.join(', ')}`;
  throw new Error(`A fault names the function ${unknown}, which does not exist: ${known}.`);
}

function problemOf(rule: Fields, allowsCode: boolean): string | undefined {
  const { fault } = rule;
  if ('push' in rule) return problemOfPush(rule, allowsCode);
  const isMeanwhile = allowsCode && typeof fault === 'function';
  if (!isMeanwhile && !(typeof fault === 'string' && kinds.includes(fault))) {
    return `has an unknown fault: use one of ${kinds.join(', ')}`;
  }
  const kind = typeof fault === 'string' ? fault : 'function';
  const isInvocation = 'invocation' in rule;
  if (isInvocation && !isMeanwhile && !ofInvocations.includes(kind)) {
    return `is about an invocation, which cannot have the fault ${kind}: use one of ${ofInvocations.join(', ')}`;
  }
  const checks = {
    fault: () => undefined,
    ...(isInvocation
      ? { invocation: text }
      : { service: oneOf(...services), operation: operationFor(kind), attempts: count(1) }),
    caller: text,
    skip: count(0),
    times: count(1),
    ...(allowsCode ? { where: () => undefined } : {}),
    ...(isMeanwhile || withWhen.includes(kind) ? { when: oneOf('before', 'after') } : {}),
    ...(kind === 'conflict' ? { position: count(0) } : {}),
    ...(kind === 'unprocessed' ? { items: count(1) } : {}),
  };
  return problemOfFields(rule, checks, kind);
}

function problemOfPush(rule: Fields, allowsCode: boolean): string | undefined {
  const kind = String(rule['fault']);
  const takes = Object.hasOwn(ofPushes, kind) ? ofPushes[kind] : undefined;
  if (takes === undefined) {
    return `is about a push, which cannot have the fault ${kind}: use one of ${Object.keys(ofPushes).join(', ')}`;
  }
  if (kind === 'slow' && rule['milliseconds'] === undefined) return 'has the fault slow, which needs milliseconds';
  const more: Readonly<Record<string, Check>> = {
    when: oneOf('before', 'after'),
    retryAfterSeconds: count(0),
    milliseconds: count(0),
  };
  const checks = {
    fault: () => undefined,
    push: text,
    caller: text,
    skip: count(0),
    times: count(1),
    ...(allowsCode ? { where: () => undefined } : {}),
    ...Object.fromEntries(Object.entries(more).filter(([name]) => takes.includes(name))),
  };
  return problemOfFields(rule, checks, kind);
}

type Check = (value: unknown) => string | undefined;

function problemOfFields(rule: Fields, checks: Readonly<Record<string, Check>>, kind: string): string | undefined {
  for (const [name, value] of Object.entries(rule)) {
    if (value === undefined) continue;
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined) return `has the property ${name}, which a rule for ${kind} does not have`;
    const wanted = check(value);
    if (wanted !== undefined) return `has ${JSON.stringify(value)} as ${name}, which must be ${wanted}`;
  }
  return undefined;
}

const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a name');

function count(least: number): Check {
  const isCount = (value: unknown) => Number.isInteger(value) || value === Infinity;
  return (value) => (isCount(value) && Number(value) >= least ? undefined : `a whole number of at least ${least}`);
}

function oneOf(...values: readonly string[]): Check {
  return (value) => (typeof value === 'string' && values.includes(value) ? undefined : values.join(' or '));
}

function operationFor(kind: string): Check {
  const operations = operationsOf[kind];
  return operations === undefined ? text : oneOf(...operations);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
