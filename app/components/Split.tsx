import type { ComponentChildren } from 'preact';

interface SplitProps {
  readonly list: ComponentChildren;
  /** Null: the phone shows the list, a wide screen what stands for a detail. */
  readonly detail: ComponentChildren | null;
  /** What a wide screen shows without a detail. */
  readonly instead?: string;
}

/** A list with its detail: next to each other on a wide screen, one of the two on a phone. */
export function Split({ list, detail, instead }: SplitProps) {
  return (
    <div class={detail === null ? 'split' : 'split has-detail'}>
      <div class="split-list">{list}</div>
      <div class="split-detail">{detail ?? (instead !== undefined && <p class="empty wide-only">{instead}</p>)}</div>
    </div>
  );
}
