import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { ContactFields } from '../../components/ContactFields.tsx';
import { Problem } from '../../components/Feedback.tsx';
import { TextArea } from '../../components/fields/Field.tsx';
import { Form } from '../../components/fields/Form.tsx';
import { announce } from '../../components/frame/News.tsx';
import { ask } from '../../data/api/ask.ts';
import { Failure, failureOf } from '../../data/api/failure.ts';
import { refreshFor } from '../../data/api/live.ts';
import { SendRequest } from '../../data/api/operations.types.ts';
import { refresh, useAction } from '../../data/api/query.ts';
import type { AnyTrip } from '../../data/api/types.ts';
import { reach } from '../../data/phone.ts';
import { useDraft } from '../../data/session/drafts.ts';
import { draftOf, hasChannel, saveCard, useMe } from '../../data/session/me.ts';
import { person } from '../../data/session/session.ts';
import { go, to } from '../../router.ts';
import { amounts, money, priceOf } from '../../text/formats.ts';
import { useText } from '../../text/language.ts';
import { type Asked, AskRow, itemsOf } from './AskRow.tsx';

const NOTE_LENGTH = 500;

/** What to ask of a trip, with its price while it is put together, and one button that sends it. */
export function RequestForm({ trip }: { readonly trip: AnyTrip }) {
  const text = useText();
  const me = useMe();
  const { content, change, clear } = useDraft<{ asked: Asked; note: string }>(`ask:${trip.id}`, {
    asked: {},
    note: '',
  });
  const card = useDraft('card', draftOf(null, person.get()?.name ?? ''));
  const [hint, setHint] = useState<string | null>(null);
  const items = itemsOf(content.asked, trip.allowed);
  const name = trip.traveler.name ?? text.common.someone;
  const needsCard = me.data?.contacts === null;
  const price = priceOf(items, trip.currency);

  const { run, busy, failure } = useAction(async () => {
    setHint(null);
    if (items.length === 0) {
      setHint(text.ask.choose);
      return;
    }
    if (needsCard && !hasChannel(card.content)) {
      setHint(text.contacts.oneNeeded);
      return;
    }
    try {
      if (needsCard) await saveCard(card.content);
      const note = content.note.trim();
      const input = {
        tripId: trip.id,
        tripVersion: trip.version,
        items: items.map(({ category, kg, pieces }) => ({ category, kg, ...(pieces === null ? {} : { pieces }) })),
        note: note === '' ? null : note,
      };
      const { sendRequest } = await ask(SendRequest, { input });
      clear();
      card.clear();
      reach('asked');
      announce(text.ask.sent(name));
      refreshFor(sendRequest.id, trip.id);
      go(to('requests', 'sent', sendRequest.id));
    } catch (error) {
      const { kind } = failureOf(error);
      // The trip is not what the person saw: it is shown as it is now, and the form stays.
      if (kind !== 'Offline') refresh(`trip:${trip.id}`, 'me');
      // A block gives no reason, so the sentence gives none either.
      throw kind === 'NotAllowed' ? new Failure('cannotAsk') : error;
    }
  });

  const what = amounts(text, items);
  const label =
    items.length === 0
      ? text.ask.title(name)
      : price === 0
        ? text.ask.sendFree(name, what)
        : text.ask.send(name, what, money(price, trip.currency));
  return (
    <section class="card stack">
      <h3>{text.ask.title(name)}</h3>
      <Form onSubmit={run} label={text.ask.title(name)}>
        {trip.allowed.map((allowed) => (
          <AskRow
            key={allowed.category}
            allowed={allowed}
            currency={trip.currency}
            value={content.asked[allowed.category] ?? 0}
            onChange={(value) => {
              change({ asked: { ...content.asked, [allowed.category]: value } });
            }}
          />
        ))}
        <TextArea
          label={`${text.ask.note} (${text.common.optional})`}
          hint={text.ask.noteHint}
          maxLength={NOTE_LENGTH}
          value={content.note}
          onChange={(note) => {
            change({ note });
          }}
        />
        {needsCard && (
          <fieldset class="inset stack">
            <legend>{text.contacts.title}</legend>
            <p class="quiet">{text.ask.contactsFirst}</p>
            <ContactFields draft={card.content} onChange={card.change} />
          </fieldset>
        )}
        <p class="total" role="status">
          <span>{text.ask.total}</span>
          <span class="strong">{money(price, trip.currency)}</span>
        </p>
        <Problem failure={failure} />
        {hint !== null && (
          <p role="alert" class="problem">
            {hint}
          </p>
        )}
        <Button type="submit" busy={busy}>
          {label}
        </Button>
        <p class="quiet small">{text.ask.paid}</p>
      </Form>
    </section>
  );
}
