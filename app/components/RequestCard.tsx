import type { AnyRequest } from '../data/api/types.ts';
import { amounts, money, shortDay } from '../text/formats.ts';
import { useText } from '../text/language.ts';
import { Link } from './Link.tsx';
import { Person } from './Person.tsx';
import { Route } from './Route.tsx';

interface RequestCardProps {
  readonly request: AnyRequest;
  readonly to: string;
  readonly current?: boolean;
}

/** A request in a list. */
export function RequestCard({ request, to, current = false }: RequestCardProps) {
  const text = useText();
  const { status, counterpart, items, price, currency, fromCity, toCity, travelDate } = request;
  return (
    <article class={`card request${current ? ' current' : ''}`}>
      <div class="line spread">
        <Person name={counterpart.name} />
        <span class={`badge ${status.toLowerCase()}`}>{text.requests.status[status]}</span>
      </div>
      <Link to={to} class="cover" current={current}>
        <Route from={fromCity} to={toCity} level={3} />
      </Link>
      <p class="line spread quiet">
        <span>{shortDay(travelDate)}</span>
        <span>{amounts(text, items)}</span>
        <span class="strong">{money(price, currency)}</span>
      </p>
    </article>
  );
}
