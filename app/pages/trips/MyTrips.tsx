import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { Split } from '../../components/frame/Split.tsx';
import { Link } from '../../components/Link.tsx';
import { More } from '../../components/More.tsx';
import { TripCard } from '../../components/TripCard.tsx';
import { usePages } from '../../data/api/pages.ts';
import type { AnyTrip } from '../../data/api/types.ts';
import { loadReceived } from '../../data/requests.ts';
import { loadMine } from '../../data/trips.ts';
import { to, usePlace } from '../../router.ts';
import { kilograms } from '../../text/formats.ts';
import { useText } from '../../text/language.ts';
import { OwnTrip } from './OwnTrip.tsx';
import { EditTrip, NewTrip } from './TripForm.tsx';

/** The caller's trips, upcoming or past, with one of them or a form next to it. */
export function MyTrips() {
  const text = useText();
  const { parts, query } = usePlace();
  const isPast = query.has('past');
  const [, id, mode] = parts;
  const back = isPast ? '/trips?past' : '/trips';
  const list = (
    <Page
      title={text.trips.title}
      action={
        <Link to="/trips/new" class="button main">
          {text.trips.post}
        </Link>
      }
    >
      <nav class="segments" aria-label={text.trips.title}>
        <Link to="/trips" current={!isPast}>
          {text.trips.upcoming}
        </Link>
        <Link to="/trips?past" current={isPast}>
          {text.trips.past}
        </Link>
      </nav>
      <List key={String(isPast)} isPast={isPast} current={id ?? null} />
    </Page>
  );
  return <Split title={text.trips.title} list={list} detail={detailOf(id, mode, back)} />;
}

function detailOf(id: string | undefined, mode: string | undefined, back: string) {
  if (id === undefined) return null;
  if (id === 'new') return <NewTrip key="new" back={back} />;
  return mode === 'edit' ? (
    <EditTrip key={`${id}edit`} id={id} back={to('trips', id)} />
  ) : (
    <OwnTrip key={id} id={id} back={back} />
  );
}

function List({ isPast, current }: { readonly isPast: boolean; readonly current: string | null }) {
  const text = useText();
  const pages = usePages(`mine:${isPast ? 'ARCHIVED' : 'ACTIVE'}`, loadMine(isPast ? 'ARCHIVED' : 'ACTIVE'));
  const waiting = usePages('received:PENDING', loadReceived('PENDING')).data?.items ?? [];
  const { data, failure } = pages;
  return (
    <div class="stack">
      <Problem failure={failure} />
      {data === undefined && failure === undefined && <Skeleton count={2} />}
      {data?.items.length === 0 && pages.ended && <Empty>{isPast ? text.trips.nonePast : text.trips.none}</Empty>}
      {data?.items.map((trip) => {
        const people = waiting.filter(({ tripId }) => tripId === trip.id).length;
        return (
          <TripCard
            key={trip.id}
            trip={trip}
            level={2}
            to={`${to('trips', trip.id)}${isPast ? '?past' : ''}`}
            current={trip.id === current}
            badge={people > 0 ? text.trips.waiting(people) : undefined}
          >
            <p class="quiet small">{takenOf(trip, text.trips.taken)}</p>
          </TripCard>
        );
      })}
      <More pages={pages} />
    </div>
  );
}

function takenOf({ allowed }: AnyTrip, say: (taken: string, total: string) => string): string {
  const total = allowed.reduce((sum, { kg }) => sum + kg, 0);
  const free = allowed.reduce((sum, { freeKg }) => sum + freeKg, 0);
  return total === 0 ? '' : say(kilograms(total - free), kilograms(total));
}
