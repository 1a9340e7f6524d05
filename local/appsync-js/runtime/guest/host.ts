import type { HostCall, Primitive } from './answer.ts';
import { fail } from './state.ts';

let host: HostCall = () => null;

/** Connects the realm to its host, once. */
export function connect(call: HostCall): void {
  host = call;
}

/** Calls a service of the host. If it fails, it ends the handler with the service's message. */
export function ask(service: string, ...values: readonly unknown[]): Primitive {
  const answer = reach(service, ...values.map((value) => primitive(service, value)));
  return answer === null ? fail(String(reach('failure') ?? `util.${service} ran out of stack.`)) : answer;
}

/** Calls a service that returns a string. */
export const text = (service: string, ...values: readonly unknown[]): string => `${ask(service, ...values) ?? ''}`;

/** Calls a service that returns a number. */
export function number(service: string, ...values: readonly unknown[]): number {
  const answer = ask(service, ...values);
  return typeof answer === 'number' ? answer : fail(`${service} gave no number.`);
}

/** Returns null for any error of the host, so that no error object of the host gets into the realm. */
function reach(service: string, ...values: readonly Primitive[]): Primitive {
  try {
    return host(service, ...values);
  } catch {
    return null;
  }
}

function primitive(service: string, value: unknown): Primitive {
  if (value === null || value === undefined) return value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return fail(`util.${service} takes text, numbers and booleans, not ${typeof value}s.`);
}
