import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Question } from '../../components/Confirm.tsx';
import { ContactFields } from '../../components/ContactFields.tsx';
import { Problem } from '../../components/Feedback.tsx';
import { Form } from '../../components/fields/Form.tsx';
import { ask } from '../../data/api/ask.ts';
import { Failure, failureOf } from '../../data/api/failure.ts';
import { refreshFor } from '../../data/api/live.ts';
import { AcceptRequest, CancelRequest, DeclineRequest } from '../../data/api/operations.types.ts';
import { useAction } from '../../data/api/query.ts';
import type { OneRequest, RequestAction } from '../../data/api/types.ts';
import { reach } from '../../data/phone.ts';
import { useDraft } from '../../data/session/drafts.ts';
import { draftOf, hasChannel, saveCard, useMe } from '../../data/session/me.ts';
import { person } from '../../data/session/session.ts';
import { useText } from '../../text/language.ts';
import { whyNot } from './whyNot.ts';

const MUTATIONS = { ACCEPT: AcceptRequest, DECLINE: DeclineRequest, CANCEL: CancelRequest } as const;

/** What each side can ever do, in the order of the buttons. */
const EVER: Readonly<Record<OneRequest['role'], readonly RequestAction[]>> = {
  RECEIVED: ['ACCEPT', 'DECLINE', 'CANCEL'],
  SENT: ['CANCEL'],
};

/** A button for each action that is possible now, and the reason for each that is not. */
export function Actions({ request }: { readonly request: OneRequest }) {
  const text = useText();
  const me = useMe();
  const [sure, setSure] = useState<RequestAction | null>(null);
  /** What the person was asked about, and did not do. */
  const [left, setLeft] = useState<RequestAction | null>(null);
  const { run, busy, failure } = useAction(async (action: RequestAction) => {
    try {
      await ask<unknown, { id: string }>(MUTATIONS[action], { id: request.id });
      if (action === 'ACCEPT') reach('accepted');
      setSure(null);
    } catch (error) {
      const { kind, info } = failureOf(error);
      // What the sentence for senders advises, a traveler cannot do.
      throw kind === 'NotEnoughSpace' ? new Failure('notEnoughOwn', info) : error;
    } finally {
      refreshFor(request.id, request.tripId);
    }
  });
  const acceptNeedsCard = request.actions.includes('ACCEPT') && me.data?.contacts === null;
  const wordOf = (action: RequestAction) => {
    // A withdrawn request can still be declined, so that it is not sent again.
    if (action === 'DECLINE' && request.status === 'CANCELLED') return 'FORGO';
    return action === 'CANCEL' && request.status === 'PENDING' ? 'WITHDRAW' : action;
  };
  const label = (action: RequestAction) => text.requests.actions[wordOf(action)];
  const press = (action: RequestAction) => {
    const isFinal = action === 'DECLINE' || (action === 'CANCEL' && request.status === 'ACCEPTED');
    if (isFinal) setSure(action);
    else run(action);
  };
  const asked = sure === null ? null : wordOf(sure);
  const word = asked === 'ACCEPT' || asked === 'WITHDRAW' ? null : asked;
  const missing = EVER[request.role].filter((action) => !request.actions.includes(action));
  const reasons = [...new Set(missing.map((action) => whyNot(text, action, request)))];
  return (
    <div class="stack">
      {acceptNeedsCard && <CardFirst />}
      {word === null ? (
        <div class="line actions">
          {request.actions.map((action) => (
            <Button
              key={action}
              kind={action === 'ACCEPT' ? 'main' : 'quiet'}
              busy={busy}
              disabled={action === 'ACCEPT' && acceptNeedsCard}
              takesFocus={action === left}
              onClick={() => {
                press(action);
              }}
            >
              {label(action)}
            </Button>
          ))}
        </div>
      ) : (
        <Question
          label={text.requests.actions[word]}
          question={text.requests.sure[word]}
          yes={text.requests.yes[word]}
          no={text.common.cancel}
          busy={busy}
          failure={undefined}
          onYes={() => {
            if (sure !== null) run(sure);
          }}
          onNo={() => {
            setSure(null);
            setLeft(sure);
          }}
        />
      )}
      <Problem failure={failure} />
      {missing.length > 0 && (
        <ul class="why-not quiet small">
          {reasons.map((reason) => (
            <li key={reason}>
              {missing
                .filter((action) => whyNot(text, action, request) === reason)
                .map((action) => text.requests.actions[action])
                .join(', ')}
              : {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The contact card that accepting needs, in the place where it is needed. */
function CardFirst() {
  const text = useText();
  const { content, change, clear } = useDraft('card', draftOf(null, person.get()?.name ?? ''));
  const [hint, setHint] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    setHint(!hasChannel(content));
    if (!hasChannel(content)) return;
    await saveCard(content);
    clear();
  });
  return (
    <Form onSubmit={run} label={text.contacts.title}>
      <fieldset class="inset stack">
        <legend>{text.contacts.title}</legend>
        <p class="quiet">{text.failures.contactsYou}</p>
        <ContactFields draft={content} onChange={change} />
        <Problem failure={failure} />
        {hint && (
          <p role="alert" class="problem">
            {text.contacts.oneNeeded}
          </p>
        )}
        <Button type="submit" busy={busy} kind="quiet">
          {text.common.save}
        </Button>
      </fieldset>
    </Form>
  );
}
