import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Confirm } from '../../components/Confirm.tsx';
import { ContactFields } from '../../components/ContactFields.tsx';
import { ContactRows } from '../../components/ContactRows.tsx';
import { Problem } from '../../components/Feedback.tsx';
import { Form } from '../../components/fields/Form.tsx';
import { announce } from '../../components/frame/News.tsx';
import { ask } from '../../data/api/ask.ts';
import { DeleteContacts } from '../../data/api/operations.types.ts';
import { refresh, useAction } from '../../data/api/query.ts';
import type { Contacts } from '../../data/api/types.ts';
import { useDraft } from '../../data/session/drafts.ts';
import { draftOf, hasChannel, saveCard } from '../../data/session/me.ts';
import { useText } from '../../text/language.ts';

interface ContactCardProps {
  readonly contacts: Contacts | null;
  readonly name: string;
}

/** The caller's contact card as others will see it, and the form that changes it. */
export function ContactCard({ contacts, name }: ContactCardProps) {
  const { contacts: text, common } = useText();
  const [isOpen, setOpen] = useState(false);
  const removing = useAction(async () => {
    await ask(DeleteContacts, {});
    refresh('me');
  });
  return (
    <section class="card stack">
      <h2>{text.title}</h2>
      <p class="quiet">{contacts === null ? text.none : text.intro}</p>
      {isOpen ? (
        <CardForm
          contacts={contacts}
          name={name}
          onDone={() => {
            setOpen(false);
          }}
        />
      ) : (
        <>
          {contacts !== null && (
            <div class="inset stack">
              <p class="quiet small">{text.preview}</p>
              <bdi class="strong">{contacts.name}</bdi>
              <ContactRows contacts={contacts} />
            </div>
          )}
          <div class="line">
            <Button
              kind="quiet"
              onClick={() => {
                setOpen(true);
              }}
            >
              {contacts === null ? text.create : common.change}
            </Button>
            {contacts !== null && (
              <Confirm
                kind="plain"
                label={text.remove}
                question={text.removeSure}
                yes={text.removeYes}
                no={common.cancel}
                busy={removing.busy}
                failure={removing.failure}
                onYes={removing.run}
              />
            )}
          </div>
        </>
      )}
    </section>
  );
}

function CardForm({ contacts, name, onDone }: ContactCardProps & { readonly onDone: () => void }) {
  const { contacts: text, common } = useText();
  const { content, change, clear } = useDraft('card', draftOf(contacts, name));
  const [hint, setHint] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    setHint(!hasChannel(content));
    if (!hasChannel(content)) return;
    await saveCard(content);
    clear();
    announce(text.saved);
    onDone();
  });
  return (
    <Form onSubmit={run} label={text.title}>
      <ContactFields draft={content} onChange={change} />
      <Problem failure={failure} />
      {hint && (
        <p role="alert" class="problem">
          {text.oneNeeded}
        </p>
      )}
      <div class="line">
        <Button type="submit" busy={busy}>
          {common.save}
        </Button>
        <Button
          kind="plain"
          onClick={() => {
            clear();
            onDone();
          }}
        >
          {common.close}
        </Button>
      </div>
    </Form>
  );
}
