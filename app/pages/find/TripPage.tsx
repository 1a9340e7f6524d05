import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { Link } from '../../components/Link.tsx';
import { Page } from '../../components/Page.tsx';
import { TripCard } from '../../components/TripCard.tsx';
import { ask } from '../../data/ask.ts';
import { Trip } from '../../data/operations.types.ts';
import { useQuery } from '../../data/query.ts';
import { to } from '../../router.ts';
import { day, days } from '../../text/formats.ts';
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
  const { data, failure } = useQuery(`trip:${id}`, async () => (await ask(Trip, { id })).trip);
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
          <TripCard trip={data} badge={data.myRequest === null ? undefined : text.trip.status[data.myRequest.status]}>
            <dl class="facts">
              <dt>{text.trip.accepts}</dt>
              <dd>{data.acceptFrom === data.acceptTo ? day(data.acceptTo) : days(data.acceptFrom, data.acceptTo)}</dd>
            </dl>
          </TripCard>
          {data.mine && <Link to={to('trips', id)}>{text.trips.requests}</Link>}
          {!data.mine && mayAsk && <RequestForm trip={data} />}
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
