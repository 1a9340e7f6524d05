import { createHash } from 'node:crypto';

/**
 * An id in AWS's format (lower-case letters and digits), the same at every start. It is made from the resource's name,
 * which is all that is known before the deployment.
 */
export function stableId(name: string, length: number): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}

/** The address of an API's live updates: AppSync's own path below the API's address. */
export function realtimeUrlOf(url: string): string {
  return `${url.replace(/^http/, 'ws')}/realtime`;
}
