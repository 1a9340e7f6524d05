import { createChecker } from '../../../local/appsync-js/check/process/apart.ts';
import { codesOf, noticeBoard } from '../assemblies.ts';
import { bellCode } from '../host/bellCode.ts';
import type { Started } from './types.ts';

/** Checks the code that many hosts serve, in one process. A worker reads the outcome instead of checking it again. */
export async function checkSharedCode(): Promise<Started<true>> {
  const codes = [...codesOf(noticeBoard()), ...Object.values(bellCode)];
  const checker = createChecker();
  await checker.check(codes.map((code, at) => ({ name: `code ${at}`, code }))).finally(checker.close);
  return { value: true };
}
