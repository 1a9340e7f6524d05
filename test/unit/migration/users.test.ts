import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readUsers } from '../../../migration/users.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { anId } from '../../support/migration/ids.ts';

const folder = temporaryDirectory();
const written = (text: string): string => {
  const file = join(folder, 'users.json');
  writeFileSync(file, text);
  return file;
};

describe('The file of users', () => {
  it('gives the sub of each Cognito username', async () => {
    const users = await readUsers(written(JSON.stringify({ [anId(1)]: anId(1), Google_1034: anId(2) })));
    expect([...users]).toEqual([
      [anId(1), anId(1)],
      ['Google_1034', anId(2)],
    ]);
  });

  it.each([
    ['no users', '{}'],
    ['a list', '[]'],
    ['text that is cut off', '{"Google_1034": "0000'],
    ['a user without a sub', '{"Google_1034": ""}'],
    ['another type', '{"Google_1034": 7}'],
    ['two users with one sub', JSON.stringify({ a: anId(1), b: anId(1) })],
  ])('is refused with %s', async (_, text) => {
    await expect(readUsers(written(text))).rejects.toMatchObject({ code: 'BadFile' });
  });

  it('is refused if it is missing', async () => {
    await expect(readUsers(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'BadFile' });
  });
});
