import { state, useValue } from './data/api/state.ts';

/** Where the person is: path and query, `/trips?past`. */
const place = state(here());

function here(): string {
  return `${window.location.pathname}${window.location.search}`;
}

window.addEventListener('popstate', () => {
  place.set(here());
});

/** Goes to another page of the app; Back leads here again, unless this one is to be replaced. */
export function go(path: string, { replace = false } = {}): void {
  if (path === place.get()) return;
  if (replace) window.history.replaceState(window.history.state, '', path);
  else window.history.pushState({ from: place.get() } satisfies Entry, '', path);
  const isOtherPage = path.split('?')[0] !== place.get().split('?')[0];
  place.set(path);
  if (isOtherPage) window.scrollTo(0, 0);
}

/** What an entry of the browser's history knows. */
interface Entry {
  /** The page that led to it. */
  readonly from: string;
}

/** Goes back to a page: as the browser's Back does, with its scroll position, if the person came from there. */
export function goBack(path: string): void {
  const { from } = (window.history.state ?? {}) as Partial<Entry>;
  if (from === path) window.history.back();
  else go(path, { replace: true });
}

export interface Place {
  /** `['trips', 'id']` for `/trips/id`. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

export function usePlace(): Place {
  const [path = '/', query = ''] = useValue(place).split('?');
  const parts = path.split('/').filter((part) => part !== '');
  return { parts: parts.map(decoded), query: new URLSearchParams(query) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A path of parts: `to('trips', id)`. */
export function to(...parts: readonly string[]): string {
  return `/${parts.map(encodeURIComponent).join('/')}`;
}
