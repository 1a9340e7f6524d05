const PREFIX = 'phone-';

/** The name of the phone of the demo page that this page is shown in; null outside the demo. The frame's name says it. */
export function phone(): string | null {
  return window.name.startsWith(PREFIX) ? window.name.slice(PREFIX.length) : null;
}

export function frameName(name: string): string {
  return `${PREFIX}${name}`;
}

/** What the demo page's steps wait for. */
export type Milestone = 'searched' | 'asked' | 'arrived' | 'accepted' | 'contacts';

/** Tells the demo page what has happened in this phone. Does nothing outside the demo. */
export function reach(milestone: Milestone): void {
  const name = phone();
  if (name !== null) window.parent.postMessage({ milestone, phone: name }, window.location.origin);
}

/** Calls back for every milestone of a phone on the demo page. Returns what ends it. */
export function onMilestone(told: (name: string, milestone: string) => void): () => void {
  const listen = ({ origin, data }: MessageEvent<unknown>) => {
    if (origin !== window.location.origin || typeof data !== 'object' || data === null) return;
    const { phone: name, milestone } = data as { readonly phone?: unknown; readonly milestone?: unknown };
    if (typeof name === 'string' && typeof milestone === 'string') told(name, milestone);
  };
  window.addEventListener('message', listen);
  return () => {
    window.removeEventListener('message', listen);
  };
}
