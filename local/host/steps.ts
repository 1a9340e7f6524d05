import type { Deployment } from '../deploy/deployment.ts';
import type { HostOptions } from './types.ts';

/** Does a step of the start, and reports it with its time once it is done. */
export async function timed<T>(
  { report }: HostOptions,
  name: string,
  detail: (result: T) => string,
  work: () => Promise<T>,
): Promise<T> {
  const began = performance.now();
  const result = await work();
  report?.({ name, detail: detail(result), milliseconds: performance.now() - began });
  return result;
}

/** `1 table, 2 user pools …`; the start screen counts ignored resources in a line of their own. */
export function describeDeployment({ tables, userPools, functions }: Deployment): string {
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;
  const clients = userPools.flatMap((pool) => pool.clients);
  return [
    count(tables.length, 'table'),
    count(userPools.length, 'user pool'),
    count(clients.length, 'app client'),
    ...(functions.length > 0 ? [count(functions.length, 'function')] : []),
  ].join(', ');
}
