import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { Split } from '../../components/frame/Split.tsx';
import { Link } from '../../components/Link.tsx';
import { More } from '../../components/More.tsx';
import { RequestCard } from '../../components/RequestCard.tsx';
import { type Pages, usePages } from '../../data/api/pages.ts';
import type { AnyRequest } from '../../data/api/types.ts';
import { loadReceived, loadSent } from '../../data/requests.ts';
import { to, usePlace } from '../../router.ts';
import { useText } from '../../text/language.ts';
import { OpenRequest } from './OpenRequest.tsx';
import { RequestPage } from './RequestPage.tsx';

type Side = 'sent' | 'received';

/** The two lists of requests, with one of them next to it. */
export function Requests() {
  const text = useText();
  const { parts } = usePlace();
  const side: Side = parts[1] === 'sent' ? 'sent' : 'received';
  const id = parts[2] ?? null;
  const list = (
    <Page title={text.requests.title}>
      <nav class="segments" aria-label={text.requests.title}>
        {(['received', 'sent'] as const).map((one) => (
          <Link key={one} to={to('requests', one)} current={one === side}>
            {text.requests[one]}
          </Link>
        ))}
      </nav>
      <List key={side} side={side} current={id} />
    </Page>
  );
  const page = (of: string) =>
    parts[1] === 'open' ? <OpenRequest id={of} /> : <RequestPage key={of} id={of} back={to('requests', side)} />;
  const detail = id === null ? null : page(id);
  return <Split title={text.requests.title} list={list} detail={detail} instead={text.requests.choose} />;
}

/** What needs an answer first, then what is agreed, then what is over. */
function List({ side, current }: { readonly side: Side; readonly current: string | null }) {
  const text = useText();
  const load = side === 'sent' ? loadSent : loadReceived;
  const pending = usePages(`${side}:PENDING`, load('PENDING'));
  const accepted = usePages(`${side}:ACCEPTED`, load('ACCEPTED'));
  const declined = usePages(`${side}:DECLINED`, load('DECLINED'));
  const cancelled = usePages(`${side}:CANCELLED`, load('CANCELLED'));
  const all = [pending, accepted, declined, cancelled];
  const isLoaded = all.every(({ data }) => data !== undefined);
  const failure = all.find((list) => list.failure !== undefined)?.failure;
  const none = isLoaded && all.every(({ data, ended }) => data?.items.length === 0 && ended);
  const groups: readonly (readonly [name: string, lists: readonly Pages<AnyRequest>[]])[] = [
    [text.requests.groups.PENDING, [pending]],
    [text.requests.groups.ACCEPTED, [accepted]],
    [text.requests.groups.DONE, [declined, cancelled]],
  ];
  return (
    <div class="stack">
      <Problem failure={failure} />
      {!isLoaded && failure === undefined && <Skeleton count={2} />}
      {none && (
        <Empty>
          <p>{side === 'sent' ? text.requests.noneSent : text.requests.noneReceived}</p>
          {side === 'sent' ? <Link to="/">{text.common.home}</Link> : <Link to="/trips/new">{text.trips.post}</Link>}
        </Empty>
      )}
      {groups.map(([name, lists]) => (
        <Group key={name} name={name} lists={lists} side={side} current={current} />
      ))}
    </div>
  );
}

interface GroupProps {
  readonly name: string;
  readonly lists: readonly Pages<AnyRequest>[];
  readonly side: Side;
  readonly current: string | null;
}

function Group({ name, lists, side, current }: GroupProps) {
  const requests = lists.flatMap(({ data }) => data?.items ?? []);
  if (requests.length === 0) return null;
  const newestFirst = [...requests].sort((one, other) => other.changedAt.localeCompare(one.changedAt));
  return (
    <section class="stack" aria-label={name}>
      <h2 class="group">{name}</h2>
      {newestFirst.map((request) => (
        <RequestCard
          key={request.id}
          request={request}
          to={to('requests', side, request.id)}
          current={request.id === current}
        />
      ))}
      {lists.map((list, at) => list.ended || <More key={at} pages={list} />)}
    </section>
  );
}
