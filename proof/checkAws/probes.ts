import { concurrently } from './concurrently.ts';
import { type Answer, type Evaluator, hostEvaluator } from './evaluator.ts';
import { holds, type Probe } from './probe.ts';
import { limitProbes } from './probes/limits.ts';
import { refusedByTypes } from './probes/refusedByTypes.ts';
import { refusedGlobals } from './probes/refusedGlobals.ts';
import { refusedSyntax } from './probes/refusedSyntax.ts';
import { runtimeProbes } from './probes/runtime.ts';
import { utilProbes } from './probes/util.ts';

export const PROBES: readonly Probe[] = [
  ...refusedByTypes,
  ...refusedGlobals,
  ...refusedSyntax,
  ...runtimeProbes,
  ...limitProbes,
  ...utilProbes,
];

export interface ProbeReport {
  readonly probe: Probe;
  readonly aws: Answer;
  /** The answer of our own host. */
  readonly host: Answer;
  readonly holds: boolean;
  /** Whether the command exits with 1: the assumption is wrong, and our code depends on it. */
  readonly isFatal: boolean;
}

/** Sends every probe to an evaluator and to our own host. */
export async function runProbes(evaluator: Evaluator): Promise<ProbeReport[]> {
  const own = hostEvaluator();
  return concurrently(PROBES, async (probe) => {
    const [aws, host] = await Promise.all([evaluator.evaluate(probe), own.evaluate(probe)]);
    const isRight = holds(probe.assumed, aws);
    const isReliedOn = probe.confidence === 'certain' || probe.confidence === 'unreported';
    return { probe, aws, host, holds: isRight, isFatal: !isRight && isReliedOn };
  });
}
