import { describe, expect, it } from 'vitest';

import { ACCOUNT, SEARCH_INDEXES } from '../../domain/keys.ts';
import { PIPELINES, UNIT_RESOLVERS } from '../../infra/pipelines.ts';
import { type RoleInTemplate, rolesIn } from '../support/infra/roles.ts';
import { takeItApp } from '../support/infra/synthesize.ts';
import { ofType, resourcesIn } from '../support/infra/templates.ts';

const { app, api } = takeItApp('dev');
const resources = resourcesIn(app).get(api.stackName) ?? {};
const roles = rolesIn(resources);

/** The only role whose name begins so. */
function roleOf(beginning: string): RoleInTemplate {
  const [role, ...more] = roles.filter(({ name }) => name.startsWith(beginning));
  if (!role || more.length > 0) throw new Error(`There is not exactly one role ${beginning}.`);
  return role;
}

const actionsOf = ({ rights }: RoleInTemplate) => [...new Set(rights.flatMap(({ actions }) => actions))].sort();
const READING = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const WRITING = /:(?:Put|Update|Delete|BatchWrite|PartiQL|Transact)/;

describe('A data source', () => {
  it('that reads cannot write, and reads by key alone', () => {
    const reads = roleOf('ApiTableReads');
    expect(actionsOf(reads)).toEqual(READING);
    for (const action of actionsOf(reads)) expect(action).not.toMatch(WRITING);
    const indexes = reads.rights.flatMap(({ on }) => on).filter((resource) => resource.includes('/index/'));
    expect(indexes.map((resource) => resource.split('/index/')[1]).sort()).toEqual(
      Object.values(SEARCH_INDEXES)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('that writes has what a transaction needs, on the table alone', () => {
    const writes = roleOf('ApiTableWrites');
    const needed = ['ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'];
    expect(actionsOf(writes)).toEqual(needed.map((action) => `dynamodb:${action}`));
    expect(JSON.stringify(writes.rights)).not.toContain('/index/');
  });

  it('that reads is what every field without a change uses', () => {
    for (const [field, steps] of Object.entries(PIPELINES)) {
      if (field.startsWith('Mutation.')) expect(steps.at(0)?.dataSource).toBe('reads');
      else expect(steps.map(({ dataSource }) => dataSource)).toEqual(steps.map(() => 'reads'));
    }
    for (const [field, dataSource] of Object.entries(UNIT_RESOLVERS)) {
      if (!field.startsWith('Mutation.')) expect(dataSource).toBe(field === 'Query.places' ? 'places' : 'reads');
    }
  });

  it('is used by AppSync alone', () => {
    for (const beginning of ['ApiTableReads', 'ApiTableWrites', 'ApiRemoval']) {
      expect(roleOf(beginning).trusts).toEqual(['appsync.amazonaws.com']);
    }
  });
});

describe('A retry of a pipeline', () => {
  const namesOf = (field: string) => (PIPELINES[field] ?? []).map(({ file, dataSource }) => `${dataSource} ${file}`);
  const countOf = (field: string, name: string) => namesOf(field).filter((step) => step === name).length;

  it.each([
    ['Mutation.acceptRequest', 'writes acceptRequest', 3],
    ['Mutation.declineRequest', 'writes declineRequest', 3],
    ['Mutation.cancelRequest', 'writes cancelRequest', 3],
    ['Mutation.createTrip', 'writes createTrip', 3],
    ['Mutation.updateTrip', 'writes updateTrip', 3],
    ['Mutation.deleteTrip', 'writes deleteTrip', 3],
    ['Mutation.saveContacts', 'writes saveContacts', 3],
    ['Mutation.deleteContacts', 'writes deleteContacts', 3],
    ['Mutation.sendRequest', 'writes sendRequest', 4],
    ['Query.request', 'reads readRequest', 3],
    ['Request.contacts', 'reads readContacts', 3],
    ['Trip.myRequest', 'reads readRequest', 3],
  ])('is a row: %s has %s %i times', (field, name, times) => {
    expect(countOf(field, name)).toBe(times);
  });

  it.each(['acceptRequest', 'declineRequest', 'cancelRequest'])('reads the request again before each %s', (name) => {
    const steps = namesOf(`Mutation.${name}`).filter((step) => !step.endsWith('normaliseTrip'));
    for (const [at, step] of steps.entries()) {
      expect(step).toBe(at % 2 === 0 ? 'reads readRequest' : `writes ${name}`);
    }
    // The last read decides what the last write has done.
    expect(steps.at(-1)).toBe('reads readRequest');
  });
});

describe('The reader of the stream that continues removals', () => {
  const patterns = ofType(resources, 'AWS::Lambda::EventSourceMapping').flatMap(({ FilterCriteria }) =>
    (FilterCriteria as { Filters: { Pattern: string }[] }).Filters.map(
      ({ Pattern }) => JSON.parse(Pattern) as { dynamodb: { Keys: unknown; NewImage?: Record<string, unknown> } },
    ),
  );
  const [account, ...more] = patterns.filter(
    ({ dynamodb: { Keys, NewImage } }) =>
      JSON.stringify(Keys).includes(`"${ACCOUNT}"`) && !NewImage?.['renamed'] && !NewImage?.['suspending'],
  );

  it('is invoked by an account that is touched, and by no other change of a removal', () => {
    expect(more).toEqual([]);
    expect(account?.dynamodb.NewImage).toEqual({
      removing: { N: [{ exists: true }] },
      touched: { S: [{ exists: true }] },
    });
  });
});
