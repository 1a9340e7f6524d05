import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { takeItApp } from '../support/infra/synthesize.ts';
import { logicalId } from '../support/infra/templates.ts';

const template = Template.fromStack(takeItApp('dev').api);

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
    const onStream = mappings.map(({ FunctionName }) => logicalId(FunctionName));
    const batches = mappings.map(({ ParallelizationFactor = 1 }) => SHARDS * ParallelizationFactor);
    // A search for places takes milliseconds, and the app works without its answer. Lambda repeats a check of reports.
    const rest = ids.filter((id) => !onStream.includes(id) && !/^(?:PlaceSearch|ReportWatch)/.test(id));
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
