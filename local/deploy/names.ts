import { createHash } from 'node:crypto';

/**
 * An id in the form AWS gives out (lower-case letters and digits), the same at every start: made from the resource's
 * own name, as nothing else of it is known before it is there.
 */
export function stableId(name: string, length: number): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}

/** Where an API's live updates are: AppSync's own address, below the API's. */
export function realtimeUrlOf(url: string): string {
  return `${url.replace(/^http/, 'ws')}/realtime`;
}
