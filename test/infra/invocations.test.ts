import { describe, expect, it } from 'vitest';

import { ACCOUNT, BLOCKS, HALVES, MARKERS, MATCHING, MISSED_PUSH } from '../../domain/keys.ts';
import {
  deletedUsers,
  followUp,
  idIn,
  importOf,
  ofType,
  publisher,
  readers,
  reportWatch,
  resources,
  template,
  the,
} from '../support/infra/functionsInTemplate.ts';

describe('What invokes the stream readers', () => {
  const mappings = ofType('AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Properties);
  const of = (id: string) => mappings.filter(({ FunctionName }) => idIn(FunctionName) === id);

  const keysFrom = (prefixes: readonly string[]) => ({ created: { S: prefixes.map((prefix) => ({ prefix })) } });
  const filtersOf = (id: string) => {
    const [mapping, ...more] = of(id);
    expect(more).toEqual([]);
    const { Filters } = mapping?.['FilterCriteria'] as { Filters: { Pattern: string }[] };
    return Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown);
  };
  /** New and changed items: a deletion, for example by TTL, invokes no function. */
  const eventName = ['INSERT', 'MODIFY'];

  it('is, for the publisher, a half with `changed` and without `alone`', () => {
    const NewImage = { alone: { BOOL: [{ exists: false }] }, changed: { S: [{ exists: true }] } };
    expect(filtersOf(publisher)).toEqual([{ eventName, dynamodb: { Keys: keysFrom(Object.keys(HALVES)), NewImage } }]);
  });

  it('is, for the follow-up, a marker, a pending block, or an account with `removing`, `renamed` or `suspending`', () => {
    const beingRemoved = { Keys: { created: { S: [ACCOUNT] } }, NewImage: { removing: { N: [{ exists: true }] } } };
    const none = [{ exists: false }];
    const exists = { S: [{ exists: true }] };
    const renamed = { renamed: exists, removing: { N: none, S: none } };
    const suspending = { suspending: exists, removing: { N: none, S: none } };
    const [markers, blocks, account, names, suspensions, ...more] = filtersOf(followUp);
    // A mapping has at most five filters (AWS Lambda developer guide, "Event filtering").
    expect(more).toEqual([]);
    expect(blocks).toEqual({
      eventName,
      dynamodb: { Keys: keysFrom([BLOCKS.blocked]), NewImage: { pending: exists } },
    });
    expect(markers).toEqual({
      eventName,
      dynamodb: { Keys: keysFrom([...Object.values(MARKERS), MATCHING, MISSED_PUSH]) },
    });
    expect(account).toMatchObject({ eventName, dynamodb: beingRemoved });
    expect(names).toEqual({ eventName, dynamodb: { Keys: { created: { S: [ACCOUNT] } }, NewImage: renamed } });
    expect(suspensions).toEqual({ eventName, dynamodb: { Keys: { created: { S: [ACCOUNT] } }, NewImage: suspending } });
  });

  it('is the stream, from its start, with at most ten retries of failed records', () => {
    expect(mappings).toHaveLength(readers.length);
    for (const mapping of mappings) {
      expect(mapping).toMatchObject({
        EventSourceArn: JSON.parse(importOf('TablesMain', 'StreamArn')) as unknown,
        StartingPosition: 'TRIM_HORIZON',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
      });
      expect(mapping['MaximumRetryAttempts']).toBeGreaterThan(0);
      expect(mapping['MaximumRetryAttempts']).toBeLessThanOrEqual(10);
      // The stream keeps records for a day; records as old as that need a person.
      expect(mapping['MaximumRecordAgeInSeconds']).toBeLessThan(24 * 60 * 60);
    }
  });

  it('leaves dead letters of each reader in its own queue with an alarm', () => {
    const topic = the('AWS::SNS::Topic', 'Monitoring');
    const queues = mappings.map((mapping) =>
      idIn((mapping['DestinationConfig'] as { OnFailure: { Destination: unknown } }).OnFailure.Destination),
    );
    expect(new Set(queues).size).toBe(readers.length);
    for (const queue of queues) {
      expect(resources[queue]?.Properties).toMatchObject({
        MessageRetentionPeriod: 14 * 24 * 60 * 60,
        SqsManagedSseEnabled: true,
      });
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [{ Ref: topic }],
      });
    }
  });
});

const permissionsOn = (functionId: string) =>
  ofType('AWS::Lambda::Permission')
    .map(([, { Properties }]) => Properties)
    .filter(({ FunctionName }) => idIn(FunctionName) === functionId);

const invokedBy = (functionId: string, ruleId: string) => ({
  Action: 'lambda:InvokeFunction',
  FunctionName: { 'Fn::GetAtt': [functionId, 'Arn'] },
  Principal: 'events.amazonaws.com',
  SourceArn: { 'Fn::GetAtt': [ruleId, 'Arn'] },
});

it('Reports are checked every hour, by their rule alone', () => {
  const rule = the('AWS::Events::Rule', 'ReportWatch');
  const { ScheduleExpression, State, Targets } = resources[rule]?.Properties ?? {};
  expect([ScheduleExpression, State]).toEqual(['rate(1 hour)', 'ENABLED']);
  expect((Targets as { Arn: unknown }[]).map(({ Arn }) => idIn(Arn))).toEqual([reportWatch]);
  expect(permissionsOn(reportWatch)).toEqual([invokedBy(reportWatch, rule)]);
});

describe('A user who is deleted in Cognito', () => {
  const ruleId = the('AWS::Events::Rule', 'DeletedUsers');
  const { EventPattern: pattern, Targets } = resources[ruleId]?.Properties ?? {};
  const [target, ...others] = Targets as { Arn: unknown; DeadLetterConfig: { Arn: unknown } }[];
  const queue = the('AWS::SQS::Queue', 'DeletedUsers');

  it('invokes the function, only by successful calls for this pool', () => {
    expect(others).toEqual([]);
    expect(idIn(target?.Arn)).toBe(deletedUsers);
    const userPoolId = [JSON.parse(importOf('RefIdentityUserPool', '')) as unknown];
    expect(pattern).toEqual({
      source: ['aws.cognito-idp'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventSource: ['cognito-idp.amazonaws.com'],
        errorCode: [{ exists: false }],
        $or: [{ eventName: ['AdminDeleteUser'], requestParameters: { userPoolId } }, { eventName: ['DeleteUser'] }],
      },
    });
  });

  it('invokes it only by this rule', () => {
    expect(permissionsOn(deletedUsers)).toEqual([invokedBy(deletedUsers, ruleId)]);
  });

  it('leaves the event in a queue with an alarm when the invocation fails', () => {
    expect(idIn(target?.DeadLetterConfig.Arn)).toBe(queue);
    const { TargetArn } = resources[deletedUsers]?.Properties['DeadLetterConfig'] as { TargetArn: unknown };
    expect(idIn(TargetArn)).toBe(queue);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
    });
  });
});
