import { percentile } from '../../test/support/latency.ts';
import { median } from './median.ts';

/** A median of rounds, and the middle half of them. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), low: percentile(values, 25), high: percentile(values, 75) };
}

/** What of a hundred calls so many don't exceed, in milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function percentilesOf(latencies: readonly number[]): Percentiles {
  return { p50: percentile(latencies, 50), p95: percentile(latencies, 95), p99: percentile(latencies, 99) };
}
