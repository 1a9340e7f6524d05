import { phone } from '../phone.ts';

/** Each phone of the demo page keeps its own things in the browser's one storage. */
function prefix(): string {
  const name = phone();
  return name === null ? 'takeit:' : `takeit:${name}:`;
}

/** What is stored under a name; undefined when there is nothing, or nothing that can be read. */
export function recall(name: string): unknown {
  try {
    const text = localStorage.getItem(prefix() + name);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** Stores a value as JSON. Without room, or in a private window, nothing is stored and the app goes on. */
export function store(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix() + name);
    else localStorage.setItem(prefix() + name, JSON.stringify(value));
  } catch {
    // The storage is full: the oldest lists are the least useful.
    forget('cache:');
  }
}

/** Calls back when another tab of this browser stores or deletes what has this name. */
export function onStoredElsewhere(name: string, told: () => void): void {
  window.addEventListener('storage', ({ key }) => {
    // Without a key, everything was deleted.
    if (key === null || key === prefix() + name) told();
  });
}

/** Deletes everything whose name begins so. */
export function forget(beginning: string): void {
  const all = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '');
  for (const key of all.filter((name) => name.startsWith(prefix() + beginning))) localStorage.removeItem(key);
}

/** Where Amplify keeps the tokens of this phone. */
export const tokenStorage = {
  setItem: (key: string, value: string) => {
    localStorage.setItem(`${prefix()}auth:${key}`, value);
    return Promise.resolve();
  },
  getItem: (key: string) => Promise.resolve(localStorage.getItem(`${prefix()}auth:${key}`)),
  removeItem: (key: string) => {
    localStorage.removeItem(`${prefix()}auth:${key}`);
    return Promise.resolve();
  },
  clear: () => {
    forget('auth:');
    return Promise.resolve();
  },
};
