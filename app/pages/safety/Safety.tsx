import { useState } from 'preact/hooks';

import { REMOVED_PARTY } from '../../../domain/keys.ts';
import { Button } from '../../components/Button.tsx';
import { Confirm } from '../../components/Confirm.tsx';
import { Done } from '../../components/Feedback.tsx';
import { Link } from '../../components/Link.tsx';
import { ask } from '../../data/api/ask.ts';
import { BlockPerson } from '../../data/api/operations.types.ts';
import { refresh, useAction } from '../../data/api/query.ts';
import { useText } from '../../text/language.ts';
import { ReportForm, type Subject } from './ReportForm.tsx';

export interface OtherPerson {
  readonly id: string;
  readonly name: string | null;
}

interface SafetyProps {
  readonly person: OtherPerson;
  /** The trip of the person, or the request between the caller and them: what a report is about. */
  readonly subject: Subject;
}

/** What the caller can do against a person: block and report them. Nothing is left of a person who removed their account. */
export function Safety({ person, subject }: SafetyProps) {
  const { safety, common } = useText();
  const name = person.name ?? common.someone;
  const [isReporting, setReporting] = useState(false);
  const [isBlocked, setBlocked] = useState(false);
  const [isReported, setReported] = useState(false);
  const blocking = useAction(async () => {
    await ask(BlockPerson, { id: person.id });
    setBlocked(true);
    // The API closes the requests soon after; a live update then shows each of them.
    refresh('blocked', 'request:', 'sent:', 'received:', 'trip:');
  });
  if (person.id.startsWith(REMOVED_PARTY)) return null;
  return (
    <section class="stack safety" aria-label={safety.title}>
      <div class="line">
        {!isBlocked && (
          <Confirm
            kind="plain"
            label={safety.block(name)}
            question={safety.blockSure(name)}
            yes={safety.blockYes}
            no={safety.blockNo}
            busy={blocking.busy}
            failure={blocking.failure}
            onYes={blocking.run}
          />
        )}
        {!isReporting && !isReported && (
          <Button
            kind="plain"
            onClick={() => {
              setReporting(true);
            }}
          >
            {safety.report(name)}
          </Button>
        )}
      </div>
      {isBlocked && (
        <div class="line">
          <Done>{safety.blocked(name)}</Done>
          <Link to="/me/blocked">{safety.list}</Link>
        </div>
      )}
      {isReporting && (
        <ReportForm
          person={person.id}
          name={name}
          subject={subject}
          onSent={() => {
            setReporting(false);
            setReported(true);
          }}
          onClose={() => {
            setReporting(false);
          }}
        />
      )}
      {isReported && <Done>{safety.thanks}</Done>}
    </section>
  );
}
