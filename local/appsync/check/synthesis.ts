import { limits } from '../limits.ts';
import { checkCode } from './check.ts';
import { refuse, type NamedCode } from './findings.ts';

/** AppSync's quota (AWS General Reference, "AWS AppSync endpoints and quotas"): characters of one code. */
export const MOST_CHARACTERS = limits.codeCharacters;

/** Likewise: functions of one pipeline. */
export const MOST_FUNCTIONS = limits.functionsPerPipeline;

/** Set by a host that synthesizes an app to serve it. */
export const servedByHost = 'APPSYNC_SERVED_BY_HOST';

/**
 * For a CDK app: raises one error that lists whatever AppSync would refuse of these codes, so that no template is made
 * of them. Under a host, where somebody waits for the template, it does nothing: the host checks what it deploys.
 */
export function refuseBadCode(codes: readonly NamedCode[]): void {
  if (process.env[servedByHost] === undefined) refuse(checkCode(codes));
}
