import type { ComponentChildren } from 'preact';

interface SplitProps {
  /** The list's title. It stays the page's first heading where a phone shows the detail alone. */
  readonly title: string;
  readonly list: ComponentChildren;
  /** Null: the phone shows the list, a wide screen what stands for a detail. */
  readonly detail: ComponentChildren | null;
  /** What a wide screen shows without a detail. */
  readonly instead?: string;
}

/** A list with its detail: next to each other on a wide screen, one of the two on a phone. */
export function Split({ title, list, detail, instead }: SplitProps) {
  return (
    <div class={detail === null ? 'split' : 'split has-detail'}>
      {detail !== null && <h1 class="hidden narrow-only">{title}</h1>}
      <div class="split-list">{list}</div>
      <div class="split-detail">{detail ?? (instead !== undefined && <p class="empty wide-only">{instead}</p>)}</div>
    </div>
  );
}
