import type { ComponentChildren } from 'preact';

import type { AnyTrip, RequestStatus } from '../data/api/types.ts';
import { day, days as daysOf, daysUntil, isOver, kilograms, money } from '../text/formats.ts';
import { useText } from '../text/language.ts';
import { Icon } from './Icon.tsx';
import { Link } from './Link.tsx';
import { Person } from './Person.tsx';
import { Route } from './Route.tsx';

type Allowed = AnyTrip['allowed'][number];
export type ShownTrip = Pick<
  AnyTrip,
  'fromCity' | 'toCity' | 'travelDate' | 'acceptTo' | 'currency' | 'allowed' | 'mine' | 'traveler'
>;

interface TripCardProps {
  readonly trip: ShownTrip;
  /** Where a click leads; nowhere when left out. */
  readonly to?: string;
  readonly current?: boolean;
  /** The caller's own status, such as "You asked". */
  readonly badge?: string | undefined;
  /** The status that the badge says. */
  readonly status?: RequestStatus | undefined;
  readonly level?: 2 | 3;
  readonly children?: ComponentChildren;
}

/** A trip as a luggage tag. A day that is not chosen yet is an empty text. */
export function TripCard({ trip, to, current = false, badge, status, level = 3, children }: TripCardProps) {
  const route = <Route from={trip.fromCity} to={trip.toCity} level={level} />;
  return (
    <article class={`card tag${current ? ' current' : ''}`}>
      <header class="tag-head">
        {to === undefined ? (
          route
        ) : (
          <Link to={to} class="cover" current={current}>
            {route}
          </Link>
        )}
        <p class="line">
          <span class="strong">{trip.travelDate === '' ? '…' : day(trip.travelDate)}</span>
          {trip.acceptTo !== '' && <TimeLeft acceptTo={trip.acceptTo} />}
          {badge !== undefined && <span class={`badge ${status?.toLowerCase() ?? ''}`}>{badge}</span>}
        </p>
      </header>
      <ul class="capacities">
        {trip.allowed.map((allowed) => (
          <Capacity key={allowed.category} allowed={allowed} currency={trip.currency} />
        ))}
      </ul>
      {!trip.mine && <Person name={trip.traveler.name} since={trip.traveler.since} />}
      {children}
    </article>
  );
}

function TimeLeft({ acceptTo }: { readonly acceptTo: string }) {
  const { trip } = useText();
  const days = daysUntil(acceptTo);
  const closed = isOver(acceptTo);
  const words = closed ? trip.closed : days <= 0 ? trip.lastDay : trip.daysLeft(days);
  return <span class={!closed && days <= 3 ? 'soon' : 'quiet'}>{words}</span>;
}

/** How much of one category is free, and what it costs. */
function Capacity({ allowed, currency }: { readonly allowed: Allowed; readonly currency: string }) {
  const { trip, categories, common } = useText();
  const { category, cost, kg, freeKg } = allowed;
  const isPaper = category === 'PAPER' && kg === 0;
  const price = money(cost, currency);
  const priced = category === 'PAPER' ? trip.perDocument(price) : trip.perKilogram(price);
  const share = kg > 0 ? freeKg / kg : 1;
  return (
    <li class="capacity">
      <span class="capacity-name">
        <Icon name={category} />
        {categories[category]}
      </span>
      <span class="capacity-price">{cost === 0 ? common.free : priced}</span>
      <span class="bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
      </span>
      <span class="capacity-free quiet small">
        {isPaper ? trip.documents : freeKg <= 0 ? trip.full : trip.capacity(kilograms(freeKg), kilograms(kg))}
      </span>
    </li>
  );
}

/** When a traveler takes items over. */
export function Accepts({ trip: { acceptFrom, acceptTo } }: { readonly trip: AnyTrip }) {
  const { trip } = useText();
  return (
    <dl class="facts">
      <dt>{trip.accepts}</dt>
      <dd>{acceptFrom === acceptTo ? day(acceptTo) : daysOf(acceptFrom, acceptTo)}</dd>
    </dl>
  );
}
