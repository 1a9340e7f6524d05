import { useEffect } from 'preact/hooks';

import { ask } from './api/ask.ts';
import { RegisterDevice, RemoveDevice } from './api/operations.types.ts';
import { phone } from './phone.ts';
import { signOutHere } from './session/session.ts';

/** All phones of the demo page read it, so it has no prefix of one of them. */
const NAME = 'takeit:device';

/** The push token of a phone of the demo page. Each browser has its own phones. */
export function tokenOf(name: string): string {
  const browser = localStorage.getItem(NAME) ?? crypto.randomUUID();
  localStorage.setItem(NAME, browser);
  return `demo-${name}-${browser}`;
}

/** This device's push token; null where there is none. Only the phones of the demo have one: a browser tab gets no pushes. */
function ownToken(): string | null {
  const name = phone();
  return name === null ? null : tokenOf(name);
}

/**
 * Registers this device at sign-in, and with each new language, as an app on a phone does.
 * @param isLocal whether the local host serves the page: elsewhere no device has such a token
 */
export function useDevice(language: string, isLocal: boolean): void {
  useEffect(() => {
    const token = ownToken();
    if (token === null || !isLocal) return;
    // Without a network it is tried again at the next start.
    ask(RegisterDevice, { input: { token, platform: 'ANDROID', language } }).catch(() => undefined);
  }, [language, isLocal]);
}

/** Signs out on this device, which gets no more pushes then. */
export async function signOutOfDevice(): Promise<void> {
  const token = ownToken();
  // Without a network the token stays with the person until somebody else signs in here.
  if (token !== null) await ask(RemoveDevice, { token }).catch(() => undefined);
  await signOutHere();
}
