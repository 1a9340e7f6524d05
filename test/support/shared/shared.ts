import { inject } from 'vitest';

import type { Shared } from './types.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address at which the global set-up answers. */
    shared: string;
  }
}

const asked = new Map<keyof Shared, Promise<unknown>>();

/** Answers what test files share. The first file of a run that asks waits until it has started. */
export async function shared<Name extends keyof Shared>(name: Name): Promise<Shared[Name]> {
  const answer = asked.get(name) ?? ask(name);
  asked.set(name, answer);
  // The set-up answers the value of what it started, as JSON.
  return (await answer) as Shared[Name];
}

async function ask(name: string): Promise<unknown> {
  const response = await fetch(`${inject('shared')}${name}`);
  if (!response.ok) throw new Error(`${name} did not start: ${await response.text()}`);
  return await response.json();
}
