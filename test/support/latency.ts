/** What so many of a hundred measured values don't exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** `60 updates: p50 41 ms, p95 80 ms, at most 95 ms`. */
export function describeLatency(what: string, milliseconds: readonly number[]): string {
  const [p50, p95, most] = [50, 95, 100].map((percent) => percentile(milliseconds, percent).toFixed(0));
  return `${what}, ${milliseconds.length} updates: p50 ${p50} ms, p95 ${p95} ms, at most ${most} ms`;
}

/** Writes a line of figures into the test's output, past vitest, which shows what tests print only where they fail. */
export function print(line: string): void {
  process.stdout.write(`\n   ${line}\n`);
}
