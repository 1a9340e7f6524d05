import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateGroupCommand,
  GetGroupCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';

import { Properties } from '../assembly/properties.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf, physicalName } from '../assembly/resources.ts';

/** Creates the group that a template declares, unless an earlier start has created it. Its pool must exist. */
export async function deployUserPoolGroup(
  resource: Resource,
  resources: Resources,
  client: CognitoIdentityProviderClient,
): Promise<void> {
  const declared = new Properties(nameOf(resource), resources.propertiesOf(resource));
  const UserPoolId = declared.text('UserPoolId');
  const GroupName = declared.optionalText('GroupName') ?? physicalName(resource);
  // Creating it again would remove its members.
  if (!(await isThere(client, { UserPoolId, GroupName }))) {
    await client.send(
      new CreateGroupCommand({ UserPoolId, GroupName, ...declared.only('Description', 'Precedence', 'RoleArn') }),
    );
  }
  resources.identify(resource, { ref: GroupName, attributes: {} });
}

async function isThere(
  client: CognitoIdentityProviderClient,
  group: { readonly UserPoolId: string; readonly GroupName: string },
): Promise<boolean> {
  try {
    await client.send(new GetGroupCommand(group));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
