import { createInterface } from 'node:readline';

import { checkCode, loadCheck } from '../check.ts';
import type { NamedCode } from '../findings.ts';

loadCheck();
// Each line of codes gets one line of findings.
for await (const line of createInterface({ input: process.stdin })) {
  const codes = JSON.parse(line) as readonly NamedCode[];
  process.stdout.write(`${JSON.stringify(checkCode(codes))}\n`);
}
