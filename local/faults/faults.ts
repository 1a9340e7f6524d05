import { checkNames, checkRule } from './check.ts';
import {
  type Call,
  type FaultRule,
  selects,
  type WhichCalls,
  type WhichInvocations,
  type WhichPushes,
} from './rule.ts';

/** A call that was made, and the fault that affected it. */
export interface SeenCall extends Call {
  /** The fault of the matching rule; `meanwhile` for a fault that is code. */
  readonly fault?: string;
}

/** An active rule. */
export interface Injected {
  /** The first affected call. Rejects with the error of a fault's own code. */
  readonly hit: Promise<SeenCall>;
  /** The number of affected calls. */
  readonly hits: () => number;
  /** Removes the rule: it affects no further calls. */
  readonly remove: () => void;
}

/** The rule for a call. */
export interface MatchedCall {
  readonly call: Call;
  readonly rule: FaultRule | undefined;
  /** Must be called after the call and the fault have had their effect. */
  readonly done: () => void;
  /** Must be called when the fault's own code has failed. */
  readonly failed: (reason: unknown) => void;
}

export interface FaultOptions {
  /** Called for every call that a fault has affected. */
  readonly onHit?: (call: SeenCall) => void;
}

/**
 * Creates the faults of a host. Pass them as its `faults`, and add rules while it runs. The first matching rule, in the
 * order in which they were added, affects a call.
 * @throws Error that names the problem of a rule
 */
export function createFaults(rules: readonly FaultRule[] = [], options: FaultOptions = {}): Faults {
  return new Faults(rules, options);
}

/** The rules of a host, and every call since the start or the last `clear`. */
export class Faults {
  readonly #onHit: (call: SeenCall) => void;
  readonly #waiting = new Set<Waiter>();
  #functions: readonly string[] | undefined;
  #rules: ActiveRule[] = [];
  #calls: SeenCall[] = [];
  #finished: SeenCall[] = [];

  constructor(rules: readonly FaultRule[], { onHit }: FaultOptions) {
    this.#onHit = onHit ?? (() => undefined);
    for (const rule of rules) this.add(rule);
  }

  /**
   * Adds a rule after the existing ones.
   * @throws Error that names the problem of the rule
   */
  add(rule: FaultRule): Injected {
    checkRule(rule, 'The fault');
    if (this.#functions !== undefined) checkNames(rule, this.#functions);
    const active = new ActiveRule(rule);
    this.#rules.push(active);
    return {
      hit: active.hit,
      hits: () => active.hits,
      remove: () => {
        this.#rules = this.#rules.filter((other) => other !== active);
      },
    };
  }

  /** Removes every rule and every recorded call. A hanging call keeps hanging. */
  clear(): void {
    [this.#rules, this.#calls, this.#finished] = [[], [], []];
  }

  /** Every call so far, in order; all attempts of the AWS SDK at a call count as one. */
  calls(): readonly SeenCall[] {
    return [...this.#calls];
  }

  /** Settles when such a call has had its effect; earlier calls count. */
  called(which: WhichCalls | WhichInvocations | WhichPushes = {}): Promise<SeenCall> {
    return new Promise((resolve) => {
      const waiting = new Waiter(which, resolve);
      if (!this.#finished.some((call) => waiting.sees(call))) this.#waiting.add(waiting);
    });
  }

  /**
   * For the host: sets the names of its functions.
   * @throws Error for a rule that names an unknown function
   */
  connect(functions: readonly string[]): void {
    for (const { rule } of this.#rules) checkNames(rule, functions);
    this.#functions = functions;
  }

  /** For the host: records a call and returns the rule that affects it. */
  match(call: Call): MatchedCall {
    let active: ActiveRule | undefined;
    // Every rule counts the call, so `skip` does not depend on other rules.
    for (const each of this.#rules) if (each.matches(call, active === undefined)) active = each;
    const seen = active === undefined ? call : { ...call, fault: active.name };
    this.#calls.push(seen);
    return {
      call,
      rule: active?.rule,
      done: () => {
        this.#finish(seen, active);
      },
      failed: (reason) => {
        active?.fail(reason);
      },
    };
  }

  #finish(call: SeenCall, active: ActiveRule | undefined): void {
    this.#finished.push(call);
    if (active !== undefined) {
      active.settle(call);
      this.#onHit(call);
    }
    for (const waiting of this.#waiting) if (waiting.sees(call)) this.#waiting.delete(waiting);
  }
}

class ActiveRule {
  readonly rule: FaultRule;
  readonly hit: Promise<SeenCall>;
  hits = 0;
  settle!: (call: SeenCall) => void;
  fail!: (reason: unknown) => void;
  #seen = 0;

  constructor(rule: FaultRule) {
    this.rule = rule;
    this.hit = new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
    });
    // A rejection is no error if nothing awaits `hit`.
    this.hit.catch(() => undefined);
  }

  get name(): string {
    return typeof this.rule.fault === 'string' ? this.rule.fault : 'meanwhile';
  }

  /** Counts a call, and returns whether this rule affects it. */
  matches(call: Call, isFree: boolean): boolean {
    const { skip = 0, times = 1 } = this.rule;
    if (!selects(this.rule, call)) return false;
    this.#seen += 1;
    if (!isFree || this.#seen <= skip || this.hits >= times) return false;
    this.hits += 1;
    return true;
  }
}

/** A caller that waits for a call. */
class Waiter {
  readonly #which: WhichCalls | WhichInvocations | WhichPushes;
  readonly #resolve: (call: SeenCall) => void;
  #left: number;

  constructor(which: WhichCalls | WhichInvocations | WhichPushes, resolve: (call: SeenCall) => void) {
    this.#which = which;
    this.#resolve = resolve;
    this.#left = which.skip ?? 0;
  }

  /** Whether this is the awaited call. */
  sees(call: SeenCall): boolean {
    if (!selects(this.#which, call)) return false;
    this.#left -= 1;
    if (this.#left >= 0) return false;
    this.#resolve(call);
    return true;
  }
}
