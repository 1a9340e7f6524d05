import { defineConfig } from 'vitest/config';

/** Three costs of test: units and infrastructure in seconds, the host's own tests, stories on everything at once. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Engines start inside tests; two cores share one Java.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
