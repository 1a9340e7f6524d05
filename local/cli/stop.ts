/** The host to close before the process ends. */
interface Stopping {
  host?: { readonly close: () => Promise<void> };
}

/** Longest time that closing may take. */
const timeout = 2_000;

/**
 * Ends the process in order after Ctrl-C, `kill`, the end of the terminal or the end of the parent process. During a
 * start, the engines end with the process.
 * @returns an object that takes the host to close
 */
export function stopWhenAsked(): Stopping {
  const stopping: Stopping = {};
  let asked = false;
  const stop = (): void => {
    if (asked) process.exit(1);
    asked = true;
    setTimeout(() => process.exit(1), timeout).unref();
    void (stopping.host?.close() ?? Promise.resolve()).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  stopWithParent(stop);
  return stopping;
}

/** A process gets no signal when its parent is killed: only its parent's id changes. */
function stopWithParent(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
