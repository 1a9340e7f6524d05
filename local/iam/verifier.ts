import type { AppSyncApi } from '../appsync/api.ts';
import type { IamVerifier } from '../appsync/auth/authentication.ts';
import { arn } from '../assembly/attributes.ts';
import type { Principals } from './principals.ts';
import { signerOf } from './signature.ts';

/**
 * Verifies the signatures of an API's requests. The signer's policies on `appsync:GraphQL` decide which fields the
 * signer may use (AWS AppSync developer guide, "Configuring authorization and authentication", AWS_IAM authorization).
 */
export function iamVerifier(api: AppSyncApi, principals: Principals): IamVerifier {
  const { id, region, accountId: account } = api;
  return ({ headers, path, body, sourceIp }) => {
    const signer = signerOf({ method: 'POST', path, headers, body }, principals, { service: 'appsync', region });
    if (signer === null) return null;
    return {
      mode: 'AWS_IAM',
      identity: { ...signer.identity, sourceIp: [sourceIp] },
      permits: ({ typeName, fieldName }) => {
        const field = arn('appsync', `apis/${id}/types/${typeName}/fields/${fieldName}`, {
          region,
          account,
          partition: 'aws',
        });
        return signer.rights('appsync:GraphQL', field);
      },
    };
  };
}
