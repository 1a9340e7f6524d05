import type { AmplifyAuth, AmplifyOutputs } from './amplifyOutputs.ts';
import type { SignUpRules } from './deploy/deployment.ts';
import type { Host } from './host/types.ts';

const SECOND_FACTORS = { OFF: 'NONE', OPTIONAL: 'OPTIONAL', ON: 'REQUIRED' } as const;

/** amplify_outputs.json, with this machine's addresses in `custom.local`. */
export function localOutputs(host: Host): AmplifyOutputs {
  const { api, region } = host;
  const { type } = api.defaultAuthentication;
  const [apiKey] = api.apiKeys ?? [];
  const [tableName] = host.tables.map(({ name }) => name);
  const found = auth(host);
  return {
    version: '1',
    ...(found && { auth: found }),
    data: {
      // amplify-flutter sends nothing over plain HTTP (`AmplifyAuthorizationRestClient.transformRequest`).
      url: new URL(host.secureUrl).href,
      aws_region: region,
      ...(apiKey === undefined ? {} : { api_key: apiKey }),
      default_authorization_type: type,
      authorization_types: api.additionalAuthentication.map((provider) => provider.type),
    },
    custom: {
      local: {
        url: host.url,
        cognitoEndpoint: host.cognitoEndpoint,
        realtimeUrl: host.realtimeUrl,
        dynamodbEndpoint: host.dynamodbEndpoint,
        // A developer's, for requests that are signed for IAM, and for the tables.
        credentials: { ...host.credentials },
        ...(tableName === undefined ? {} : { tableName }),
        region,
        ...(host.moved.length === 0 ? {} : { notes: [...host.moved] }),
      },
    },
  };
}

/** The pool that the API trusts by default, or the first of the assembly; null where there is none. */
function auth({ api, userPools, region, cognitoEndpoint }: Host): AmplifyAuth | null {
  const trusted = [api.defaultAuthentication, ...api.additionalAuthentication].find(
    (provider) => provider.type === 'AMAZON_COGNITO_USER_POOLS',
  );
  const pool = userPools.find(({ id }) => id === trusted?.userPoolId) ?? userPools[0];
  const client = pool?.clients[0];
  // Without a client an app can't sign anybody in.
  if (!pool || !client) return null;
  return {
    aws_region: region,
    user_pool_id: pool.id,
    user_pool_client_id: client.id,
    user_pool_endpoint: cognitoEndpoint,
    ...signUp(pool.signUp),
  };
}

function signUp({ usernameAttributes, requiredAttributes, verifiedAttributes, mfa, password }: SignUpRules) {
  return {
    password_policy: {
      min_length: password.minimumLength,
      require_lowercase: password.lowercase,
      require_uppercase: password.uppercase,
      require_numbers: password.numbers,
      require_symbols: password.symbols,
    },
    username_attributes: usernameAttributes.length === 0 ? ['username'] : usernameAttributes,
    standard_required_attributes: requiredAttributes.filter((name) => !name.startsWith('custom:')),
    user_verification_types: verifiedAttributes,
    mfa_configuration: SECOND_FACTORS[mfa],
  };
}

/**
 * The outputs as a page of this machine gets them: without the developer's credentials.
 * @param more what the page gets beside that in `custom.local`
 */
export function withoutCredentials(outputs: AmplifyOutputs, more: Readonly<Record<string, unknown>>): AmplifyOutputs {
  const local = outputs.custom?.['local'];
  const shown = Object.entries(typeof local === 'object' && local !== null ? local : {});
  const kept = Object.fromEntries(shown.filter(([name]) => name !== 'credentials'));
  return { ...outputs, custom: { ...outputs.custom, local: { ...kept, ...more } } };
}
