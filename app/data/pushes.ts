import { useEffect, useState } from 'preact/hooks';

/** A push as a phone shows it. */
export interface Push {
  readonly name: string;
  readonly title: string;
  readonly body: string;
  /** What leads to the page that the push is about. */
  readonly data: Readonly<Record<string, string>>;
}

const PAUSE = 1_000;
const PATH = '/_local/pushes';

/**
 * The push that a device has received last since the page was opened; null before the first one. Only the local host says
 * what devices received. Without pushes there, it is not asked again.
 */
export function useLatestPush(token: string): Push | null {
  const [latest, setLatest] = useState<Push | null>(null);
  useEffect(() => {
    const opened = new Date().toISOString();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const look = async (): Promise<void> => {
      const found = document.hidden ? null : await newest(token, opened);
      if (ended || found === undefined) return;
      // The same push again is no news.
      setLatest((before) => (found === null || found.name === before?.name ? before : found));
      timer = setTimeout(() => void look(), PAUSE);
    };
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [token]);
  return latest;
}

/** The newest visible push of a device; null: none yet; undefined: this host has no pushes. */
async function newest(token: string, since: string): Promise<Push | null | undefined> {
  try {
    const response = await fetch(`${PATH}?token=${encodeURIComponent(token)}`);
    if (response.status === 404) return undefined;
    const { devices } = (await response.json()) as Received;
    const shown = devices.flatMap(({ pushes }) => pushes).filter(({ visible, at }) => visible && at >= since);
    const last = shown.at(-1);
    return last === undefined ? null : { ...last, title: last.title ?? '', body: last.body ?? '' };
  } catch {
    // The host restarts.
    return null;
  }
}

/** What of the host's answer is read. */
interface Received {
  readonly devices: readonly {
    readonly pushes: readonly (Omit<Push, 'title' | 'body'> & {
      readonly title: string | null;
      readonly body: string | null;
      readonly at: string;
      readonly visible: boolean;
    })[];
  }[];
}
