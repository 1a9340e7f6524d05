import { useState } from 'preact/hooks';

import { Button } from '../../components/Button.tsx';
import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { Form } from '../../components/fields/Form.tsx';
import { announce } from '../../components/frame/News.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { TripCard } from '../../components/TripCard.tsx';
import { ask } from '../../data/api/ask.ts';
import { Failure, failureOf } from '../../data/api/failure.ts';
import { CreateTrip, UpdateTrip } from '../../data/api/operations.types.ts';
import { put, refresh, useAction } from '../../data/api/query.ts';
import type { AnyTrip } from '../../data/api/types.ts';
import { remember } from '../../data/places.ts';
import { useDraft } from '../../data/session/drafts.ts';
import { useMe } from '../../data/session/me.ts';
import { useTrip } from '../../data/trips.ts';
import { go, goBack, to } from '../../router.ts';
import { useText } from '../../text/language.ts';
import { allowedOf, draftOfTrip, emptyDraft, missingIn, type TripDraft } from './draft.ts';
import { OfferFields, WhenFields, WhereFields } from './TripFields.tsx';

/** The form of a new trip. */
export function NewTrip({ back }: { readonly back: string }) {
  const text = useText();
  const currency = useMe().data?.account.currency;
  return (
    <Page title={text.form.newTitle} back={back} level={2}>
      {currency === undefined ? <Skeleton /> : <TripForm first={emptyDraft(currency)} trip={null} />}
    </Page>
  );
}

/** The form of a trip that is online. */
export function EditTrip({ id, back }: { readonly id: string; readonly back: string }) {
  const text = useText();
  const { data, failure } = useTrip(id);
  return (
    <Page title={text.form.editTitle} back={back} level={2}>
      <Problem failure={failure} />
      {data === undefined && failure === undefined && <Skeleton />}
      {data === null && <Empty>{text.trip.gone}</Empty>}
      {data && <TripForm key={data.version} first={draftOfTrip(data)} trip={data} />}
    </Page>
  );
}

interface TripFormProps {
  readonly first: TripDraft;
  /** The trip as it is; null for a new one. */
  readonly trip: AnyTrip | null;
}

function TripForm({ first, trip }: TripFormProps) {
  const text = useText();
  const name = trip === null ? 'trip' : `trip:${trip.id}:${trip.version}`;
  // The token stays with the draft: sending it again after a lost answer posts nothing twice.
  const { content, change, clear } = useDraft(name, { ...first, token: crypto.randomUUID() });
  const [missing, setMissing] = useState<string | null>(null);
  const { run, busy, failure } = useAction(async () => {
    setMissing(missingIn(content, text));
    if (missingIn(content, text) !== null) return;
    const saved = await save(content, content.token, trip).catch((error: unknown) => {
      // Somebody who signed in with Google or Apple may have no name yet, and this form has no field for it.
      const { kind, info } = failureOf(error);
      if (kind === 'ValidationError' && info['field'] === 'name') throw new Failure('nameNeeded');
      // Another device was first: the form begins again with what is there now.
      if (kind === 'VersionConflict') {
        announce(text.failures.ownVersionConflict);
        refresh(`trip:${trip?.id ?? ''}`);
      }
      throw error;
    });
    clear();
    announce(trip === null ? text.form.posted : text.form.saved);
    put(`trip:${saved.id}`, { ...saved, myRequest: null });
    if (trip === null) go(to('trips', saved.id), { replace: true });
    else goBack(to('trips', saved.id));
    refresh('mine:', 'search:', 'me');
  });
  return (
    <Form onSubmit={run} label={trip === null ? text.form.newTitle : text.form.editTitle}>
      <WhereFields draft={content} onChange={change} fixed={trip !== null} />
      <WhenFields draft={content} onChange={change} />
      <OfferFields draft={content} onChange={change} />
      <section class="stack" aria-label={text.form.preview}>
        <h3 class="small quiet">{text.form.preview}</h3>
        <Preview draft={content} trip={trip} />
      </section>
      <Problem failure={failure} />
      {missing !== null && (
        <p role="alert" class="problem">
          {missing}
        </p>
      )}
      <Button type="submit" busy={busy}>
        {trip === null ? text.form.post : text.common.save}
      </Button>
    </Form>
  );
}

async function save(draft: TripDraft, token: string, trip: AnyTrip | null): Promise<AnyTrip> {
  const { fromCity, toCity, travelDate, acceptFrom, acceptTo, currency } = draft;
  const allowed = allowedOf(draft);
  remember(fromCity, toCity);
  if (trip === null) {
    const route = { fromCity: fromCity ?? '', toCity: toCity ?? '' };
    const input = { ...route, travelDate, acceptFrom, acceptTo, currency, allowed, token };
    return (await ask(CreateTrip, { input })).createTrip;
  }
  const input = { id: trip.id, version: trip.version, travelDate, acceptFrom, acceptTo, allowed };
  return (await ask(UpdateTrip, { input })).updateTrip;
}

/** The card as others will see it, while it is being written. */
function Preview({ draft, trip }: { readonly draft: TripDraft; readonly trip: AnyTrip | null }) {
  const { common } = useText();
  const account = useMe().data?.account;
  const free = (category: string, kg: number) => {
    const known = trip?.allowed.find((allowed) => allowed.category === category);
    return known === undefined ? kg : kg - (known.kg - known.freeKg);
  };
  const allowed = allowedOf(draft)
    .filter(({ category, kg, cost }) => (kg > 0 || category === 'PAPER') && cost >= 0)
    .map(({ category, kg, cost }) => ({ category, kg, cost, freeKg: Math.max(0, free(category, kg)) }));
  return (
    <TripCard
      trip={{
        fromCity: draft.fromCity ?? '…',
        toCity: draft.toCity ?? '…',
        travelDate: draft.travelDate,
        acceptTo: draft.acceptTo,
        currency: draft.currency,
        allowed,
        mine: false,
        traveler: { id: account?.id ?? '', name: account?.name ?? common.someone, since: trip?.traveler.since ?? null },
      }}
    />
  );
}
