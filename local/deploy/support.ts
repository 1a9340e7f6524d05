import { Properties } from '../assembly/properties.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf } from '../assembly/resources.ts';
import type { ValueMap } from '../assembly/template.ts';
import { isMap } from '../assembly/template.ts';
import { minutesOf } from './schedules.ts';
import { forSigningCallers, ignored, servedTypes } from './servedTypes.ts';

/**
 * Separates a template's resources into those that the host serves and those without effect on clients.
 * @returns the names of the latter
 * @throws one Error that lists everything that the host would have to serve but does not support
 */
export function checkSupport(resources: Resources): readonly string[] {
  const helpers = providersOf(resources.all);
  const open = isOpenToSigners(resources);
  const without = resources.all.filter(
    (resource) =>
      ignored.test(resource.type) ||
      isForCloudTrail(resource, resources) ||
      helpers.has(nameOf(resource)) ||
      (!open && forSigningCallers.test(resource.type)),
  );
  const refused = resources.all
    .filter((resource) => !without.includes(resource))
    .flatMap((resource) => refusals(resource, resources.knownPropertiesOf(resource)));
  if (refused.length > 0) {
    throw new Error(`The local host cannot serve this app: it does not support ${refused.join('; ')}.`);
  }
  return without.map((resource) => `${resource.type} ${nameOf(resource)}`);
}

function isOpenToSigners(resources: Resources): boolean {
  return resources.ofType('AWS::AppSync::GraphQLApi').some((resource) => {
    const api = new Properties(nameOf(resource), resources.knownPropertiesOf(resource));
    return [api, ...api.maps('AdditionalAuthenticationProviders')].some(
      (provider) => provider.optionalText('AuthenticationType') === 'AWS_IAM',
    );
  });
}

/**
 * Whether a resource is an EventBridge rule that matches only CloudTrail records. It never matches here, because this
 * machine has no CloudTrail.
 */
function isForCloudTrail(resource: Resource, resources: Resources): boolean {
  if (resource.type !== 'AWS::Events::Rule') return false;
  const rule = new Properties(nameOf(resource), resources.knownPropertiesOf(resource));
  const types = rule.map('EventPattern').has('detail-type') ? rule.map('EventPattern').list('detail-type') : [];
  return !rule.has('ScheduleExpression') && types.length > 0 && types.every((type) => type === CLOUD_TRAIL);
}

/** Amazon EventBridge user guide, "AWS service events delivered via AWS CloudTrail". */
const CLOUD_TRAIL = 'AWS API Call via CloudTrail';

function refusals(resource: Resource, known: ValueMap): readonly string[] {
  const type = servedTypes[resource.type];
  if (type === undefined) return [`${resource.type} (${nameOf(resource)})`];
  const properties = new Properties(nameOf(resource), known);
  const unknown = properties.names.filter((name) => !type.supported.includes(name) && !type.noEffect.includes(name));
  const values = valueRules[resource.type]?.(properties) ?? [];
  return [...unknown.map((name) => `${name} of ${resource.type}`), ...values].map(
    (what) => `${what} (${nameOf(resource)})`,
  );
}

/** Values in a template that need more than the host supports. */
const valueRules: Readonly<Record<string, (properties: Properties) => readonly string[]>> = {
  'AWS::AppSync::GraphQLApi': (api) => [
    ...(api.has('ApiType') && api.text('ApiType') !== 'GRAPHQL' ? [`an API of type ${api.text('ApiType')}`] : []),
    ...[api, ...api.maps('AdditionalAuthenticationProviders')]
      .map((provider) => provider.text('AuthenticationType'))
      .filter((type) => !['AMAZON_COGNITO_USER_POOLS', 'AWS_IAM', 'API_KEY'].includes(type))
      .map((type) => `authorization by ${type}`),
    ...over(api, 'QueryDepthLimit', 75),
    ...over(api, 'ResolverCountLimit', 10_000),
    ...tooMuchEnvironment(api.map('EnvironmentVariables')),
  ],
  'AWS::AppSync::DataSource': (source) => {
    const type = source.text('Type');
    if (!['NONE', 'AMAZON_DYNAMODB', 'AWS_LAMBDA'].includes(type)) return [`a data source of type ${type}`];
    return ['DeltaSyncConfig', 'UseCallerCredentials', 'Versioned']
      .filter((name) => source.map('DynamoDBConfig').has(name))
      .map((name) => `${name} of a DynamoDB data source`);
  },
  'AWS::AppSync::FunctionConfiguration': refusedCode,
  'AWS::AppSync::Resolver': refusedCode,
  'AWS::Lambda::Function': (declared) => [
    ...(nodeRuntimes.includes(declared.optionalText('Runtime') ?? '')
      ? []
      : [`the runtime ${declared.optionalText('Runtime') ?? 'of a container image'}`]),
    ...(declared.map('Code').has('ImageUri') ? ['code in a container image'] : []),
  ],
  'AWS::Events::Rule': (rule) => {
    const schedule = rule.optionalText('ScheduleExpression');
    if (schedule === undefined) return ['a rule without a schedule'];
    return minutesOf(schedule) === null ? [`the schedule ${schedule}`] : [];
  },
  'AWS::Lambda::EventInvokeConfig': (declared) =>
    declared.text('Qualifier') === '$LATEST' ? [] : [`settings of the alias or version ${declared.text('Qualifier')}`],
  'AWS::DynamoDB::GlobalTable': (declared) =>
    declared.maps('Replicas').length > 1 ? ['replicas of a table in other regions'] : [],
};

/** All run on this machine's Node.js, whatever its version. */
const nodeRuntimes = ['nodejs20.x', 'nodejs22.x', 'nodejs24.x'];

/** AppSync rejects a number above `most` (AWS General Reference, "AWS AppSync endpoints and quotas"). */
function over(properties: Properties, name: string, most: number): readonly string[] {
  return Number(properties.values[name] ?? 0) > most ? [`a ${name} over ${most}`] : [];
}

/** AppSync's limits (AWS AppSync developer guide, "Context"). Values that are known only later are not checked. */
function tooMuchEnvironment({ names, values }: Properties): readonly string[] {
  const tooLong = names.filter((name) => {
    const value = values[name];
    return typeof value === 'string' && value.length > 512;
  });
  return [
    ...(names.length > 50 ? ['more than 50 environment variables'] : []),
    ...tooLong.map((name) => `the environment variable ${name}, of more than 512 characters`),
  ];
}

function refusedCode(code: Properties): readonly string[] {
  return [...needsJavaScript(code), ...over(code, 'MaxBatchSize', 2_000)];
}

function needsJavaScript(code: Properties): readonly string[] {
  // A resolver or function without code passes everything to its Lambda function.
  if (!['Code', 'CodeS3Location', 'RequestMappingTemplate', 'ResponseMappingTemplate'].some((n) => code.has(n))) {
    if (code.has('DataSourceName') && code.optionalText('Kind') !== 'PIPELINE') return [];
  }
  const runtime = code.map('Runtime');
  if (runtime.optionalText('Name') === 'APPSYNC_JS' && runtime.optionalText('RuntimeVersion') === '1.0.0') return [];
  return ['code for a runtime other than APPSYNC_JS 1.0.0 (mapping templates included)'];
}

/** The functions behind custom resources that the host ignores: CDK brings one to set how long logs are kept. */
function providersOf(all: readonly Resource[]): ReadonlySet<string> {
  const providers = new Set<string>();
  for (const { stack, type, properties } of all) {
    const token = properties['ServiceToken'];
    const attribute = isMap(token) ? token['Fn::GetAtt'] : undefined;
    if (ignored.test(type) && Array.isArray(attribute)) providers.add(`${stack}/${String(attribute[0])}`);
  }
  return providers;
}
