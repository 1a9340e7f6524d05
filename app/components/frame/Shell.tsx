import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import { online } from '../../data/api/online.ts';
import { usePages } from '../../data/api/pages.ts';
import { useValue } from '../../data/api/state.ts';
import { loadReceived } from '../../data/requests.ts';
import { to, usePlace } from '../../router.ts';
import { useText } from '../../text/language.ts';
import { Icon, type IconName } from '../Icon.tsx';
import { Link } from '../Link.tsx';
import { Guard } from './Guard.tsx';
import { News } from './News.tsx';

const TABS = ['find', 'trips', 'requests', 'me'] as const satisfies readonly IconName[];

/** What every page has around it: the four tabs, the news, and the bar that says that the network is gone. */
export function Shell({ children }: { readonly children: ComponentChildren }) {
  const text = useText();
  const isOnline = useValue(online);
  const content = useRef<HTMLElement>(null);
  useFocusAfterGoing(content);
  return (
    <div class="shell">
      <a class="skip" href="#content">
        {text.app.skip}
      </a>
      <Tabs />
      <div class="page">
        <div role="status">{!isOnline && <p class="offline">{text.app.offline}</p>}</div>
        <News />
        <main id="content" tabIndex={-1} ref={content}>
          <Guard>{children}</Guard>
        </main>
      </div>
    </div>
  );
}

/** A keyboard goes on at the new page when what had the focus is gone. */
function useFocusAfterGoing(content: RefObject<HTMLElement | null>): void {
  const path = usePlace().parts.join('/');
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    const { activeElement } = document;
    const isGone = activeElement === null || activeElement === document.body;
    if (isGone || activeElement.getClientRects().length === 0) content.current?.focus({ preventScroll: true });
  }, [path, content]);
}

function Tabs() {
  const { tabs, app } = useText();
  const { parts } = usePlace();
  const waiting = usePages('received:PENDING', loadReceived('PENDING')).data?.items.length ?? 0;
  const here = parts[0] === undefined || parts[0] === 'trip' ? 'find' : parts[0];
  return (
    <nav class="tabs" aria-label={tabs.label}>
      <span class="brand" aria-hidden="true">
        {app.title}
      </span>
      {TABS.map((tab) => (
        <Link key={tab} to={tab === 'find' ? '/' : to(tab)} current={tab === here} class="tab">
          <span class="tab-icon">
            <Icon name={tab} />
            {tab === 'requests' && waiting > 0 && <span class="dot" />}
          </span>
          <span>{tabs[tab]}</span>
          {tab === 'requests' && waiting > 0 && <span class="hidden">{tabs.waiting}</span>}
        </Link>
      ))}
    </nav>
  );
}
