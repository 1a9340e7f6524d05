import { state } from './state.ts';

/** Whether the last call was answered, and the browser has a network. */
export const online = state(navigator.onLine);

const BACK = new Set<() => void>();
const RETRY_MILLISECONDS = 5_000;
let retry: ReturnType<typeof setTimeout> | undefined;

/** Calls back whenever there may be a network again: it should ask for what it shows. */
export function onBack(told: () => void): void {
  BACK.add(told);
}

/** What a call has found out. */
export function setReachable(reachable: boolean): void {
  clearTimeout(retry);
  retry = undefined;
  online.set(reachable && navigator.onLine);
  // The browser tells when a network is back, but not when a server is.
  if (!reachable && navigator.onLine) retry = setTimeout(catchUp, RETRY_MILLISECONDS);
}

function catchUp(): void {
  for (const listener of BACK) listener();
}

window.addEventListener('offline', () => {
  online.set(false);
});
window.addEventListener('online', () => {
  // A page that asks for nothing would otherwise stay offline.
  online.set(true);
  catchUp();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') catchUp();
});
