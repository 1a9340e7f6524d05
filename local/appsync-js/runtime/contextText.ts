import type { ResolverContext } from '../context.ts';

/** A handler's `ctx` as JSON, in three: `prev` and `result` may be long, and are read when the handler asks for them. */
export interface ContextText extends Readonly<Record<'others' | 'prev', string>> {
  readonly result?: string | undefined;
}

/** What all handlers of one resolver run share. */
export type SharedContext = Omit<ResolverContext, 'stash' | 'prev' | 'result' | 'error'>;

/** What changes from handler to handler, as JSON. */
export interface ContextChanges {
  readonly stash: string;
  /** `ctx.prev.result`; null before the first step. */
  readonly prevResult: string | null;
  /** Left out in a request handler. */
  readonly result?: string | undefined;
  /** Left out in a request handler. */
  readonly error?: string | undefined;
}

/** Writes the contexts of one resolver run. It writes what they share only once. */
export function contextWriter(shared: SharedContext): (changes: ContextChanges) => ContextText {
  const write = writerOf(shared);
  return ({ prevResult, ...changes }) => {
    return write({ ...changes, prev: prevResult === null ? 'null' : `{"result":${prevResult}}` });
  };
}

/** Writes one context, or as much of one as there is. */
export function contextText({
  stash = {},
  prev = null,
  result,
  error,
  ...shared
}: Partial<ResolverContext>): ContextText {
  const text = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
  return writerOf(shared)({
    stash: JSON.stringify(stash),
    prev: JSON.stringify(prev),
    result: text(result),
    error: text(error),
  });
}

type Changes = Omit<ContextChanges, 'prevResult'> & Pick<ContextText, 'prev'>;

function writerOf(shared: Partial<SharedContext>): (changes: Changes) => ContextText {
  const members = JSON.stringify(shared).slice(1, -1);
  const first = members === '' ? '{' : `{${members},`;
  return ({ stash, error, prev, result }) => {
    const outcome = error === undefined ? '' : `,"error":${error}`;
    return { others: `${first}"stash":${stash}${outcome}}`, prev, result };
  };
}
