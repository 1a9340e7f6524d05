import { parseModule } from '../../local/appsync-js/runtime/module.ts';
import { type Realm, realm } from '../../local/appsync-js/runtime/realm.ts';
import type { Locator } from '../../local/appsync-js/runtime/sourceMap.ts';
import { useEveryField } from '../operations/everyField.ts';
import { asker } from '../operations/ours.ts';
import { median } from './median.ts';
import { setStage } from './stage.ts';

/** The processor time of one evaluation in microseconds, for the handlers of each resolver and function. */
export interface HandlerFigures {
  readonly handlers: Readonly<Record<string, Readonly<Partial<Record<'request' | 'response', number>>>>>;
  /** The time of an empty handler with the same contexts: reading a context and writing an answer. */
  readonly nothing: number;
}

type Runner = ReturnType<Realm['load']>;

/** A recorded evaluation. */
interface Evaluated {
  readonly run: Runner;
  readonly context: Parameters<Runner>[1];
}

const NOTHING = 'export function request() { return null; }\nexport function response() { return null; }\n';
const WARM_UP = 300;
/** A locator that is never used: no evaluation fails or logs. */
const nowhere: Locator = (line, column) => ({ file: '', line, column });

/**
 * Records the contexts of people who use every field of the API. Then evaluates each handler with its context this many
 * times.
 */
export async function timeHandlers(times: number): Promise<HandlerFigures> {
  const evaluated = await evaluations();
  const idle = realm().load(parseModule(NOTHING, 'nothing', nowhere), 'nothing');
  const handlers: Record<string, Partial<Record<string, number>>> = {};
  const nothing: number[] = [];
  for (const [key, { run, context }] of evaluated) {
    const [name = '', handler = ''] = key.split(' ');
    (handlers[name] ??= {})[handler] = microseconds(times, () => run(handler, context, nowhere));
    nothing.push(microseconds(times, () => idle(handler, context, nowhere)));
  }
  return { handlers, nothing: median(nothing) };
}

function microseconds(times: number, evaluate: () => void): number {
  for (let time = 0; time < WARM_UP; time += 1) evaluate();
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) evaluate();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

/** The last evaluation of each handler, by `name handler`, while people use every field. */
async function evaluations(): Promise<Map<string, Evaluated>> {
  const evaluated = new Map<string, Evaluated>();
  const shared = realm();
  const load = shared.load.bind(shared);
  // Records the evaluations of the host, which is this process.
  shared.load = (module, name) => {
    const run = load(module, name);
    return (handler, context, locate) => {
      evaluated.set(`${name} ${handler}`, { run, context });
      return run(handler, context, locate);
    };
  };
  try {
    const stage = await setStage();
    const { ask, close } = asker(stage.places.url);
    try {
      const [traveler, requester] = await stage.people(2);
      if (!traveler || !requester) throw new Error('There are no people.');
      await useEveryField(ask, traveler, requester);
      return evaluated;
    } finally {
      await close();
      await stage.close();
    }
  } finally {
    shared.load = load;
  }
}
