import { Properties } from '../assembly/properties.ts';
import type { Resource } from '../assembly/resource.ts';
import { nameOf, type Resources } from '../assembly/resources.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import type { Schedule } from '../lambda/schedules.ts';

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };

/**
 * How often a rule invokes its targets, in minutes (Amazon EventBridge user guide, "Rate expressions").
 * @returns null for a cron expression, and for text that is no rate
 */
export function minutesOf(expression: string): number | null {
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const minutes = Number(count) * (MINUTES[unit] ?? 0);
  return minutes > 0 ? minutes : null;
}

/**
 * Reads a rule with a schedule.
 * @returns null for a disabled rule
 * @throws Error for a target that is not a function of the assembly
 */
export function deploySchedule(
  resource: Resource,
  resources: Resources,
  functions: readonly LambdaFunction[],
): Schedule | null {
  const name = nameOf(resource);
  const declared = new Properties(name, resources.propertiesOf(resource));
  if (declared.optionalText('State') === 'DISABLED') return null;
  const targets = declared.maps('Targets').map((target) => {
    const arn = target.text('Arn');
    if (functions.some((fn) => fn.arn === arn)) return arn;
    throw new Error(`${name}: the target ${arn} is not a function of the assembly.`);
  });
  return { name, minutes: minutesOf(declared.text('ScheduleExpression')) ?? 0, targets };
}
