import type { ComponentChildren } from 'preact';

import { online } from '../data/online.ts';
import { usePages } from '../data/pages.ts';
import { loadReceived } from '../data/requests.ts';
import { useValue } from '../data/state.ts';
import { to, usePlace } from '../router.ts';
import { useText } from '../text/language.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Link } from './Link.tsx';
import { News } from './News.tsx';

const TABS = ['find', 'trips', 'requests', 'me'] as const satisfies readonly IconName[];

/** What every page has around it: the four tabs, the news, and the bar that says that the network is gone. */
export function Shell({ children }: { readonly children: ComponentChildren }) {
  const text = useText();
  const isOnline = useValue(online);
  return (
    <div class="shell">
      <a class="skip" href="#content">
        {text.app.skip}
      </a>
      <Tabs />
      <div class="page">
        <div role="status">{!isOnline && <p class="offline">{text.app.offline}</p>}</div>
        <News />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
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
