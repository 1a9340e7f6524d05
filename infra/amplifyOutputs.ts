import type { AmplifyAuth, AmplifyOAuth, AmplifyOutputs } from '../local/amplifyOutputs.ts';
import { PASSWORD_RULES } from './passwordRules.ts';

/** A stack's outputs by name, as CDK writes them after a deployment. */
export type StackOutputs = Readonly<Record<string, unknown>>;

/**
 * The fixed settings of the user pool in `constructs/identity/Identity.ts`, which has no outputs for them. A test
 * compares the two.
 */
const SIGN_UP = {
  password_policy: {
    min_length: PASSWORD_RULES.minLength,
    require_lowercase: PASSWORD_RULES.requireLowercase,
    require_uppercase: PASSWORD_RULES.requireUppercase,
    require_numbers: PASSWORD_RULES.requireDigits,
    require_symbols: PASSWORD_RULES.requireSymbols,
  },
  username_attributes: ['email'],
  standard_required_attributes: ['email'],
  user_verification_types: ['email'],
} as const;

const SECOND_FACTORS = ['NONE', 'OPTIONAL', 'REQUIRED'] as const;

/**
 * Makes the content of amplify_outputs.json for a deployed stage.
 * @param outputs the outputs of the stage's API stack
 * @throws Error with one sentence that names every missing output, or the value that Amplify does not support
 */
export function amplifyOutputs(outputs: StackOutputs): AmplifyOutputs {
  const { text, missing } = reading(outputs);
  const aws_region = text('Region');
  const hosted = outputs['AuthDomain'] === undefined ? null : oauth(text, outputs);
  const written: AmplifyOutputs = {
    version: '1',
    auth: {
      aws_region,
      user_pool_id: text('UserPoolId'),
      user_pool_client_id: text('UserPoolClientId'),
      ...SIGN_UP,
      ...secondFactor(text('MfaConfiguration')),
      ...(hosted && { oauth: hosted }),
    },
    data: {
      url: text('Url'),
      aws_region,
      default_authorization_type: 'AMAZON_COGNITO_USER_POOLS',
      authorization_types: ['AWS_IAM'],
    },
  };
  if (missing.length > 0) throw new Error(`The stack has no output ${missing.join(', ')}: deploy the current version.`);
  return written;
}

type Text = (name: string) => string;

/** Reads outputs and collects the names of the missing ones. */
function reading(outputs: StackOutputs): { readonly text: Text; readonly missing: string[] } {
  const missing: string[] = [];
  const text = (name: string) => {
    const value = outputs[name];
    if (typeof value === 'string' && value !== '') return value;
    missing.push(name);
    return '';
  };
  return { text, missing };
}

function secondFactor(text: string): Pick<AmplifyAuth, 'mfa_configuration' | 'mfa_methods'> {
  const mfa_configuration = SECOND_FACTORS.find((known) => known === text || text === '');
  if (!mfa_configuration)
    throw new Error(`The stack's output MfaConfiguration is "${text}": Amplify does not support it.`);
  return { mfa_configuration, ...(mfa_configuration === 'NONE' ? {} : { mfa_methods: ['TOTP'] }) };
}

/** Cognito's sign-in pages, if the stage has them. */
function oauth(text: Text, { AuthProviders }: StackOutputs): AmplifyOAuth {
  const list = (name: string) => text(name).split(',');
  return {
    domain: text('AuthDomain'),
    identity_providers: AuthProviders === undefined ? [] : list('AuthProviders'),
    scopes: list('AuthScopes'),
    redirect_sign_in_uri: list('CallbackUrls'),
    redirect_sign_out_uri: list('LogoutUrls'),
    response_type: 'code',
  };
}
