import type { Host } from './host.ts';

/**
 * amplify_outputs.json as Amplify's clients read it (Amplify documentation, "About amplify_outputs.json"; version 1 of
 * its schema), with this machine's addresses in `custom.local`.
 */
export function localOutputs(host: Host): Readonly<Record<string, unknown>> {
  const { api, region } = host;
  const types = [api.defaultAuthentication, ...api.additionalAuthentication].map(({ type }) => type);
  const [apiKey] = api.apiKeys ?? [];
  const [tableName] = host.tables.map(({ name }) => name);
  return {
    version: '1',
    ...(host.userPools.length > 0 ? { auth: auth(host) } : {}),
    data: {
      url: host.url,
      aws_region: region,
      ...(apiKey === undefined ? {} : { api_key: apiKey }),
      default_authorization_type: types[0],
      authorization_types: types.slice(1),
    },
    custom: {
      local: {
        cognitoEndpoint: host.cognitoEndpoint,
        realtimeUrl: host.realtimeUrl,
        dynamodbEndpoint: host.dynamodbEndpoint,
        ...(tableName === undefined ? {} : { tableName }),
        region,
      },
    },
  };
}

/** The pool that the API trusts by default, or the first of the assembly. */
function auth({ api, userPools, region }: Host): Readonly<Record<string, unknown>> {
  const trusted = [api.defaultAuthentication, ...api.additionalAuthentication].find(
    (provider) => provider.type === 'AMAZON_COGNITO_USER_POOLS',
  );
  const pool = userPools.find(({ id }) => id === trusted?.userPoolId) ?? userPools[0];
  const { usernameAttributes, requiredAttributes, verifiedAttributes, mfa, password } = pool?.signUp ?? {};
  return {
    user_pool_id: pool?.id,
    user_pool_client_id: pool?.clients[0]?.id,
    aws_region: region,
    password_policy: {
      min_length: password?.minimumLength,
      require_lowercase: password?.lowercase,
      require_uppercase: password?.uppercase,
      require_numbers: password?.numbers,
      require_symbols: password?.symbols,
    },
    username_attributes: usernameAttributes?.length === 0 ? ['username'] : usernameAttributes,
    standard_required_attributes: requiredAttributes?.filter((name) => !name.startsWith('custom:')),
    user_verification_types: verifiedAttributes,
    mfa_configuration: mfa === undefined ? undefined : { OFF: 'NONE', OPTIONAL: 'OPTIONAL', ON: 'REQUIRED' }[mfa],
  };
}
