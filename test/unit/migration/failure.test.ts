import { expect, it } from 'vitest';

import { type EXITS, Failure, toFailure } from '../../../migration/failure.ts';

const named = (name: string, message = 'Something, with\nlines.', code?: string) =>
  Object.assign(new Error(message), { name, ...(code === undefined ? {} : { code }) });

it.each<[string, unknown, keyof typeof EXITS]>([
  ['a conflict that outlived every try', named('TransactionCanceledException'), 'Busy'],
  ['too many calls', named('ThrottlingException'), 'Busy'],
  ['a table that was deleted meanwhile', named('ResourceNotFoundException'), 'NoTable'],
  ['a connection that broke', named('Error', 'read ECONNRESET', 'ECONNRESET'), 'NotReached'],
  ['a certificate that nobody vouches for', named('Error', 'self', 'DEPTH_ZERO_SELF_SIGNED_CERT'), 'NotReached'],
  ['several addresses that all refuse', named('AggregateError', '', 'ECONNREFUSED'), 'NotReached'],
  ['credentials that may not', named('AccessDeniedException'), 'Refused'],
  ['a region that nobody named', named('Error', 'Region is missing'), 'NoRegion'],
  ['what nobody has thought of', named('Strange'), 'Failed'],
  ['what is no error', 'odd', 'Failed'],
  ['what is told already', new Failure('BadFile', 'It can not be read: name another.'), 'BadFile'],
])('%s comes to one sentence that says what mends it', (_, error, code) => {
  const failure = toFailure(error);
  expect(failure.code).toBe(code);
  expect(failure.message).toMatch(/^[^\n]+: [^\n]+\.$/);
});
