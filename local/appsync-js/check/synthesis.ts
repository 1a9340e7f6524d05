import { codeLimits } from '../limits.ts';
import { checkCode } from './check.ts';
import { type NamedCode, refuse } from './findings.ts';
import { handOver, servedByHost } from './process/handOver.ts';

/** Characters of one code: the smaller of the two numbers that AWS's documentation names. */
export const MOST_CHARACTERS = codeLimits.strictCharacters;

/** AppSync's quota for functions of one pipeline (AWS General Reference, "AWS AppSync endpoints and quotas"). */
export const MOST_FUNCTIONS = codeLimits.functionsPerPipeline;

export { servedByHost };

/**
 * For a CDK app: raises one error that lists all that AppSync would refuse or execute differently, so that no template is
 * made of such code. Under a host it hands the code over instead: the host checks it while the synthesis goes on.
 */
export function refuseBadCode(codes: readonly NamedCode[]): void {
  if (process.env[servedByHost] === undefined) refuse(checkCode(codes), true);
  else handOver(codes);
}
