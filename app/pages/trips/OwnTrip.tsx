import { Confirm } from '../../components/Confirm.tsx';
import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { announce } from '../../components/frame/News.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { Link } from '../../components/Link.tsx';
import { More } from '../../components/More.tsx';
import { RequestCard } from '../../components/RequestCard.tsx';
import { Accepts, TripCard } from '../../components/TripCard.tsx';
import { ask } from '../../data/api/ask.ts';
import { DeleteTrip } from '../../data/api/operations.types.ts';
import { usePages } from '../../data/api/pages.ts';
import { refresh, useAction } from '../../data/api/query.ts';
import type { RequestStatus } from '../../data/api/types.ts';
import { loadOfTrip } from '../../data/requests.ts';
import { useTrip } from '../../data/trips.ts';
import { goBack, to } from '../../router.ts';
import { useText } from '../../text/language.ts';

interface OwnTripProps {
  readonly id: string;
  readonly back: string;
}

/** A trip of the caller's, with the requests for it. */
export function OwnTrip({ id, back }: OwnTripProps) {
  const text = useText();
  const { data, failure } = useTrip(id);
  return (
    <Page title={text.trip.mine} back={back} level={2}>
      <Problem failure={failure} />
      {data === undefined && failure === undefined && <Skeleton />}
      {data === null && <Empty>{text.trip.gone}</Empty>}
      {data && (
        <>
          <TripCard trip={data}>
            <Accepts trip={data} />
            {data.mine && (
              <div class="line actions">
                <Link to={to('trips', id, 'edit')} class="button quiet">
                  {text.trips.edit}
                </Link>
                <TakeDown id={id} />
              </div>
            )}
          </TripCard>
          <section class="stack">
            <h3>{text.trips.requests}</h3>
            <RequestsOf id={id} />
          </section>
        </>
      )}
    </Page>
  );
}

function TakeDown({ id }: { readonly id: string }) {
  const { trips, common } = useText();
  const { run, busy, failure } = useAction(async () => {
    await ask(DeleteTrip, { id });
    announce(trips.removed);
    goBack('/trips');
    refresh('mine:', 'received:', 'me');
  });
  return (
    <Confirm
      kind="plain"
      label={trips.remove}
      question={trips.removeSure}
      yes={trips.removeYes}
      no={common.cancel}
      busy={busy}
      failure={failure}
      onYes={run}
    />
  );
}

function RequestsOf({ id }: { readonly id: string }) {
  const { trips } = useText();
  const pending = useStatus(id, 'PENDING');
  const accepted = useStatus(id, 'ACCEPTED');
  const declined = useStatus(id, 'DECLINED');
  const cancelled = useStatus(id, 'CANCELLED');
  const lists = [pending, accepted, declined, cancelled];
  const isLoaded = lists.every(({ data }) => data !== undefined);
  const failure = lists.find((list) => list.failure !== undefined)?.failure;
  if (failure !== undefined) return <Problem failure={failure} />;
  if (!isLoaded) return <Skeleton />;
  if (lists.every(({ data }) => data?.items.length === 0)) return <Empty>{trips.noRequests}</Empty>;
  return (
    <>
      {lists.map((list, at) => (
        <div key={at} class="stack">
          {list.data?.items.map((request) => (
            <RequestCard key={request.id} request={request} to={to('requests', 'received', request.id)} />
          ))}
          {list.ended || <More pages={list} />}
        </div>
      ))}
    </>
  );
}

function useStatus(id: string, status: RequestStatus) {
  return usePages(`requestsOf:${id}:${status}`, loadOfTrip(id, status));
}
