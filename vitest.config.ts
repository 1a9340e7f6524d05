import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { defineConfig } from 'vitest/config';

import { LongestFirst } from './test/support/longestFirst.ts';
import { isLong } from './test/support/sizes.ts';

// The AWS SDK's advice about coming releases of Node.js would stand in front of every report.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

// Everything that a run writes to the temporary folder of the system goes into one folder, which is removed at its end.
// Vitest reads this file once more for each project.
if (!basename(tmpdir()).startsWith('take-it-tests-')) {
  const folder = mkdtempSync(join(tmpdir(), 'take-it-tests-'));
  process.env['TMPDIR'] = folder;
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
}

/**
 * Four costs: units and infrastructure in seconds; handlers of resolvers and functions on a table; the host's own tests; and
 * stories on everything at once.
 */
export default defineConfig({
  test: {
    // Engines start inside some tests, and two cores share one Java.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than the cores of a small machine: some tests only wait, as for a token that expires.
    maxWorkers: 3,
    // Only `npm run test:long` runs the files that take minutes.
    exclude: isLong ? [] : ['**/*.long.test.ts'],
    sequence: { sequencer: LongestFirst },
    // Modules keep nothing of a test, so files share them: loading CDK for each of them takes longer than their tests.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/infra/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'local',
          include: ['test/local/**/*.test.ts'],
          globalSetup: 'test/support/host/dynamodb.ts',
        },
      },
      {
        extends: true,
        test: { name: 'app', include: ['test/app/**/*.test.ts'], globalSetup: 'test/support/app/served.ts' },
      },
      {
        extends: true,
        test: {
          name: 'handlers',
          include: ['test/resolvers/**/*.test.ts', 'test/functions/*.test.ts'],
          globalSetup: 'test/support/resolvers/engine.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['test/stories/**/*.test.ts', 'test/functions/served/**/*.test.ts'],
          globalSetup: 'test/support/stories/takeIt.ts',
        },
      },
    ],
  },
});
