import { expect } from 'vitest';

import { shared } from './shared.ts';
import type { Shared } from './types.ts';

/** What the tests of a folder ask for. */
const NEEDS: readonly (readonly [folder: RegExp, name: keyof Shared])[] = [
  [/\/test\/app\//, 'app'],
  [/\/test\/(?:stories|functions\/served)\//, 'takeIt'],
  [/\/test\/(?:resolvers|functions)\//, 'dynamodb'],
];

// Before the file, because a start may take longer than a test or a hook may.
const path = expect.getState().testPath ?? '';
for (const [folder, name] of NEEDS) if (folder.test(path)) await shared(name);
