import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { Link } from '../../components/Link.tsx';
import { Accepts, TripCard } from '../../components/TripCard.tsx';
import type { AnyTrip } from '../../data/api/types.ts';
import { useTrip } from '../../data/trips.ts';
import { to } from '../../router.ts';
import { isOver } from '../../text/formats.ts';
import { useText } from '../../text/language.ts';
import { Safety } from '../safety/Safety.tsx';
import { RequestForm } from './RequestForm.tsx';

interface TripPageProps {
  readonly id: string;
  readonly back: string;
}

/** Somebody's trip, and what to ask of it. */
export function TripPage({ id, back }: TripPageProps) {
  const text = useText();
  const { data, failure } = useTrip(id);
  const name = data?.traveler.name ?? text.common.someone;
  const mayAsk = data?.myRequest === null || data?.myRequest.status === 'CANCELLED';
  return (
    <Page
      title={data === undefined || data === null ? text.find.results : data.mine ? text.trip.mine : name}
      back={back}
      level={2}
    >
      <Problem failure={failure} />
      {data === undefined && failure === undefined && <Skeleton />}
      {data === null && <Empty>{text.trip.gone}</Empty>}
      {data && (
        <>
          <TripCard
            trip={data}
            badge={data.myRequest === null ? undefined : text.trip.status[data.myRequest.status]}
            status={data.myRequest?.status}
          >
            <Accepts trip={data} />
          </TripCard>
          {data.mine && <Link to={to('trips', id)}>{text.trips.requests}</Link>}
          {!data.mine && mayAsk && <AskOrNot trip={data} />}
          {data.myRequest !== null && (
            <Link to={to('requests', 'sent', data.myRequest.id)} class="button quiet">
              {text.trip.seeRequest}
            </Link>
          )}
          {!data.mine && <Safety person={data.traveler} subject={{ tripId: data.id }} />}
        </>
      )}
    </Page>
  );
}

/** The form, or why there is none: a form that can only be refused helps nobody. */
function AskOrNot({ trip }: { readonly trip: AnyTrip }) {
  const text = useText();
  const isClosed = isOver(trip.acceptTo);
  // Documents are counted, so there is always room for them.
  const isFull = trip.allowed.every(({ category, freeKg }) => category !== 'PAPER' && freeKg <= 0);
  if (!isClosed && !isFull) return <RequestForm trip={trip} />;
  return (
    <Empty>
      <p>{isClosed ? text.trip.closedHint : text.trip.allFull}</p>
      <Link to="/">{text.common.home}</Link>
    </Empty>
  );
}
