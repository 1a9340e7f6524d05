import type { ComponentChildren, TargetedMouseEvent } from 'preact';

import { go, goBack } from '../router.ts';

export interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly label?: string;
  /** It leads back, so that the browser's Back does not lead here again. */
  readonly isBack?: boolean;
  readonly children: ComponentChildren;
}

/** A link to another page of the app, which a click opens without loading it anew. */
export function Link({ to, current = false, label, isBack = false, children, class: classes }: LinkProps) {
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (isBack) goBack(to);
    else go(to);
  };
  return (
    <a href={to} class={classes} aria-label={label} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
