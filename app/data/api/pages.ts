import { useState } from 'preact/hooks';

import { type Failure, failureOf, loadFailure } from './failure.ts';
import { type Answer, put, useAction, useQuery } from './query.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | null;
}

export interface Pages<Item> extends Answer<Page<Item>> {
  /** Loads the next page. */
  readonly more: () => void;
  readonly loadingMore: boolean;
  /** Why the next page could not be loaded. */
  readonly moreFailure: Failure | undefined;
  /** The last page has been loaded. */
  readonly ended: boolean;
}

/** How many pages of a list are on the screen: a refresh asks for all of them again, so that nothing jumps. */
const shown = new Map<string, number>();

/** A list that grows by pages. Null as a key asks for nothing. */
export function usePages<Item>(
  key: string | null,
  load: (nextToken: string | null) => Promise<Page<Item>>,
): Pages<Item> {
  const [, setCount] = useState(0);
  const answer = useQuery<Page<Item>>(key, async () => await loaded(load, shown.get(key ?? '') ?? 1));
  const { run, busy, failure } = useAction(async () => {
    const { data } = answer;
    const token = data?.nextToken;
    if (key === null || data === undefined || !token) return;
    const next = await load(token).catch((error: unknown) => {
      throw loadFailure(failureOf(error));
    });
    shown.set(key, (shown.get(key) ?? 1) + 1);
    put(key, { items: [...data.items, ...next.items], nextToken: next.nextToken });
    setCount((count) => count + 1);
  });
  return { ...answer, more: run, loadingMore: busy, moreFailure: failure, ended: answer.data?.nextToken === null };
}

async function loaded<Item>(
  load: (nextToken: string | null) => Promise<Page<Item>>,
  count: number,
): Promise<Page<Item>> {
  let page = await load(null);
  for (let n = 1; n < count && page.nextToken !== null; n += 1) {
    const next = await load(page.nextToken);
    page = { items: [...page.items, ...next.items], nextToken: next.nextToken };
  }
  return page;
}
