import { defineConfig } from 'vitest/config';

// The AWS SDK's advice about coming releases of Node.js would stand in front of every report.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** Three costs: units and infrastructure in seconds, the host's own tests, and stories, and functions, on everything at once. */
export default defineConfig({
  test: {
    // Engines start inside some tests, and two cores share one Java.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Modules keep nothing of a test, so files share them: loading CDK for each of them takes longer than their tests.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/infra/**/*.test.ts'] } },
      { extends: true, test: { name: 'local', include: ['test/local/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['test/stories/**/*.test.ts', 'test/functions/**/*.test.ts'],
          globalSetup: 'test/support/stories/takeIt.ts',
        },
      },
    ],
  },
});
