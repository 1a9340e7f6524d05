import { expect, it } from 'vitest';

import { described, messageOf } from '../../support/stories/clients/errors.ts';

it('an error of a client names the errors behind it', () => {
  const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:21001') });
  const error = Object.assign(new Error('No current user'), { name: 'NoSignedUser', underlyingError: refused });
  const told = JSON.parse(JSON.stringify(described(error))) as Parameters<typeof messageOf>[0];
  expect(told.name).toBe('NoSignedUser');
  expect(messageOf(told)).toBe(
    'No current user (TypeError: fetch failed (Error: connect ECONNREFUSED 127.0.0.1:21001))',
  );
});
