import { randomUUID } from 'node:crypto';

import type { FunctionRuntime } from './function.ts';

/** A rule of EventBridge that invokes functions at a rate. */
export interface Schedule {
  readonly name: string;
  readonly minutes: number;
  /** The ARNs of the functions. */
  readonly targets: readonly string[];
}

export interface ScheduleParts {
  readonly functions: Pick<FunctionRuntime, 'invoke'>;
  readonly account: string;
  readonly region: string;
  readonly onError: (error: unknown) => void;
  /** Milliseconds of a minute. Default: 60,000. */
  readonly minute?: number;
}

/**
 * Invokes the functions of schedules, each for the first time after one interval.
 * @returns a function that stops them
 */
export function startSchedules(schedules: readonly Schedule[], parts: ScheduleParts): () => void {
  const { functions, onError, minute = 60_000 } = parts;
  const timers = schedules.map((schedule) =>
    setInterval(() => {
      for (const target of schedule.targets) functions.invoke(target, eventOf(schedule, parts)).catch(onError);
    }, schedule.minutes * minute).unref(),
  );
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

/** The event of a schedule (Amazon EventBridge user guide, "Using EventBridge to invoke a Lambda function on a schedule"). */
function eventOf({ name }: Schedule, { account, region }: ScheduleParts) {
  const rule = name.split('/').pop() ?? name;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account,
    time: new Date().toISOString().replace(/\.\d{3}/, ''),
    region,
    resources: [`arn:aws:events:${region}:${account}:rule/${rule}`],
    detail: {},
  };
}
