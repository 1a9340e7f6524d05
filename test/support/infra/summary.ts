import type { App } from 'aws-cdk-lib';

import { rolesIn } from './roles.ts';
import { logicalId, ofType, type Resources, resourcesIn, show } from './templates.ts';

/** What the app comes to, on one page: which data source serves which field, what wakes each function, what each role may do. */
export function summarize(app: App): string {
  const lines: string[] = [];
  for (const [stackName, resources] of resourcesIn(app)) {
    const types = [...new Set(Object.values(resources).map(({ Type }) => Type))].sort();
    lines.push(`# ${stackName}`, '');
    for (const type of types) lines.push(`${String(ofType(resources, type).length).padStart(3)} ${type}`);
    lines.push('', ...fields(resources), '', ...functions(resources), '', ...permissions(resources), '');
  }
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** `Query.trip <- TableReads`, or the steps of a pipeline with theirs. */
function fields(resources: Resources): string[] {
  return ofType(resources, 'AWS::AppSync::Resolver')
    .map(({ TypeName, FieldName, DataSourceName, PipelineConfig }) => {
      const steps = (PipelineConfig as { Functions: unknown[] } | undefined)?.Functions ?? [];
      const lines = steps.map((id) => {
        const { Name, DataSourceName: source } = resources[logicalId(id)]?.Properties ?? {};
        return `\n    ${show(Name)} <- ${show(nameOf(resources, source))}`;
      });
      const unit = lines.length === 0 ? ` <- ${show(nameOf(resources, DataSourceName))}` : '';
      return `${show(TypeName)}.${show(FieldName)}${unit}${lines.join('')}`;
    })
    .sort();
}

/** `function (runtime, seconds, megabytes)`, and a line each for its variables and for what wakes it. */
function functions(resources: Resources): string[] {
  return Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
    .map(([id, { Properties }]) => {
      const { Runtime, Timeout, MemorySize, Environment } = Properties;
      const { Variables = {} } = (Environment ?? {}) as { Variables?: Record<string, unknown> };
      const variables = Object.entries(Variables).map(([name, value]) => `${name}=${show(value)}`);
      const lines = [
        `knows ${variables.join(', ') || 'nothing'}`,
        ...wakers(resources, id),
        ...rulesFor(resources, id),
      ];
      return `${id} (${show(Runtime)}, ${show(Timeout)} s, ${show(MemorySize)} MB)\n    ${lines.join('\n    ')}`;
    })
    .sort();
}

/** `invoked by the rule DeletedUsersRule, for AWS API Call via CloudTrail`. */
function rulesFor(resources: Resources, id: string): string[] {
  return Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::Events::Rule')
    .filter(([, { Properties }]) =>
      (Properties['Targets'] as { Arn: unknown }[]).some(({ Arn }) => logicalId(Arn) === id),
    )
    .map(([rule, { Properties }]) => {
      const { EventPattern, ScheduleExpression } = Properties;
      if (ScheduleExpression !== undefined) return `invoked by ${rule}, at ${show(ScheduleExpression)}`;
      const types = (EventPattern as { 'detail-type': string[] })['detail-type'];
      return `invoked by ${rule}, for ${types.join(', ')}`;
    });
}

/** `woken by table's stream: INSERT, MODIFY of a_, b_; batches of 5; 10 retries, then queue`. */
function wakers(resources: Resources, id: string): string[] {
  return ofType(resources, 'AWS::Lambda::EventSourceMapping')
    .filter(({ FunctionName }) => logicalId(FunctionName) === id)
    .map((mapping) => {
      const { Filters } = mapping['FilterCriteria'] as { Filters: { Pattern: string }[] };
      const { OnFailure } = mapping['DestinationConfig'] as { OnFailure: { Destination: unknown } };
      const events = Filters.map(({ Pattern }) => describeFilter(JSON.parse(Pattern) as Filter)).join('\n      or ');
      const retries = `${show(mapping['MaximumRetryAttempts'])} retries, then ${show(OnFailure.Destination)}`;
      return `woken by ${show(mapping['EventSourceArn'])}:\n      ${events}\n      batches of ${show(mapping['BatchSize'])}, ${show(mapping['ParallelizationFactor'])} of a shard at once; ${retries}`;
    });
}

interface Filter {
  readonly eventName: readonly string[];
  readonly dynamodb: Readonly<Record<string, unknown>>;
}

/** `INSERT, MODIFY: Keys created S a_* b_*`: a filter pattern without its braces. */
function describeFilter({ eventName, dynamodb }: Filter): string {
  const paths = (value: unknown): string[] => {
    if (Array.isArray(value)) return [value.map(describeRule).join(' ')];
    return Object.entries(value as object).flatMap(([name, inner]) => paths(inner).map((path) => `${name} ${path}`));
  };
  return `${eventName.join(', ')}: ${paths(dynamodb).join(', ')}`;
}

function describeRule(rule: unknown): string {
  const { prefix, exists } = rule as { prefix?: string; exists?: boolean };
  if (prefix !== undefined) return `${prefix}*`;
  return exists === undefined ? String(rule) : exists ? 'there' : 'not there';
}

/** `role, of a service`, and what it may do: `action, action`, and a line for each resource. */
function permissions(resources: Resources): string[] {
  return rolesIn(resources).map(({ name, trusts, rights }) => {
    const lines = rights.map(
      ({ actions, on }) => `\n    ${actions.join(', ')}${on.map((one) => `\n      on ${one}`).join('')}`,
    );
    return `${name}, of ${trusts.join(', ')}${lines.join('')}`;
  });
}

/** The data source's name, however the template refers to it. */
function nameOf(resources: Resources, source: unknown): unknown {
  return typeof source === 'string' ? source : resources[logicalId(source)]?.Properties['Name'];
}
