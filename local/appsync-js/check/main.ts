import { text } from 'node:stream/consumers';

import { checkCode } from './check.ts';
import type { NamedCode } from './findings.ts';

// Codes come in as JSON, and findings go out.
const codes = JSON.parse(await text(process.stdin)) as readonly NamedCode[];
process.stdout.write(JSON.stringify(checkCode(codes)));
