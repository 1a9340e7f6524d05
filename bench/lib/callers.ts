import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { isAlive } from '../../test/support/processes.ts';
import type { Measured, Places, Side, Turn } from './protocol.ts';

/** A process that runs the operations of one side. */
export class Caller {
  readonly #process: ChildProcess;
  readonly #ended: Promise<never>;

  constructor(side: Side, places: Places) {
    const file = fileURLToPath(new URL('./caller.ts', import.meta.url));
    this.#process = fork(file, [side, JSON.stringify(places)], { execArgv: ['--import', 'tsx/esm'] });
    this.#ended = once(this.#process, 'exit').then(() => {
      throw new Error(`The process of ${side} ended before its turn was over.`);
    });
    this.#ended.catch(() => undefined);
  }

  /**
   * Runs one turn.
   * @throws Error when an operation of the side fails
   */
  async measure(turn: Turn): Promise<Measured> {
    this.#process.send(turn);
    const [answer] = (await Promise.race([once(this.#process, 'message'), this.#ended])) as [
      Measured | { readonly failure: string },
    ];
    if ('failure' in answer) throw new Error(answer.failure);
    return answer;
  }

  async stop(): Promise<void> {
    const { pid } = this.#process;
    if (this.#process.exitCode === null) {
      this.#process.kill();
      await once(this.#process, 'exit');
    }
    if (pid !== undefined && isAlive(pid)) throw new Error(`Process ${pid} still runs.`);
  }
}
