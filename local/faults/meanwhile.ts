import type { Met } from './faults.ts';
import type { Meanwhile } from './rule.ts';

/** Runs a fault that is code before or after what it meets. Raises what the code raises, and tells the fault's `hit`. */
export async function beside<Result>(fault: Meanwhile, met: Met, work: () => Promise<Result>): Promise<Result> {
  const isAfter = met.rule !== undefined && 'when' in met.rule && met.rule.when === 'after';
  const run = async (): Promise<void> => {
    try {
      await fault(met.call);
    } catch (error) {
      met.broke(error);
      throw error;
    }
  };
  if (!isAfter) await run();
  const result = await work();
  if (isAfter) await run();
  return result;
}
