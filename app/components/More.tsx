import { useEffect, useRef } from 'preact/hooks';

import type { Pages } from '../data/api/pages.ts';
import { useText } from '../text/language.ts';
import { Button } from './Button.tsx';
import { Problem } from './Feedback.tsx';

/** The end of a list: the next page comes when it is scrolled to, or when the button is pressed. */
export function More({ pages, end }: { readonly pages: Pages<unknown>; readonly end?: string }) {
  const text = useText();
  const place = useRef<HTMLDivElement>(null);
  const more = useRef(pages.more);
  more.current = pages.more;
  const isOpen = pages.data !== undefined && !pages.ended;
  useEffect(() => {
    const { current } = place;
    if (current === null || !isOpen) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) more.current();
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, [isOpen, pages.data]);
  if (pages.data === undefined) return null;
  if (!isOpen) return end === undefined ? null : <p class="quiet center">{end}</p>;
  return (
    <div ref={place} class="center more">
      <Problem failure={pages.moreFailure} />
      <Button kind="quiet" busy={pages.loadingMore} onClick={pages.more}>
        {text.common.more}
      </Button>
    </div>
  );
}
