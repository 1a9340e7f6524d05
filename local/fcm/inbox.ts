import type { Fields, Message, Texts } from './readMessage.ts';

/** A message that a device received. */
export interface Push {
  /** FCM's name of the message. */
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  /** What a phone shows; null where the message has none. */
  readonly title: string | null;
  readonly body: string | null;
  readonly data: Texts;
  /** A later message with the same id replaces this one on the device. */
  readonly collapseId: string | null;
  /** Whether the device shows it now. */
  readonly visible: boolean;
  /** The whole message, with names in camel case. */
  readonly message: Message;
}

/** A device, and its pushes in the order in which they came. */
export interface Device {
  readonly token: string;
  readonly pushes: readonly Push[];
}

/** What the devices received. */
export interface Pushes {
  readonly devices: () => readonly Device[];
  /** The pushes of one device, oldest first. */
  readonly of: (token: string) => readonly Push[];
  /** Settles with all pushes of a device when it has received at least so many; earlier ones count. */
  readonly received: (token: string, count?: number) => Promise<readonly Push[]>;
}

/** The devices keep this many pushes each. */
const mostKept = 200;

/** Keeps what devices received, in memory: a phone that is off loses its notifications too. */
export class Inbox implements Pushes {
  readonly #devices = new Map<string, Push[]>();
  readonly #counts = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  /** Delivers a message to the device of its token. */
  deliver(token: string, name: string, message: Message): void {
    const { title, body } = shownOf(message);
    const collapseId = collapseIdOf(message);
    const earlier = this.#devices.get(token) ?? [];
    const kept = earlier.map((push) =>
      collapseId !== null && push.collapseId === collapseId ? { ...push, visible: false } : push,
    );
    const push: Push = {
      name,
      at: new Date().toISOString(),
      title,
      body,
      data: message.android?.data ?? message.data ?? {},
      collapseId,
      visible: title !== null || body !== null,
      message,
    };
    this.#devices.set(token, [...kept, push].slice(-mostKept));
    this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1);
    for (const look of [...this.#waiting]) look();
  }

  devices(): readonly Device[] {
    return [...this.#devices].map(([token, pushes]) => ({ token, pushes: [...pushes] }));
  }

  of(token: string): readonly Push[] {
    return [...(this.#devices.get(token) ?? [])];
  }

  received(token: string, count = 1): Promise<readonly Push[]> {
    return new Promise((resolve) => {
      const look = (): void => {
        if ((this.#counts.get(token) ?? 0) < count) return;
        this.#waiting.delete(look);
        resolve(this.of(token));
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/** The words that a phone shows. A block of a platform overrides the common one. */
function shownOf({ notification, android, apns, webpush }: Message) {
  const aps = fieldsOf(apns?.payload?.['aps']);
  const alert = aps['alert'];
  const ofApple = typeof alert === 'string' ? { body: alert } : fieldsOf(alert);
  const places = [android?.notification, notification, ofApple, webpush?.notification].map(fieldsOf);
  const first = (name: string): string | null => {
    const value = places.map((place) => place[name]).find((each) => typeof each === 'string');
    return typeof value === 'string' ? value : null;
  };
  return { title: first('title'), body: first('body') };
}

/** APNs replaces a notification by its id, and Android and browsers by their tag; Android's key replaces messages that wait. */
function collapseIdOf({ android, apns, webpush }: Message): string | null {
  const ofApple = Object.entries(apns?.headers ?? {}).find(([name]) => name.toLowerCase() === 'apns-collapse-id')?.[1];
  const ofWeb = webpush?.notification?.['tag'];
  const id = ofApple ?? android?.notification?.tag ?? android?.collapseKey;
  return id ?? (typeof ofWeb === 'string' ? ofWeb : null);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
