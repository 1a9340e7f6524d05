import type {
  CognitoIdentityProviderClient,
  UpdateUserPoolClientCommandInput,
  UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateUserPoolClientCommand,
  ListUserPoolClientsCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { Properties } from '../assembly/properties.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf, physicalName } from '../assembly/resources.ts';
import type { DeployedClient } from './deployment.ts';

/** The default lifetimes of tokens ("CreateUserPoolClient" in the Cognito API reference). */
const validity = {
  AccessTokenValidity: 1,
  IdTokenValidity: 1,
  RefreshTokenValidity: 30,
};
const units = { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' } as const;

/**
 * Creates the app client that a template declares, or updates the one of an earlier start. Its pool must exist.
 * @returns the client and the id of its pool
 */
export async function deployUserPoolClient(
  resource: Resource,
  resources: Resources,
  client: CognitoIdentityProviderClient,
): Promise<DeployedClient & { readonly userPoolId: string }> {
  const declared = new Properties(nameOf(resource), resources.propertiesOf(resource));
  const wanted = clientInput(resource, declared);
  const made = await createOrUpdate(client, wanted, declared.flag('GenerateSecret'));
  const id = made.ClientId ?? '';
  resources.identify(resource, {
    ref: id,
    attributes: {
      ClientId: id,
      Name: wanted.ClientName,
      ...(made.ClientSecret === undefined ? {} : { ClientSecret: made.ClientSecret }),
    },
  });
  return { stack: resource.stack, logicalId: resource.logicalId, id, userPoolId: wanted.UserPoolId };
}

type ClientInput = Omit<UpdateUserPoolClientCommandInput, 'ClientId'> & {
  readonly ClientName: string;
  readonly UserPoolId: string;
};

function clientInput(resource: Resource, declared: Properties): ClientInput {
  return {
    ...validity,
    // CloudFormation uses the API's names and formats for these settings.
    ...declared.only(
      'AccessTokenValidity',
      'AllowedOAuthFlows',
      'AllowedOAuthFlowsUserPoolClient',
      'AllowedOAuthScopes',
      'CallbackURLs',
      'DefaultRedirectURI',
      'ExplicitAuthFlows',
      'IdTokenValidity',
      'LogoutURLs',
      'PreventUserExistenceErrors',
      'ReadAttributes',
      'RefreshTokenRotation',
      'RefreshTokenValidity',
      'SupportedIdentityProviders',
      'WriteAttributes',
    ),
    TokenValidityUnits: { ...units, ...declared.map('TokenValidityUnits').values },
    UserPoolId: declared.text('UserPoolId'),
    ClientName: declared.optionalText('ClientName') ?? physicalName(resource),
  };
}

async function createOrUpdate(
  client: CognitoIdentityProviderClient,
  wanted: ClientInput,
  secret: boolean,
): Promise<UserPoolClientType> {
  const found = await findClient(client, wanted);
  const { UserPoolClient } =
    found === undefined
      ? await client.send(new CreateUserPoolClientCommand({ ...wanted, GenerateSecret: secret }))
      : await client.send(new UpdateUserPoolClientCommand({ ...wanted, ClientId: found }));
  if (UserPoolClient === undefined) throw new Error(`Cognito no longer has the app client ${wanted.ClientName}.`);
  return UserPoolClient;
}

async function findClient(client: CognitoIdentityProviderClient, wanted: ClientInput): Promise<string | undefined> {
  let page: string | undefined;
  do {
    const answer = await client.send(
      new ListUserPoolClientsCommand({
        UserPoolId: wanted.UserPoolId,
        MaxResults: 60,
        ...(page === undefined ? {} : { NextToken: page }),
      }),
    );
    const found = answer.UserPoolClients?.find(({ ClientName }) => ClientName === wanted.ClientName);
    if (found?.ClientId !== undefined) return found.ClientId;
    page = answer.NextToken;
  } while (page !== undefined);
  return undefined;
}
