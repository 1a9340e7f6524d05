import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { ACCOUNT, BLOCKS, HALVES, MARKERS, MISSED_PUSH } from '../../domain/keys.ts';
import { takeItApp } from '../support/infra/synthesize.ts';

const { app, api } = takeItApp('dev');
app.synth();
const template = Template.fromStack(api);
const resources = (template.toJSON() as { Resources: Record<string, Resource> }).Resources;

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** Every resource of a type by its logical id. */
const ofType = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);

const idIn = (value: unknown): string => {
  const { Ref, 'Fn::GetAtt': [id] = [] } = value as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return Ref ?? id ?? '';
};

/** The logical id of the only resource of a type whose id has this beginning. */
function the(type: string, beginning: string): string {
  const found = ofType(type)
    .map(([id]) => id)
    .filter((id) => id.startsWith(beginning));
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

/** The permissions of a function's role: one `action on resource` for each action. */
function rightsOf(functionId: string): string[] {
  const role = idIn(resources[functionId]?.Properties['Role']);
  return ofType('AWS::IAM::Policy')
    .map(([, { Properties }]) => Properties)
    .filter(({ Roles }) => (Roles as unknown[]).map(idIn).includes(role))
    .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: Statement[] }).Statement)
    .flatMap(({ Action, Resource }) => [Action].flat().map((action) => `${action} on ${JSON.stringify(Resource)}`))
    .sort();
}

const publisher = the('AWS::Lambda::Function', 'ChangePublisher');
const followUp = the('AWS::Lambda::Function', 'FollowUp');
const removal = the('AWS::Lambda::Function', 'AccountRemoval');
const deletedUsers = the('AWS::Lambda::Function', 'DeletedUsers');
const places = the('AWS::Lambda::Function', 'PlaceSearch');
const functions = [publisher, followUp, removal, deletedUsers, places];
const readers = [publisher, followUp];
/** Actions that AWS cannot restrict to one resource (Service Authorization Reference: DynamoDB, X-Ray). */
const FOR_ALL = ['dynamodb:ListStreams', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
/** Permissions that every stream reader needs besides its work: the stream, its logs, its dead letters. */
const AROUND = /^(dynamodb:(DescribeStream|GetRecords|GetShardIterator)|logs:\w+|sqs:\w+) on /;

/** The other permissions of a function. */
const ownRightsOf = (id: string) => rightsOf(id).filter((right) => !AROUND.test(right) && !right.endsWith(' on "*"'));

/** How the template refers to an attribute of a resource of the other stack. */
function importOf(resource: string, attribute: string): string {
  const imports = [...JSON.stringify(template.toJSON()).matchAll(/\{"Fn::ImportValue":"[^"]*"\}/g)].map(
    ([text]) => text,
  );
  const form = new RegExp(`${resource}[0-9A-F]{8}${attribute}[0-9A-F]{8}"`);
  const found = new Set(imports.filter((text) => form.test(text)));
  expect(found.size).toBe(1);
  return [...found][0] ?? '';
}

describe('The functions', () => {
  it('are two stream readers, two resolvers and one for deleted users, on Node.js 24', () => {
    expect(
      ofType('AWS::Lambda::Function')
        .map(([id]) => id)
        .sort(),
    ).toEqual([...functions].sort());
    for (const id of functions) {
      expect(resources[id]?.Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
    }
  });

  it('use "*" only for actions that AWS cannot restrict', () => {
    for (const id of functions) {
      const wide = rightsOf(id).filter((right) => right.includes('*'));
      const needed = readers.includes(id) ? FOR_ALL : FOR_ALL.filter((action) => action.startsWith('xray:'));
      expect(wide).toEqual(needed.map((action) => `${action} on "*"`));
    }
  });

  it('only the publisher may publish, and it cannot access the table', () => {
    const [own, ...more] = ownRightsOf(publisher);
    expect(more).toEqual([]);
    expect(own).toMatch(/^appsync:GraphQL on .*\/types\/Mutation\/fields\/publishRequestUpdate"\]\]\}$/);
    expect(JSON.stringify(resources[publisher]?.Properties['Environment'])).not.toContain('TablesMain');
  });

  it('the search for places may do nothing but log and trace', () => {
    expect(ownRightsOf(places)).toEqual([]);
  });

  it('no other function may call a field of the API', () => {
    const calls = functions.flatMap(rightsOf).filter((right) => right.startsWith('appsync:'));
    expect(calls).toHaveLength(1);
    expect(JSON.stringify(ofType('AWS::IAM::Policy')).match(/appsync:/g)).toHaveLength(2);
  });

  it.each([
    ['follow-up', followUp],
    ['removal', removal],
  ])('the %s may access items by key and users of the pool, without Scan', (_, id) => {
    const items = ['BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query'];
    // Only the follow-up ends suspensions.
    const enabling = id === followUp ? ['AdminEnableUser'] : [];
    const users = ['AdminDeleteUser', 'AdminDisableUser', 'AdminGetUser', 'ListUsers', ...enabling].sort();
    expect(ownRightsOf(id)).toEqual([
      ...users.map((action) => `cognito-idp:${action} on ${importOf('UserPool', 'Arn')}`),
      ...[...items, 'UpdateItem'].map((action) => `dynamodb:${action} on ${importOf('TablesMain', 'Arn')}`),
    ]);
  });

  it('the one for deleted users may only begin a removal', () => {
    const table = importOf('TablesMain', 'Arn');
    expect(ownRightsOf(deletedUsers)).toEqual([`dynamodb:Query on ${table}`, `dynamodb:UpdateItem on ${table}`]);
  });

  it('no other function may change users', () => {
    const policies = ofType('AWS::IAM::Policy').filter(([, policy]) => JSON.stringify(policy).includes('cognito-idp:'));
    const roles = policies.flatMap(([, { Properties }]) => (Properties['Roles'] as unknown[]).map(idIn));
    const roleOf = (id: string) => idIn(resources[id]?.Properties['Role']);
    expect(roles.sort()).toEqual([followUp, removal].map(roleOf).sort());
  });

  it('have their own log groups, which expire', () => {
    for (const id of functions) {
      const { LogGroup } = resources[id]?.Properties['LoggingConfig'] as { LogGroup: unknown };
      expect(resources[idIn(LogGroup)]?.Properties).toMatchObject({ RetentionInDays: 30 });
      const logs = rightsOf(id).filter((right) => right.startsWith('logs:'));
      expect(logs).not.toEqual([]);
      for (const right of logs) expect(right).toContain(JSON.stringify([idIn(LogGroup), 'Arn']));
    }
  });
});

describe('What invokes them', () => {
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

  it('the publisher: a half with `changed` and without `alone`', () => {
    const NewImage = { alone: { BOOL: [{ exists: false }] }, changed: { S: [{ exists: true }] } };
    expect(filtersOf(publisher)).toEqual([{ eventName, dynamodb: { Keys: keysFrom(Object.keys(HALVES)), NewImage } }]);
  });

  it('the follow-up: a marker, a pending block, or an account with `removing`, `renamed` or `suspending`', () => {
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
    expect(markers).toEqual({ eventName, dynamodb: { Keys: keysFrom([...Object.values(MARKERS), MISSED_PUSH]) } });
    expect(account).toMatchObject({ eventName, dynamodb: beingRemoved });
    expect(names).toEqual({ eventName, dynamodb: { Keys: { created: { S: [ACCOUNT] } }, NewImage: renamed } });
    expect(suspensions).toEqual({ eventName, dynamodb: { Keys: { created: { S: [ACCOUNT] } }, NewImage: suspending } });
  });

  it('the stream, from its start, with at most ten retries of failed records', () => {
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

  it('and each reader leaves dead letters in its own queue with an alarm', () => {
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

describe('A user who is deleted in Cognito', () => {
  const [[ruleId, rule] = ['', undefined], ...more] = ofType('AWS::Events::Rule');
  const pattern = rule?.Properties['EventPattern'];
  const [target, ...others] = rule?.Properties['Targets'] as { Arn: unknown; DeadLetterConfig: { Arn: unknown } }[];
  const queue = the('AWS::SQS::Queue', 'DeletedUsers');

  it('invokes the function, only by successful calls for this pool', () => {
    expect([more, others]).toEqual([[], []]);
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
    const permissions = ofType('AWS::Lambda::Permission').map(([, { Properties }]) => Properties);
    expect(permissions).toEqual([
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': [deletedUsers, 'Arn'] },
        Principal: 'events.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': [ruleId, 'Arn'] },
      },
    ]);
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

describe('The concurrency of all functions', () => {
  /** The concurrency of a new account, for all its functions (AWS Lambda developer guide, "Lambda quotas"). */
  const NEW_ACCOUNT = 10;
  /** A new on-demand table serves 4,000 write units a second and a partition 1,000; each partition has a shard. */
  const SHARDS = 4_000 / 1_000;

  const maximumConcurrency = (stage: Template) => {
    const ids = Object.keys(stage.findResources('AWS::Lambda::Function'));
    const mappings = Object.values(stage.findResources('AWS::Lambda::EventSourceMapping')).map(
      ({ Properties }) => Properties as { FunctionName: unknown; ParallelizationFactor?: number },
    );
    const onStream = mappings.map(({ FunctionName }) => idIn(FunctionName));
    const batches = mappings.map(({ ParallelizationFactor = 1 }) => SHARDS * ParallelizationFactor);
    // A search for places takes milliseconds, and the app works without its answer.
    const rest = ids.filter((id) => !onStream.includes(id) && id !== places);
    return batches.reduce((sum, count) => sum + count, 0) + rest.length;
  };

  it('leaves room for deleteAccount in a new account', () => {
    expect(maximumConcurrency(template)).toBeLessThanOrEqual(NEW_ACCOUNT);
    expect(maximumConcurrency(Template.fromStack(takeItApp('prod').api))).toBeLessThanOrEqual(NEW_ACCOUNT);
  });

  it('grows by a setting in an account with a higher quota', () => {
    const { api: large } = takeItApp('prod', { parallelizationFactor: '10' });
    Template.fromStack(large).allResourcesProperties('AWS::Lambda::EventSourceMapping', { ParallelizationFactor: 10 });
  });

  it('is never reserved: a new account cannot reserve any', () => {
    expect(JSON.stringify(template.toJSON())).not.toContain('ReservedConcurrentExecutions');
  });
});
