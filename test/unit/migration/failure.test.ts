import { expect, it } from 'vitest';

import { type EXITS, Failure, toFailure } from '../../../migration/failure.ts';

const named = (name: string, message = 'Something, with\nlines.', code?: string) =>
  Object.assign(new Error(message), { name, ...(code === undefined ? {} : { code }) });

it.each<[string, unknown, keyof typeof EXITS]>([
  ['a conflict in every attempt', named('TransactionCanceledException'), 'Busy'],
  ['too many calls', named('ThrottlingException'), 'Busy'],
  ['too many calls to Cognito', named('TooManyRequestsException'), 'Busy'],
  ['a table that was deleted during the run', named('ResourceNotFoundException'), 'NoTable'],
  ['a broken connection', named('Error', 'read ECONNRESET', 'ECONNRESET'), 'NotReached'],
  ['an untrusted certificate', named('Error', 'self', 'DEPTH_ZERO_SELF_SIGNED_CERT'), 'NotReached'],
  ['several addresses that all refuse the connection', named('AggregateError', '', 'ECONNREFUSED'), 'NotReached'],
  ['credentials without permission', named('AccessDeniedException'), 'Refused'],
  ['a missing region', named('Error', 'Region is missing'), 'NoRegion'],
  ['an unknown error', named('Strange'), 'Failed'],
  ['a thrown string', 'odd', 'Failed'],
  ['a Failure', new Failure('BadFile', 'It can not be read: name another.'), 'BadFile'],
])('%s becomes one sentence that says what to do', (_, error, code) => {
  const failure = toFailure(error);
  expect(failure.code).toBe(code);
  expect(failure.message).toMatch(/^[^\n]+: [^\n]+\.$/);
});
