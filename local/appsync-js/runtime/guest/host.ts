import type { HostCall, Primitive } from './answer.ts';
import { fail } from './state.ts';

let host: HostCall = () => null;

/** Connects the realm with its host, once. */
export function connect(call: HostCall): void {
  host = call;
}

/** Asks a service of the host. Stops the handler with the service's own sentence if it fails. */
export function ask(service: string, ...values: readonly unknown[]): Primitive {
  const answer = reach(service, ...values.map((value) => primitive(service, value)));
  return answer === null ? fail(String(reach('failure') ?? `util.${service} ran out of stack.`)) : answer;
}

/** A service that answers with text. */
export const text = (service: string, ...values: readonly unknown[]): string => `${ask(service, ...values) ?? ''}`;

/** A service that answers with a number. */
export function number(service: string, ...values: readonly unknown[]): number {
  const answer = ask(service, ...values);
  return typeof answer === 'number' ? answer : fail(`${service} gave no number.`);
}

/** No error object of the host may come in here, not even one of a stack that overflowed on the other side. */
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
