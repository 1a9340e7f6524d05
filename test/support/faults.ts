import { createFaults, type Faults } from '../../local/faults/faults.ts';

/** What may befall a transaction: a conflict before anything is written, or an error though everything is. */
export type Fault = 'conflict' | 'answer lost';

/** What makes the next transactions of a host's API fail: one for each fault, in order. */
export interface Failing {
  readonly faults: Faults;
  readonly fail: (...next: Fault[]) => void;
  /** The same for transactions that read. */
  readonly failReading: (...next: Fault[]) => void;
  /** Lets something else happen just before the next write, between what a resolver has read and what it does. */
  readonly meanwhile: (happens: () => Promise<unknown>) => void;
}

/** Makes faults for a host, which gets them as its `faults`. */
export function failing(): Failing {
  const faults = createFaults();
  const failAt =
    (operation: 'TransactWriteItems' | 'TransactGetItems') =>
    (...next: Fault[]) => {
      faults.clear();
      for (const fault of next) {
        const one = { caller: 'api', operation };
        faults.add(fault === 'conflict' ? { ...one, fault } : { ...one, fault: 'failed', when: 'after' });
      }
    };
  return {
    faults,
    fail: failAt('TransactWriteItems'),
    failReading: failAt('TransactGetItems'),
    meanwhile: (fault) => faults.add({ caller: 'api', operation: 'TransactWriteItems', fault }),
  };
}
