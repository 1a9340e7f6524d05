import type { FunctionRuntime, Outcome } from '../../../local/lambda/function.ts';

/** Stands in for Lambda where a test decides which call is answered when. It answers with the event. */
export class Gate implements Pick<FunctionRuntime, 'invoke'> {
  /** The most calls that have waited together. */
  mostAtOnce = 0;
  /** All calls that have come. */
  calls = 0;
  readonly #waiting: (() => void)[] = [];
  #arrived = (): void => undefined;

  invoke(_: string, event: unknown): Promise<Outcome> {
    this.calls += 1;
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        resolve({ ok: true, requestId: 'gate', value: event });
      });
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#waiting.length);
      this.#arrived();
    });
  }

  /**
   * Waits until so many calls wait, then lets one after the other through, each only when what it led to may have run.
   * @param choose which of so many that wait is the next
   */
  async openOneByOne(calls: number, choose: (waiting: number) => number): Promise<void> {
    while (this.#waiting.length < calls) {
      await new Promise<void>((resolve) => (this.#arrived = resolve));
    }
    while (this.#waiting.length > 0) {
      for (const open of this.#waiting.splice(choose(this.#waiting.length), 1)) open();
      await new Promise(setImmediate);
    }
  }
}
