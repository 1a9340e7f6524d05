import { type TakeIt, whereabouts } from '../stories/takeIt.ts';
import { startHostBeside } from './hosts.ts';
import type { Engine, Started } from './types.ts';

/** Serves the app whole, once for all stories; each story brings its own people and cities. */
export async function startTakeIt(assembly: string, engine: Engine): Promise<Started<TakeIt>> {
  const host = await startHostBeside(engine, { assembly });
  return { value: whereabouts(host), close: host.close };
}
