#!/usr/bin/env node
import { run } from './run.ts';

// Other people's resolvers may use what AWS is only likely to execute differently, so strict mode is off by default.
await run({ name: 'npx @take-it/local-appsync', strict: false });
