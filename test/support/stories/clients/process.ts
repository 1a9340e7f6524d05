import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { until } from '../../processes.ts';
import { bundled } from './bundled.ts';
import { type DescribedError, messageOf } from './errors.ts';

type Event = Readonly<Record<string, unknown>>;

interface Line {
  readonly id?: number;
  readonly event?: Event;
  readonly result?: unknown;
  readonly error?: DescribedError;
}

/** A client in a process of its own that trusts the host's certificate, and that a test tells what to do. */
export class ClientProcess {
  readonly #process: ChildProcess;
  readonly #answers = new Map<number, (line: Line) => void>();
  readonly #events: Event[] = [];
  #asked = 0;
  #ended = false;

  /**
   * @param name the file in this folder
   * @param outputs the amplify_outputs.json that it reads
   * @param certificate the file for NODE_EXTRA_CA_CERTS
   */
  constructor(name: string, outputs: string, certificate: string) {
    this.#process = spawn(process.execPath, [bundled(name), outputs], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#process.on('exit', () => {
      this.#ended = true;
      for (const answer of this.#answers.values()) answer({ error: { message: `${name} has ended.` } });
    });
    if (this.#process.stdout === null) throw new Error('The client has no output.');
    createInterface({ input: this.#process.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      if (line.event !== undefined) this.#events.push(line.event);
      if (line.id !== undefined) this.#answers.get(line.id)?.(line);
    });
  }

  /** Runs a command. Raises an error with the name and the message of the client's error, and of the errors behind it. */
  async does(name: string, ...values: readonly unknown[]): Promise<Event> {
    const id = ++this.#asked;
    const { result, error } = await new Promise<Line>((resolve) => {
      this.#answers.set(id, resolve);
      if (this.#ended) resolve({ error: { message: 'The client has ended.' } });
      else this.#process.stdin?.write(`${JSON.stringify({ id, name, values })}\n`);
    });
    this.#answers.delete(id);
    if (error !== undefined) throw Object.assign(new Error(messageOf(error)), { name: error.name ?? 'Error' });
    return (result ?? {}) as Event;
  }

  /** Waits for an event that was not waited for before, and forgets those before it. */
  async shows(what: string, matches: (event: Event) => boolean, timeout = 60_000): Promise<Event> {
    await until(() => this.#events.some(matches), `the client shows ${what}`, timeout);
    const at = this.#events.findIndex(matches);
    const [found] = this.#events.splice(0, at + 1).slice(-1);
    return found ?? {};
  }

  async end(): Promise<void> {
    if (this.#ended) return;
    const ended = new Promise((resolve) => this.#process.on('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
  }
}
