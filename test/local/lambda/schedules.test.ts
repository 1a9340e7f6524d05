import { afterEach, describe, expect, it } from 'vitest';

import { minutesOf } from '../../../local/deploy/schedules.ts';
import { startSchedules } from '../../../local/lambda/schedules.ts';

const FUNCTION = 'arn:aws:lambda:eu-central-1:000000000000:function:Hourly';

let stop: (() => void) | undefined;
afterEach(() => {
  stop?.();
});

/** Starts a schedule whose minute is a millisecond, and collects what it invokes. */
function started(minutes: number, invoke: (target: string, event: unknown) => Promise<never>) {
  const errors: unknown[] = [];
  stop = startSchedules([{ name: 'Board/Hourly', minutes, targets: [FUNCTION] }], {
    functions: { invoke },
    account: '000000000000',
    region: 'eu-central-1',
    onError: (error) => errors.push(error),
    minute: 1,
  });
  return errors;
}

describe('A schedule', () => {
  it('invokes its functions again and again, with the event of EventBridge', async () => {
    const events: unknown[] = [];
    await new Promise<void>((resolve) => {
      started(2, (target, event) => {
        expect(target).toBe(FUNCTION);
        if (events.push(event) === 3) resolve();
        return Promise.reject(new Error('The function is gone.'));
      });
    });
    expect(events[0]).toMatchObject({
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: '000000000000',
      region: 'eu-central-1',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      resources: ['arn:aws:events:eu-central-1:000000000000:rule/Hourly'],
      detail: {},
    });
  });

  it('reports an invocation that fails, and goes on', async () => {
    let errors: unknown[] = [];
    await new Promise<void>((resolve) => {
      errors = started(1, () => {
        if (errors.length === 2) resolve();
        return Promise.reject(new Error('The function is gone.'));
      });
    });
    expect(errors[0]).toEqual(new Error('The function is gone.'));
  });

  it.each([
    ['rate(1 minute)', 1],
    ['rate(5 minutes)', 5],
    ['rate(1 hour)', 60],
    ['rate(2 days)', 2_880],
    ['rate(0 minutes)', null],
    ['rate(1.5 hours)', null],
    ['rate(1 month)', null],
    ['cron(0 12 * * ? *)', null],
  ])('%s is every %s minutes', (expression, minutes) => {
    expect(minutesOf(expression)).toBe(minutes);
  });
});
