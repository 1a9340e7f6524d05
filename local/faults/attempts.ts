import { setTimeout as wait } from 'node:timers/promises';

import { fcmError } from '../fcm/errors.ts';
import type { Answer } from '../services/service.ts';
import { errorAnswer } from './answers.ts';
import { leaveUnprocessed } from './batches.ts';
import type { Faults, MatchedCall } from './faults.ts';
import { runMeanwhile } from './meanwhile.ts';
import type { Call, CallRule, PushRule } from './rule.ts';

/** One attempt of a caller at a call. */
export interface Attempt {
  readonly call: Call;
  /** The calling environment of a function. */
  readonly environment: string;
  /** The id that all attempts of the AWS SDK at one call share. */
  readonly invocationId: string;
  readonly body: Buffer;
  /** Sends the call to its service. */
  readonly send: (body: Buffer) => Promise<Answer>;
}

/** A call with all its attempts by the AWS SDK. */
interface Ongoing {
  readonly matched: MatchedCall;
  attempts: number;
}

/** Applies the faults of a host to calls. */
export class FaultyCalls {
  readonly #faults: Faults;
  readonly #kill: (environment: string) => Promise<void>;
  readonly #ongoing = new Map<string, Ongoing>();

  /** @param kill ends an environment of a function; settles when it has ended */
  constructor(faults: Faults, kill: (environment: string) => Promise<void>) {
    this.#faults = faults;
    this.#kill = kill;
  }

  /** Answers an attempt; undefined where the caller gets no answer. */
  async answer(attempt: Attempt): Promise<Answer | undefined> {
    const { call, invocationId, body } = attempt;
    const one = this.#ongoing.get(invocationId) ?? { matched: this.#faults.match(call), attempts: 0 };
    this.#ongoing.set(invocationId, one);
    one.attempts += 1;
    const { matched, attempts } = one;
    // Only rules of calls and of pushes match a call to a service.
    const rule: CallRule | PushRule | undefined = matched.rule;
    try {
      if (rule === undefined || ('attempts' in rule && attempts > (rule.attempts ?? Infinity))) {
        const answer = await attempt.send(body);
        // The SDK retries only after a 5xx answer.
        if (answer.status < 500) this.#ongoing.delete(invocationId);
        return answer;
      }
      return 'push' in rule ? await this.#injectPush(rule, attempt) : await this.#inject(rule, attempt, one);
    } finally {
      if (attempts === 1) matched.done();
    }
  }

  /** Applies a fault to an attempt. Only the first attempt reaches the service. */
  async #inject(
    rule: CallRule,
    { send, body, environment }: Attempt,
    { matched, attempts }: Ongoing,
  ): Promise<Answer | undefined> {
    const { call } = matched;
    const isFirst = attempts === 1;
    const work = () => send(body);
    if (typeof rule.fault === 'function') return isFirst ? await runMeanwhile(rule.fault, matched, work) : await work();
    if (rule.fault === 'unprocessed') {
      return await leaveUnprocessed(call, rule.items ?? 1, (rest) => send(Buffer.from(rest)));
    }
    if (rule.fault === 'conflict') return errorAnswer(call, 'conflict', rule.position);
    if (rule.fault === 'throttled') return errorAnswer(call, 'throttled');
    if (isFirst && rule.when === 'after') await work();
    if (rule.fault === 'failed') return errorAnswer(call, 'failed');
    if (rule.fault === 'killed') await this.#kill(environment);
    return undefined;
  }

  async #injectPush(rule: PushRule, { send, body, environment }: Attempt): Promise<Answer | undefined> {
    if (rule.fault === 'slow') {
      await wait(rule.milliseconds, undefined, { ref: false });
      return await send(body);
    }
    if ('when' in rule && rule.when === 'after') await send(body);
    if (rule.fault === 'hangs') return undefined;
    if (rule.fault === 'killed') {
      await this.#kill(environment);
      return undefined;
    }
    return fcmError(rule.fault, 'retryAfterSeconds' in rule ? rule.retryAfterSeconds : undefined);
  }
}
