import { useEffect, useState } from 'preact/hooks';

import { Icon } from '../../components/Icon.tsx';
import { type Push, useLatestPush } from '../../data/pushes.ts';
import { to } from '../../router.ts';
import { useText } from '../../text/language.ts';

const SHOWN_MILLISECONDS = 12_000;

interface BannerProps {
  readonly token: string;
  /** The name of the phone's person. */
  readonly phone: string;
  /** Opens a page of the app on the phone. */
  readonly onOpen: (path: string) => void;
}

/** The latest push, for a while, as a phone shows it over any app. It opens the page that it is about. */
export function Banner({ token, phone, onOpen }: BannerProps) {
  const { app, common, demo } = useText();
  const push = useLatestPush(token);
  const [gone, setGone] = useState<string | null>(null);
  useEffect(() => {
    if (push === null) return undefined;
    const timer = setTimeout(() => {
      setGone(push.name);
    }, SHOWN_MILLISECONDS);
    return () => {
      clearTimeout(timer);
    };
  }, [push]);
  return (
    <div role="status" aria-label={demo.pushes(phone)} class="pushes">
      {push !== null && push.name !== gone && (
        <div key={push.name} class="push">
          <button
            type="button"
            class="push-open"
            onClick={() => {
              setGone(push.name);
              onOpen(pageOf(push));
            }}
          >
            <span class="push-app">
              <img src="/icon.svg" alt="" width="16" height="16" />
              {app.title}
              <span class="push-time">{demo.now}</span>
            </span>
            <strong dir="auto">{push.title}</strong>
            {push.body !== '' && <span dir="auto">{push.body}</span>}
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={common.close}
            onClick={() => {
              setGone(push.name);
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}

/** The page that a push is about. */
function pageOf({ data: { kind, requestId, tripId } }: Push): string {
  if (kind === 'REQUEST' && requestId !== undefined) return to('requests', 'open', requestId);
  return tripId === undefined ? '/' : to('trip', tripId);
}
