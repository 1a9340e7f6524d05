import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary, useRef } from 'preact/hooks';

import { forgetAnswers } from '../../data/api/query.ts';
import { usePlace } from '../../router.ts';
import { useText } from '../../text/language.ts';
import { Button } from '../Button.tsx';
import { Empty } from '../Feedback.tsx';

/** Shows a sentence instead of an empty page when something cannot be shown, such as an answer that an older app stored. */
export function Guard({ children }: { readonly children: ComponentChildren }) {
  const { common } = useText();
  const path = usePlace().parts.join('/');
  // Preact declares the error as any.
  const boundary: readonly [unknown, () => void] = useErrorBoundary();
  const [error, reset] = boundary;
  const broken = useRef(path);
  useEffect(() => {
    if (broken.current === path) return;
    broken.current = path;
    // Another page may be fine.
    if (error !== undefined) reset();
  });
  if (error === undefined) return <>{children}</>;
  const again = () => {
    forgetAnswers();
    reset();
  };
  return (
    <Empty>
      <p role="alert">{common.broken}</p>
      <Button kind="quiet" onClick={again}>
        {common.retry}
      </Button>
    </Empty>
  );
}
