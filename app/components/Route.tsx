import { placeOf } from '../data/city.ts';
import { Icon } from './Icon.tsx';

interface RouteProps {
  readonly from: string;
  readonly to: string;
  /** Heading level; a plain line when left out. */
  readonly level?: 2 | 3;
}

/** Where from and where to, in large letters. */
export function Route({ from, to, level }: RouteProps) {
  const Tag = level === undefined ? 'p' : (`h${level}` as const);
  return (
    <Tag class="route">
      <City city={from} />
      <Icon name="arrow" mirrored />
      <City city={to} />
    </Tag>
  );
}

function City({ city }: { readonly city: string }) {
  const { name, country } = placeOf(city);
  return (
    <span class="city">
      <bdi>{name}</bdi>
      <bdi class="country">{country}</bdi>
    </span>
  );
}
