import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Confirm } from '../../components/Confirm.tsx';
import { Done, Problem } from '../../components/Feedback.tsx';
import { announce } from '../../components/frame/News.tsx';
import { ask } from '../../data/api/ask.ts';
import { failureOf } from '../../data/api/failure.ts';
import { DecideReport, type Decision, RestorePerson } from '../../data/api/operations.types.ts';
import { refresh, useAction } from '../../data/api/query.ts';
import { useText } from '../../text/language.ts';

interface DecideProps {
  /** Of the report. */
  readonly id: string;
  /** Of the reported person. */
  readonly name: string;
}

/** Dismisses a report, or suspends the reported person. */
export function Decide({ id, name }: DecideProps) {
  const { safety } = useText();
  const { run, busy, failure } = useAction(async (decision: Decision) => {
    try {
      await ask(DecideReport, { input: { id, decision } });
      announce(decision === 'SUSPEND' ? safety.reports.suspended(name) : safety.reports.dismissed);
    } catch (error) {
      if (failureOf(error).kind !== 'StatusChanged') throw error;
      announce(safety.reports.changed);
    }
    refresh('reports:');
  });
  return (
    <div class="stack">
      <Problem failure={failure} />
      <div class="line actions">
        <Button
          kind="quiet"
          busy={busy}
          onClick={() => {
            run('DISMISS');
          }}
        >
          {safety.reports.dismiss}
        </Button>
        <Confirm
          label={safety.reports.suspend(name)}
          question={safety.reports.suspendSure(name)}
          yes={safety.reports.suspendYes}
          no={safety.reports.suspendNo}
          busy={busy}
          failure={undefined}
          onYes={() => {
            run('SUSPEND');
          }}
        />
      </div>
    </div>
  );
}

/** Ends the suspension of a person. */
export function Restore({ id, name }: DecideProps) {
  const { safety } = useText();
  const [isDone, setDone] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    await ask(RestorePerson, { id });
    setDone(true);
  });
  return (
    <div class="stack">
      <Problem failure={failure} />
      {isDone ? (
        <Done>{safety.reports.restored(name)}</Done>
      ) : (
        <div class="line">
          <Button kind="quiet" busy={busy} onClick={run}>
            {safety.reports.restore(name)}
          </Button>
        </div>
      )}
    </div>
  );
}
