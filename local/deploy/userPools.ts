import type {
  CognitoIdentityProviderClient,
  CreateUserPoolCommandInput,
  SchemaAttributeType,
  UpdateUserPoolCommandInput,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  ListUserPoolsCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { arn } from '../assembly/attributes.ts';
import { Properties } from '../assembly/properties.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf, physicalName } from '../assembly/resources.ts';
import type { DeployedUserPool, SignUpRules } from './deployment.ts';

/** The host's access to Cognito: a client, and the address that tokens name as their issuer. */
export interface CognitoEngine {
  readonly client: CognitoIdentityProviderClient;
  readonly endpoint: string;
}

/**
 * Creates the user pool that a template declares, or updates the one of an earlier start.
 * @throws Error when an existing pool differs in a setting that Cognito never changes
 */
export async function deployUserPool(
  resource: Resource,
  resources: Resources,
  cognito: CognitoEngine,
): Promise<Omit<DeployedUserPool, 'clients'>> {
  const declared = new Properties(nameOf(resource), resources.propertiesOf(resource));
  const wanted = poolInput(resource, declared);
  const pool = await createOrUpdate(cognito.client, wanted);
  const id = pool.Id ?? '';
  const issuer = `${cognito.endpoint}/${id}`;
  resources.identify(resource, {
    ref: id,
    attributes: {
      Arn: arn('cognito-idp', `userpool/${id}`, resources.environment),
      ProviderName: issuer.replace(/^https?:\/\//, ''),
      ProviderURL: issuer,
      UserPoolId: id,
    },
  });
  return { stack: resource.stack, logicalId: resource.logicalId, id, issuer, signUp: signUpRules(pool) };
}

/** Settings in the format of Cognito's API: some can never be changed, the others can be updated. */
interface PoolInput {
  readonly name: string;
  readonly lasting: Pick<
    CreateUserPoolCommandInput,
    'Schema' | 'UsernameAttributes' | 'UsernameConfiguration' | 'AliasAttributes'
  >;
  readonly changeable: Omit<UpdateUserPoolCommandInput, 'UserPoolId'>;
}

/** Cognito's default password policy. */
const passwordPolicy = {
  MinimumLength: 8,
  RequireLowercase: true,
  RequireUppercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

function poolInput(resource: Resource, declared: Properties): PoolInput {
  return {
    name: declared.optionalText('UserPoolName') ?? physicalName(resource),
    // CloudFormation uses the API's names and formats for these settings.
    lasting: declared.only('Schema', 'UsernameAttributes', 'UsernameConfiguration', 'AliasAttributes'),
    changeable: {
      ...declared.only('AccountRecoverySetting', 'AdminCreateUserConfig', 'AutoVerifiedAttributes', 'MfaConfiguration'),
      Policies: { PasswordPolicy: { ...passwordPolicy, ...declared.map('Policies').map('PasswordPolicy').values } },
    },
  };
}

async function createOrUpdate(client: CognitoIdentityProviderClient, wanted: PoolInput): Promise<UserPoolType> {
  const { name, lasting, changeable } = wanted;
  const found = await findPool(client, name);
  if (found === undefined) {
    const made = await client.send(new CreateUserPoolCommand({ PoolName: name, ...lasting, ...changeable }));
    return await describePool(client, made.UserPool?.Id);
  }
  const difference = differenceBetween(wanted, await describePool(client, found));
  if (difference !== undefined) {
    throw new Error(`The stored user pool ${name} has other ${difference} than the template: start with --fresh.`);
  }
  await client.send(new UpdateUserPoolCommand({ UserPoolId: found, ...changeable }));
  return await describePool(client, found);
}

async function findPool(client: CognitoIdentityProviderClient, name: string): Promise<string | undefined> {
  let page: string | undefined;
  do {
    const answer = await client.send(new ListUserPoolsCommand({ MaxResults: 60, ...(page && { NextToken: page }) }));
    const found = answer.UserPools?.find(({ Name }) => Name === name);
    if (found?.Id !== undefined) return found.Id;
    page = answer.NextToken;
  } while (page !== undefined);
  return undefined;
}

async function describePool(client: CognitoIdentityProviderClient, id: string | undefined): Promise<UserPoolType> {
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: id }));
  if (UserPool?.Id === undefined) throw new Error(`Cognito no longer has the user pool ${id ?? ''}.`);
  return UserPool;
}

function differenceBetween({ lasting: wanted }: PoolInput, there: UserPoolType): string | undefined {
  const same = (left: readonly string[] = [], right: readonly string[] = []) =>
    JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
  if (!same(wanted.UsernameAttributes, there.UsernameAttributes)) return 'username attributes';
  if (!same(wanted.AliasAttributes, there.AliasAttributes)) return 'alias attributes';
  const schema = there.SchemaAttributes ?? [];
  const custom = schema.filter(({ Name }) => Name?.startsWith('custom:')).length;
  const declared = wanted.Schema ?? [];
  const fits = declared.every((attribute) => {
    const stored = schema.find(({ Name }) => Name === attribute.Name || Name === `custom:${attribute.Name ?? ''}`);
    return stored !== undefined && Boolean(stored.Required) === Boolean(attribute.Required);
  });
  const customDeclared = declared.filter(({ Name }) => schema.some((s) => s.Name === `custom:${Name ?? ''}`)).length;
  return fits && custom === customDeclared ? undefined : 'attributes';
}

function signUpRules(pool: UserPoolType): SignUpRules {
  const policy = pool.Policies?.PasswordPolicy;
  return {
    usernameAttributes: pool.UsernameAttributes ?? [],
    requiredAttributes: (pool.SchemaAttributes ?? []).filter(isAskedFor).map(({ Name }) => Name ?? ''),
    verifiedAttributes: pool.AutoVerifiedAttributes ?? [],
    mfa: pool.MfaConfiguration ?? 'OFF',
    password: {
      minimumLength: policy?.MinimumLength ?? passwordPolicy.MinimumLength,
      lowercase: policy?.RequireLowercase ?? true,
      uppercase: policy?.RequireUppercase ?? true,
      numbers: policy?.RequireNumbers ?? true,
      symbols: policy?.RequireSymbols ?? true,
    },
  };
}

/** Whether a sign-up must give the attribute. `sub` is required, but Cognito sets it. */
function isAskedFor({ Name, Required }: SchemaAttributeType): boolean {
  return Required === true && Name !== 'sub';
}
