import { useEffect } from 'preact/hooks';

import { state, useValue } from '../../data/api/state.ts';
import { useText } from '../../text/language.ts';
import { Icon } from '../Icon.tsx';
import { Link } from '../Link.tsx';

interface Item {
  readonly sentence: string;
  readonly to: string | null;
}

const news = state<Item | null>(null);
const SHOWN_MILLISECONDS = 8_000;

/** Shows a sentence for a while, and has screen readers say it. */
export function announce(sentence: string, to: string | null = null): void {
  news.set({ sentence, to });
}

export function News() {
  const item = useValue(news);
  const { common } = useText();
  useEffect(() => {
    if (item === null) return undefined;
    const timer = setTimeout(() => {
      news.set(null);
    }, SHOWN_MILLISECONDS);
    return () => {
      clearTimeout(timer);
    };
  }, [item]);
  const close = () => {
    news.set(null);
  };
  return (
    <div aria-live="polite" class="news">
      {item !== null && (
        <div class="news-item">
          {item.to === null ? <span>{item.sentence}</span> : <Link to={item.to}>{item.sentence}</Link>}
          <button type="button" class="icon-button" aria-label={common.close} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
