import type { MatchedCall } from './faults.ts';
import type { Meanwhile } from './rule.ts';

/**
 * Runs a fault that is code before or after the call. Throws the code's error and rejects the fault's `hit` with it.
 */
export async function runMeanwhile<Result>(
  fault: Meanwhile,
  matched: MatchedCall,
  work: () => Promise<Result>,
): Promise<Result> {
  const isAfter = matched.rule !== undefined && 'when' in matched.rule && matched.rule.when === 'after';
  const run = async (): Promise<void> => {
    try {
      await fault(matched.call);
    } catch (error) {
      matched.failed(error);
      throw error;
    }
  };
  if (!isAfter) await run();
  const result = await work();
  if (isAfter) await run();
  return result;
}
