import { codeLimits } from '../limits.ts';
import { checkCode } from './check.ts';
import { type NamedCode, refuse } from './findings.ts';

/** Characters of one code: the smaller of the two numbers that AWS's documentation names. */
export const MOST_CHARACTERS = codeLimits.strictCharacters;

/** AppSync's quota for functions of one pipeline (AWS General Reference, "AWS AppSync endpoints and quotas"). */
export const MOST_FUNCTIONS = codeLimits.functionsPerPipeline;

/** Set by a host that synthesizes an app to serve it. */
export const servedByHost = 'APPSYNC_SERVED_BY_HOST';

/**
 * For a CDK app: raises one error that lists all that AppSync would refuse or execute differently, so that no template is
 * made of such code. Under a host, where somebody waits for the template, it does nothing: the host checks what it deploys.
 */
export function refuseBadCode(codes: readonly NamedCode[]): void {
  if (process.env[servedByHost] === undefined) refuse(checkCode(codes), true);
}
