import { describe, expect, it } from 'vitest';

import { SEARCH_INDEXES } from '../../domain/keys.ts';
import {
  deletedUsers,
  followUp,
  functions,
  idIn,
  importOf,
  ofType,
  places,
  publisher,
  readers,
  removal,
  reportWatch,
  resources,
} from '../support/infra/functionsInTemplate.ts';

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
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

/** Actions that AWS cannot restrict to one resource (Service Authorization Reference: DynamoDB, X-Ray). */
const FOR_ALL = ['dynamodb:ListStreams', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
/** Permissions that every stream reader needs besides its work: the stream, its logs, its dead letters. */
const AROUND = /^(dynamodb:(DescribeStream|GetRecords|GetShardIterator)|logs:\w+|sqs:\w+) on /;

/** The other permissions of a function. */
const ownRightsOf = (id: string) => rightsOf(id).filter((right) => !AROUND.test(right) && !right.endsWith(' on "*"'));

describe('The functions', () => {
  it('are two stream readers, two resolvers, one for deleted users and one for reports, on Node.js 24', () => {
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

  it('the check of reports may only query the table', () => {
    expect(ownRightsOf(reportWatch)).toEqual([`dynamodb:Query on ${importOf('TablesMain', 'Arn')}`]);
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
    const indexes = (right: string) => right.includes('/index/');
    // Only the follow-up finds route alerts by their cities.
    const queries = ownRightsOf(id).filter(indexes);
    expect(queries).toHaveLength(id === followUp ? 1 : 0);
    for (const right of queries) {
      expect(right).toMatch(/^dynamodb:Query on /);
      for (const { name } of Object.values(SEARCH_INDEXES)) expect(right).toContain(`/index/${name}`);
    }
    expect(ownRightsOf(id).filter((right) => !indexes(right))).toEqual([
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
