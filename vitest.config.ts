import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { defineConfig } from 'vitest/config';

import { LongestFirst } from './test/support/longestFirst.ts';
import { isLong } from './test/support/sizes.ts';

// The AWS SDK's advice about coming releases of Node.js would stand in front of every report.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

// Everything that a run writes to the temporary folder of the system goes into one folder, which is removed at its end.
// Vitest may read this file more than once.
if (!basename(tmpdir()).startsWith('take-it-tests-')) {
  const folder = mkdtempSync(join(tmpdir(), 'take-it-tests-'));
  process.env['TMPDIR'] = folder;
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Only `npm run test:long` runs the files that take minutes.
    exclude: isLong ? [] : ['**/*.long.test.ts'],
    // What files share starts when the first of them asks for it.
    globalSetup: 'test/support/shared/setup.ts',
    setupFiles: 'test/support/shared/before.ts',
    // Engines start inside some tests, and two cores share one Java.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than the cores of a small machine: some tests only wait, as for a token that expires.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // One project, and workers that run many files: modules keep nothing of a test, and loading CDK, the AWS SDK and the host
    // takes longer than the tests of most files.
    isolate: false,
  },
});
