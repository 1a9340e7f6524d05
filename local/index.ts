/** What other projects may use. README.md documents each function. */
export type { AmplifyAuth, AmplifyData, AmplifyOAuth, AmplifyOutputs } from './amplifyOutputs.ts';
export { checkCode, type Finding, type NamedCode, refuseBadCode } from './check.ts';
export { evaluateCode } from './appsync-js/evaluate.ts';
export type { EvaluateCodeError, EvaluateCodeRequest, EvaluateCodeResponse } from './appsync-js/evaluate.ts';
export type { AppSyncApi } from './appsync/api.ts';
export type { Outputs } from './assembly/resource.ts';
export type { DeployedTable, DeployedUserPool } from './deploy/deployment.ts';
export type { CodeMessage } from './engines/cognito/engine.ts';
export { createFaults } from './faults/faults.ts';
export type { FaultOptions, Faults, Injected, SeenCall } from './faults/faults.ts';
export type { FaultRule } from './faults/rule.ts';
export { startHost } from './host/host.ts';
export type { Deployed, Host, HostOptions, Step, StreamTimes } from './host/types.ts';
export type { Route } from './http/route.ts';
export type { Credentials } from './iam/principals.ts';
export { localOutputs } from './outputs.ts';
export type { Sample, SampleOperation, SampleUser } from './sample.ts';
export type { DeadLetter } from './lambda/deadLetters.ts';
