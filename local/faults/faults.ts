import { checkNames, checkRule } from './check.ts';
import { type Call, type FaultRule, selects, type WhichCalls, type WhichInvocations } from './rule.ts';

/** A call that was made, and which fault it met. */
export interface SeenCall extends Call {
  /** The fault of the rule that met it; `meanwhile` for one that is code. */
  readonly fault?: string;
}

/** A rule at work. */
export interface Injected {
  /** The first call that the fault has met; raises what a fault's own code raises. */
  readonly hit: Promise<SeenCall>;
  /** How many calls it has met. */
  readonly hits: () => number;
  /** Lets further calls through. */
  readonly remove: () => void;
}

/** What a call meets. */
export interface Met {
  readonly call: Call;
  readonly rule: FaultRule | undefined;
  /** To be told once the call has had its effect, and the fault too. */
  readonly done: () => void;
  /** To be told when the fault's own code has failed. */
  readonly broke: (reason: unknown) => void;
}

export interface FaultOptions {
  /** Told of every call that a fault has met. */
  readonly onHit?: (call: SeenCall) => void;
}

/**
 * Makes the faults of a host: pass them as its `faults`, and add further rules while it runs. Rules meet calls in the
 * order they were added, each call one rule. Raises an error that names what a rule asks for and cannot be.
 */
export function createFaults(rules: readonly FaultRule[] = [], options: FaultOptions = {}): Faults {
  return new Faults(rules, options);
}

/** The rules of a host, and every call that was made since the start or the last `clear`. */
export class Faults {
  readonly #onHit: (call: SeenCall) => void;
  readonly #waiting = new Set<Waiting>();
  #functions: readonly string[] | undefined;
  #rules: ActiveRule[] = [];
  #calls: SeenCall[] = [];
  #finished: SeenCall[] = [];

  constructor(rules: readonly FaultRule[], { onHit }: FaultOptions) {
    this.#onHit = onHit ?? (() => undefined);
    for (const rule of rules) this.add(rule);
  }

  /** Puts a rule behind those that are there. Raises an error that names what it asks for and cannot be. */
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

  /** Forgets every rule and every call. What hangs goes on hanging. */
  clear(): void {
    [this.#rules, this.#calls, this.#finished] = [[], [], []];
  }

  /** Every call so far, in the order they came; the attempts of the AWS SDK at one call are one. */
  calls(): readonly SeenCall[] {
    return [...this.#calls];
  }

  /** Settles once there has been such a call, counting those so far, and it has had its effect. */
  called(which: WhichCalls | WhichInvocations = {}): Promise<SeenCall> {
    return new Promise((resolve) => {
      const waiting = new Waiting(which, resolve);
      if (!this.#finished.some((call) => waiting.sees(call))) this.#waiting.add(waiting);
    });
  }

  /** For the host, once it knows its functions. Raises an error for a rule that names another one. */
  connect(functions: readonly string[]): void {
    for (const { rule } of this.#rules) checkNames(rule, functions);
    this.#functions = functions;
  }

  /** For the host: notes a call, and answers with what it meets. */
  meet(call: Call): Met {
    let active: ActiveRule | undefined;
    // Each rule counts, so that `skip` means the same whatever the others meet.
    for (const each of this.#rules) if (each.takes(call, active === undefined)) active = each;
    const seen = active === undefined ? call : { ...call, fault: active.name };
    this.#calls.push(seen);
    return {
      call,
      rule: active?.rule,
      done: () => {
        this.#finish(seen, active);
      },
      broke: (reason) => {
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
    // Nobody need wait for it.
    this.hit.catch(() => undefined);
  }

  get name(): string {
    return typeof this.rule.fault === 'string' ? this.rule.fault : 'meanwhile';
  }

  /** Counts a call, and tells whether this rule is to meet it. */
  takes(call: Call, isFree: boolean): boolean {
    const { skip = 0, times = 1 } = this.rule;
    if (!selects(this.rule, call)) return false;
    this.#seen += 1;
    if (!isFree || this.#seen <= skip || this.hits >= times) return false;
    this.hits += 1;
    return true;
  }
}

/** Somebody who waits for a call. */
class Waiting {
  readonly #which: WhichCalls | WhichInvocations;
  readonly #resolve: (call: SeenCall) => void;
  #left: number;

  constructor(which: WhichCalls | WhichInvocations, resolve: (call: SeenCall) => void) {
    this.#which = which;
    this.#resolve = resolve;
    this.#left = which.skip ?? 0;
  }

  /** Whether that was it. */
  sees(call: SeenCall): boolean {
    if (!selects(this.#which, call)) return false;
    this.#left -= 1;
    if (this.#left >= 0) return false;
    this.#resolve(call);
    return true;
  }
}
