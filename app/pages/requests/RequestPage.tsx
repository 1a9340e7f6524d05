import { useEffect } from 'preact/hooks';

import { ContactRows } from '../../components/ContactRows.tsx';
import { Empty, Problem, Skeleton } from '../../components/Feedback.tsx';
import { Page } from '../../components/frame/Page.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Link } from '../../components/Link.tsx';
import { Route } from '../../components/Route.tsx';
import type { OneRequest } from '../../data/api/types.ts';
import { reach } from '../../data/phone.ts';
import { useRequest } from '../../data/requests.ts';
import { to } from '../../router.ts';
import { amount, amounts, cityName, day, money } from '../../text/formats.ts';
import { useText } from '../../text/language.ts';
import { Safety } from '../safety/Safety.tsx';
import { Actions } from './Actions.tsx';
import { Timeline } from './Timeline.tsx';

interface RequestPageProps {
  readonly id: string;
  readonly back: string;
}

/** One request: what is asked, what happened, what can be done, and how to reach the other person. */
export function RequestPage({ id, back }: RequestPageProps) {
  const text = useText();
  const { data, failure } = useRequest(id);
  const title = data?.counterpart.name ?? text.common.someone;
  const isOpen = data?.contacts !== null && data?.contacts !== undefined;
  useEffect(() => {
    if (isOpen) reach('contacts');
  }, [isOpen]);
  return (
    <Page title={data === undefined || data === null ? text.requests.title : title} back={back} level={2}>
      <Problem failure={failure} />
      {data === undefined && failure === undefined && <Skeleton />}
      {data === null && <Empty>{text.requests.gone}</Empty>}
      {data && <Details request={data} />}
    </Page>
  );
}

function Details({ request }: { readonly request: OneRequest }) {
  const text = useText();
  const { fromCity, toCity, travelDate, contacts, status, counterpart, trip, role, tripId } = request;
  const name = counterpart.name ?? text.common.someone;
  return (
    <>
      <article class="card tag">
        <header class="tag-head">
          <Route from={fromCity} to={toCity} level={3} />
          <p class="line">
            <span class="strong">{day(travelDate)}</span>
            <span class={`badge ${status.toLowerCase()}`}>{text.requests.status[status]}</span>
          </p>
        </header>
        <Summary request={request} name={name} />
        <Items request={request} />
        {request.note !== null && (
          <figure class="note">
            <figcaption class="quiet small">{text.requests.note}</figcaption>
            <blockquote dir="auto">{request.note}</blockquote>
          </figure>
        )}
        <Actions request={request} />
      </article>
      {status === 'ACCEPTED' && (
        <section class="card stack">
          <h3>{text.requests.contacts(contacts?.name ?? name)}</h3>
          {contacts === null ? <p class="quiet">{text.requests.noContacts}</p> : <ContactRows contacts={contacts} />}
        </section>
      )}
      <Timeline request={request} name={name} />
      {trip !== null && (
        <Link to={role === 'SENT' ? to('trip', tripId) : to('trips', tripId)} class="button quiet">
          {role === 'SENT' && status === 'CANCELLED' ? text.requests.again : text.requests.seeTrip}
        </Link>
      )}
      <Safety person={counterpart} subject={{ requestId: request.id }} />
    </>
  );
}

function Summary({ request, name }: { readonly request: OneRequest; readonly name: string }) {
  const text = useText();
  const { role, items, price, currency, toCity } = request;
  const { asksYou, youAsk, asksYouFree, youAskFree } = text.requests;
  const isReceived = role === 'RECEIVED';
  const [what, city] = [amounts(text, items), cityName(toCity)];
  const sentence =
    price === 0
      ? (isReceived ? asksYouFree : youAskFree)(name, what, city)
      : (isReceived ? asksYou : youAsk)(name, what, city, money(price, currency));
  return <p class="summary">{sentence}</p>;
}

function Items({ request: { items, currency, price } }: { readonly request: OneRequest }) {
  const text = useText();
  return (
    <ul class="items">
      {items.map((item) => (
        <li key={item.category} class="line spread">
          <span class="capacity-name">
            <Icon name={item.category} />
            {text.categories[item.category]}
          </span>
          <span>{amount(text, item)}</span>
        </li>
      ))}
      <li class="line spread strong">
        <span>{text.ask.total}</span>
        <span>{money(price, currency)}</span>
      </li>
    </ul>
  );
}
