/** What a CDK app may use while it synthesizes; loads nothing of the host. README.md documents each function. */
export { checkCode } from './appsync-js/check/check.ts';
export type { Finding, NamedCode } from './appsync-js/check/findings.ts';
export { refuseBadCode } from './appsync-js/check/synthesis.ts';
