import type { ComponentChildren } from 'preact';

import type { Failure } from '../data/api/failure.ts';
import { sentence } from '../text/failures.ts';
import { useText } from '../text/language.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

/** A rejection, as a sentence in the place where it happened. */
export function Problem({ failure }: { readonly failure: Failure | undefined }) {
  const text = useText();
  return (
    <div role="alert" class="alert">
      {failure && <p class="problem">{sentence(text, failure)}</p>}
      {failure?.retry !== undefined && (
        <Button kind="quiet" onClick={failure.retry}>
          {text.common.retry}
        </Button>
      )}
    </div>
  );
}

/** Something has worked. */
export function Done({ children }: { readonly children: ComponentChildren }) {
  return (
    <p role="status" class="done">
      <Icon name="check" />
      <span>{children}</span>
    </p>
  );
}

/** Stands where a list has nothing to show. */
export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

/** The shape of what is being loaded. */
export function Skeleton({ count = 1 }: { readonly count?: number }) {
  const text = useText();
  return (
    <div role="status" class="stack">
      <span class="hidden">{text.app.loading}</span>
      {Array.from({ length: count }, (_, at) => (
        <div key={at} class="card skeleton" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
