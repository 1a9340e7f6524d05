import type { AppSyncApi, AuthenticationProvider, DataSource, Resolver, ResolverFunction } from '../appsync/api.ts';
import { limits } from '../appsync/limits.ts';
import type { Assembly } from '../assembly/assembly.ts';
import { arn } from '../assembly/attributes.ts';
import { Properties } from '../assembly/properties.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf } from '../assembly/resources.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import { inlineOrAsset } from './code/code.ts';
import { codeOf } from './code/resolverCode.ts';
import type { DeployedTable, DeployedUserPool } from './deployment.ts';
import { realtimeUrlOf, stableId } from './names.ts';

/** The deployed resources to which the API may refer. */
export interface Deployed {
  readonly tables: readonly DeployedTable[];
  readonly userPools: readonly DeployedUserPool[];
  readonly functions: readonly LambdaFunction[];
}

/**
 * The only API of an assembly.
 * @throws Error when the assembly declares none, or more than one
 */
export function theApi(resources: Resources): Resource {
  const [api, ...more] = resources.ofType('AWS::AppSync::GraphQLApi');
  if (api === undefined) throw new Error('The assembly declares no AppSync API (AWS::AppSync::GraphQLApi).');
  if (more.length === 0) return api;
  const names = [api, ...more].map(nameOf).join(', ');
  throw new Error(
    `The local host serves one AppSync API, but the assembly declares ${more.length + 1}: ${names}. Choose one with --stack or --api.`,
  );
}

/**
 * Excludes all other APIs of an assembly, with everything that belongs to them.
 * @param name the API's name, its logical id, or its stack and logical id, as `Stack/Api`
 * @throws Error when there is no API, or more than one, with the name
 */
export function chooseApi(resources: Resources, name: string): void {
  const apis = resources.ofType('AWS::AppSync::GraphQLApi');
  const matching = apis.filter((api) => namesOf(resources, api).includes(name));
  const [chosen, ...more] = matching;
  if (chosen === undefined || more.length > 0) {
    const known = (chosen === undefined ? apis : matching).map(nameOf).join(', ');
    throw new Error(
      `There ${chosen === undefined ? 'is no API' : 'are several APIs'} ${name}: choose one of ${known}.`,
    );
  }
  for (const api of apis) resources.identify(api, { ref: '', attributes: { ApiId: stableId(nameOf(api), 26) } });
  const id = stableId(nameOf(chosen), 26);
  resources.exclude((resource) => {
    if (resource.type === 'AWS::AppSync::GraphQLApi') return resource !== chosen;
    if (!resource.type.startsWith('AWS::AppSync::')) return false;
    return resources.knownPropertiesOf(resource)['ApiId'] !== id;
  });
}

function namesOf(resources: Resources, api: Resource): readonly unknown[] {
  return [resources.knownPropertiesOf(api)['Name'], api.logicalId, nameOf(api)];
}

/** Stores the API's id, ARNs and, once it is served, its addresses for the other resources. */
export function identifyApi(resources: Resources, url?: string): void {
  const api = theApi(resources);
  const id = stableId(nameOf(api), 26);
  const apiArn = arn('appsync', `apis/${id}`, resources.environment);
  const attributes = { ApiId: id, Arn: apiArn, GraphQLEndpointArn: apiArn };
  resources.identify(api, {
    ref: apiArn,
    attributes: url === undefined ? attributes : { ...attributes, ...addresses(url) },
  });
}

function addresses(url: string): Readonly<Record<string, string>> {
  const { host } = new URL(url);
  return { GraphQLUrl: url, GraphQLDns: host, RealtimeUrl: realtimeUrlOf(url), RealtimeDns: host };
}

/**
 * Creates the API that the assembly declares from its resources.
 * @throws Error that names a reference to a table, pool, data source or function that is not part of the assembly
 */
export function deployApi(assembly: Assembly, resources: Resources, deployed: Deployed): AppSyncApi {
  const api = theApi(resources);
  const properties = read(resources, api);
  const { region, account } = resources.environment;
  const keys = apiKeys(resources);
  const dataSources = deployDataSources(resources, deployed);
  const functions = deployFunctions(assembly, resources, dataSources);
  return {
    id: stableId(nameOf(api), 26),
    name: properties.text('Name'),
    region,
    accountId: account,
    schema: schemaOf(assembly, resources),
    defaultAuthentication: provider(nameOf(api), properties, deployed.userPools),
    additionalAuthentication: properties
      .maps('AdditionalAuthenticationProviders')
      .map((additional) => provider(nameOf(api), additional, deployed.userPools)),
    ...(keys.length > 0 ? { apiKeys: keys } : {}),
    dataSources,
    resolvers: resources
      .ofType('AWS::AppSync::Resolver')
      .map((resolver) => deployResolver(assembly, resources, resolver, { dataSources, functions })),
    environment: environmentOf(properties.map('EnvironmentVariables')),
    introspection: properties.optionalText('IntrospectionConfig') !== 'DISABLED',
    queryDepthLimit: properties.optionalNumber('QueryDepthLimit') ?? 0,
    resolverCountLimit: properties.optionalNumber('ResolverCountLimit') ?? 0,
  };
}

function read(resources: Resources, resource: Resource): Properties {
  return new Properties(nameOf(resource), resources.propertiesOf(resource));
}

function environmentOf(variables: Properties): Readonly<Record<string, string>> {
  return Object.fromEntries(variables.names.map((name) => [name, variables.text(name)]));
}

function schemaOf(assembly: Assembly, resources: Resources): string {
  const [schema] = resources.ofType('AWS::AppSync::GraphQLSchema');
  if (schema === undefined) throw new Error('The assembly declares no schema (AWS::AppSync::GraphQLSchema).');
  const id = `${stableId(nameOf(theApi(resources)), 26)}GraphQLSchema`;
  resources.identify(schema, { ref: id, attributes: { Id: id } });
  const text = inlineOrAsset(nameOf(schema), read(resources, schema), 'Definition', assembly.assets);
  if (Buffer.byteLength(text) <= limits.schemaBytes) return text;
  throw new Error(`${nameOf(schema)} is larger than 1 MB, AppSync's limit for a schema.`);
}

function provider(api: string, declared: Properties, pools: readonly DeployedUserPool[]): AuthenticationProvider {
  const type = declared.text('AuthenticationType');
  if (type === 'AWS_IAM' || type === 'API_KEY') return { type };
  const config = declared.map('UserPoolConfig');
  const userPoolId = config.text('UserPoolId');
  if (!pools.some(({ id }) => id === userPoolId)) {
    throw new Error(`${api}: the user pool ${userPoolId} is not part of the assembly.`);
  }
  const appIdClientRegex = config.optionalText('AppIdClientRegex');
  return {
    type: 'AMAZON_COGNITO_USER_POOLS',
    userPoolId,
    defaultAction: config.optionalText('DefaultAction') === 'DENY' ? 'DENY' : 'ALLOW',
    ...(appIdClientRegex === undefined ? {} : { appIdClientRegex }),
  };
}

/** The API's keys in AWS's format, without the expired ones. */
function apiKeys(resources: Resources): readonly string[] {
  return resources.ofType('AWS::AppSync::ApiKey').flatMap((resource) => {
    const key = `da2-${stableId(nameOf(resource), 26)}`;
    const id = read(resources, resource).optionalText('ApiKeyId') ?? key;
    const keyArn = arn(
      'appsync',
      `apis/${stableId(nameOf(theApi(resources)), 26)}/apikeys/${id}`,
      resources.environment,
    );
    resources.identify(resource, { ref: keyArn, attributes: { ApiKey: key, ApiKeyId: id, Arn: keyArn } });
    const expires = read(resources, resource).optionalNumber('Expires');
    return expires !== undefined && expires * 1000 < Date.now() ? [] : [key];
  });
}

function deployDataSources(resources: Resources, { tables, functions }: Deployed): ReadonlyMap<string, DataSource> {
  const sources = resources.ofType('AWS::AppSync::DataSource').map((resource): DataSource => {
    const properties = read(resources, resource);
    const name = properties.text('Name');
    const sourceArn = arn('appsync', `apis/${properties.text('ApiId')}/datasources/${name}`, resources.environment);
    resources.identify(resource, { ref: sourceArn, attributes: { DataSourceArn: sourceArn, Name: name } });
    if (properties.text('Type') === 'NONE') return { type: 'NONE', name };
    if (properties.text('Type') === 'AWS_LAMBDA') {
      const functionArn = properties.map('LambdaConfig').text('LambdaFunctionArn');
      if (functions.some((fn) => fn.arn === functionArn)) return { type: 'AWS_LAMBDA', name, functionArn };
      throw new Error(`${nameOf(resource)}: the function ${functionArn} is not part of the assembly.`);
    }
    const tableName = properties.map('DynamoDBConfig').text('TableName');
    if (tables.some((table) => table.name === tableName)) return { type: 'AMAZON_DYNAMODB', name, tableName };
    throw new Error(`${nameOf(resource)}: the table ${tableName} is not part of the assembly.`);
  });
  return new Map(sources.map((source) => [source.name, source]));
}

type Functions = ReadonlyMap<string, ResolverFunction>;

/** The functions by id. */
function deployFunctions(
  assembly: Assembly,
  resources: Resources,
  dataSources: ReadonlyMap<string, DataSource>,
): Functions {
  return new Map(
    resources.ofType('AWS::AppSync::FunctionConfiguration').map((resource) => {
      const properties = read(resources, resource);
      const id = stableId(nameOf(resource), 26);
      const name = properties.text('Name');
      const dataSource = known(nameOf(resource), properties.text('DataSourceName'), dataSources);
      const functionArn = arn('appsync', `apis/${properties.text('ApiId')}/functions/${id}`, resources.environment);
      resources.identify(resource, {
        ref: functionArn,
        attributes: { FunctionArn: functionArn, FunctionId: id, Name: name, DataSourceName: dataSource },
      });
      return [id, { name, dataSource, ...codeOf(nameOf(resource), properties, dataSources.get(dataSource), assembly) }];
    }),
  );
}

function deployResolver(
  assembly: Assembly,
  resources: Resources,
  resource: Resource,
  parts: { readonly dataSources: ReadonlyMap<string, DataSource>; readonly functions: Functions },
): Resolver {
  const properties = read(resources, resource);
  const [typeName, fieldName] = [properties.text('TypeName'), properties.text('FieldName')];
  const path = `apis/${properties.text('ApiId')}/types/${typeName}/resolvers/${fieldName}`;
  const resolverArn = arn('appsync', path, resources.environment);
  resources.identify(resource, {
    ref: resolverArn,
    attributes: { ResolverArn: resolverArn, TypeName: typeName, FieldName: fieldName },
  });
  if (properties.optionalText('Kind') !== 'PIPELINE') {
    const dataSource = known(nameOf(resource), properties.text('DataSourceName'), parts.dataSources);
    const code = codeOf(nameOf(resource), properties, parts.dataSources.get(dataSource), assembly);
    return { kind: 'UNIT', typeName, fieldName, unit: { name: `${typeName}.${fieldName}`, dataSource, ...code } };
  }
  const code = inlineOrAsset(nameOf(resource), properties, 'Code', assembly.assets);
  const functions = properties
    .map('PipelineConfig')
    .texts('Functions')
    .map((id) => {
      const step = parts.functions.get(id);
      if (step === undefined) throw new Error(`${nameOf(resource)}: the function ${id} is not part of the assembly.`);
      return step;
    });
  return { kind: 'PIPELINE', typeName, fieldName, code, functions };
}

function known(resource: string, name: string, dataSources: ReadonlyMap<string, DataSource>): string {
  if (dataSources.has(name)) return name;
  throw new Error(`${resource}: the data source ${name} is not part of the API.`);
}
