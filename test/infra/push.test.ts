import { describe, expect, it } from 'vitest';

import { rolesIn } from '../support/infra/roles.ts';
import { EVERYTHING, takeItApp } from '../support/infra/synthesize.ts';
import { ofType, resourcesIn } from '../support/infra/templates.ts';

const without = takeItApp('dev');
const withPush = takeItApp('prod', EVERYTHING);
const resourcesOf = ({ app, api }: ReturnType<typeof takeItApp>) => resourcesIn(app).get(api.stackName) ?? {};
const resources = resourcesOf(withPush);
const roles = rolesIn(resources);
const functions = ofType(resources, 'AWS::Lambda::Function');
const variablesOf = (one: Record<string, unknown> | undefined) =>
  (one?.['Environment'] as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {};
const notify = functions.find((one) => 'FCM_PROJECT' in variablesOf(one));

/** What roles may do that a pattern finds, by the beginning of the role's name. */
function allowed(pattern: RegExp): string[] {
  return roles.flatMap(({ name, rights }) =>
    rights.flatMap(({ actions, on }) =>
      actions
        .filter((action) => pattern.test(action))
        .map((action) => `${name.replace(/Function.*/, '')} ${action} ${on.join()}`),
    ),
  );
}

describe('Push', () => {
  it('is not deployed without its two settings', () => {
    const types = JSON.stringify(resourcesOf(without));
    expect(types).not.toContain('FCM_');
    expect(types).not.toContain('"NOTIFY"');
    expect(ofType(resourcesOf(without), 'AWS::Lambda::EventInvokeConfig')).toEqual([]);
  });

  it('is invoked by the two readers of the stream and by nobody else', () => {
    const isPush = (right: string) => right.includes('NotifyFunction');
    expect(
      allowed(/^lambda:InvokeFunction$/)
        .filter(isPush)
        .map((right) => right.split(' ')[0]),
    ).toEqual(['ChangePublisherReader', 'FollowUpReader']);
    expect(functions.filter((one) => 'NOTIFY' in variablesOf(one))).toHaveLength(2);
  });

  it('lets the publisher store what it cannot hand over, and do nothing else with the table', () => {
    const table = allowed(/^dynamodb:(?!ListStreams|DescribeStream|GetRecords|GetShardIterator)/);
    const its = table.filter((right) => right.startsWith('ChangePublisher'));
    expect(its.map((right) => right.split(' ')[1])).toEqual(['dynamodb:PutItem']);
  });

  it('may read one secret and the table, and delete devices', () => {
    expect(allowed(/^secretsmanager:/)).toEqual([
      expect.stringMatching(/^Notify secretsmanager:GetSecretValue arn:.*:secret:takeit\/fcm-\?{6}$/),
    ]);
    const its = allowed(/^dynamodb:/).filter((right) => right.startsWith('Notify '));
    expect(its.map((right) => right.split(' ')[1])).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ]);
  });

  it('reads the very secret that an ARN names', () => {
    const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:takeit/fcm-AbCdEf';
    const named = rolesIn(resourcesOf(takeItApp('prod', { ...EVERYTHING, fcmSecret: arn })));
    const rights = named
      .flatMap((role) => role.rights)
      .filter(({ actions }) => actions[0]?.startsWith('secretsmanager'));
    expect(rights.map(({ on }) => on)).toEqual([[arn]]);
  });

  it('repeats an event twice within six hours, and then writes a dead letter', () => {
    const [config, ...more] = ofType(resources, 'AWS::Lambda::EventInvokeConfig');
    expect(more).toEqual([]);
    expect(config).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600 });
    expect(notify).toHaveProperty('DeadLetterConfig');
  });

  it('has its own part of the concurrency, and talks to Google', () => {
    expect(notify).toMatchObject({ ReservedConcurrentExecutions: 20, Timeout: 40 });
    expect(variablesOf(notify)).toMatchObject({
      FCM_ENDPOINT: 'https://fcm.googleapis.com',
      FCM_PROJECT: 'takeit-example',
      FCM_SECRET: 'takeit/fcm',
    });
  });

  it('has alarms for failures, throttles, slowness and dead letters', () => {
    const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').map(({ AlarmDescription }) => String(AlarmDescription));
    expect(alarms.filter((text) => text.startsWith('Pushing notifications')).sort()).toEqual([
      'Pushing notifications comes close to its timeout. See docs/runbook.md, "A function is slow".',
      'Pushing notifications fails. See docs/runbook.md, "A function fails".',
      'Pushing notifications is throttled by Lambda. See docs/runbook.md, "Throttles".',
      'Pushing notifications left a dead letter. See docs/runbook.md, "Dead letters".',
    ]);
  });
});
