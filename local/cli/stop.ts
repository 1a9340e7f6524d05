/** What has to be closed before the process goes. */
interface Stopping {
  host?: { readonly close: () => Promise<void> };
}

/** Longest time that closing may take. */
const patience = 2_000;

/**
 * Ends the process in order when it is asked to: Ctrl-C, a terminal that is closed, `kill`, or the end of whoever
 * started it. A start that is under way is dropped: its engines end with the process. The answer takes the host that
 * is to be closed.
 */
export function stopWhenAsked(): Stopping {
  const stopping: Stopping = {};
  let asked = false;
  const stop = (): void => {
    if (asked) process.exit(1);
    asked = true;
    setTimeout(() => process.exit(1), patience).unref();
    void (stopping.host?.close() ?? Promise.resolve()).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  stopWithParent(stop);
  return stopping;
}

/** Nobody tells a process that its parent was killed; it only finds itself with another one. */
function stopWithParent(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
