import { randomUUID } from 'node:crypto';

import { type FunctionError, type FunctionRuntime, InvocationRefused, type Outcome } from '../lambda/function.ts';
import { killedError } from '../lambda/worker.ts';
import type { Faults } from './faults.ts';
import { runMeanwhile } from './meanwhile.ts';
import type { InvocationRule } from './rule.ts';

const injectedError: FunctionError = { errorType: 'Error', errorMessage: 'The function failed: a fault was injected.' };

/**
 * Applies faults to the invocations of a runtime.
 * @param caller the invoking service or function
 */
export function faultyInvocations(
  runtime: FunctionRuntime,
  faults: Faults,
  caller: string,
): Pick<FunctionRuntime, 'invoke'> {
  return {
    invoke: async (nameOrArn, event, requestId) => {
      const invocation = nameOrArn.split(':').at(-1) ?? nameOrArn;
      const matched = faults.match({ service: 'lambda', operation: 'Invoke', caller, invocation, input: event });
      const run = () => runtime.invoke(nameOrArn, event, requestId);
      try {
        // Only invocation rules match an invocation.
        const rule = matched.rule as InvocationRule | undefined;
        if (rule === undefined) return await run();
        if (typeof rule.fault === 'function') return await runMeanwhile(rule.fault, matched, run);
        return await inject(rule, run, runtime.kill, requestId);
      } finally {
        matched.done();
      }
    },
  };
}

async function inject(
  rule: InvocationRule,
  run: () => Promise<Outcome>,
  kill: FunctionRuntime['kill'],
  givenId: string | undefined,
): Promise<Outcome> {
  if (rule.fault === 'throttled') throw new InvocationRefused('TooManyRequestsException', 'Rate Exceeded.', 429);
  const outcome = rule.when === 'after' ? await run() : undefined;
  const requestId = outcome?.requestId ?? givenId ?? randomUUID();
  if (rule.fault !== 'killed') return { ok: false, requestId, error: injectedError };
  if (outcome?.environment !== undefined) await kill(outcome.environment);
  return { ok: false, requestId, error: killedError(requestId) };
}
