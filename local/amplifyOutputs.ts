/**
 * amplify_outputs.json as Amplify's clients read it (Amplify documentation, "About amplify_outputs.json"; version 1 of its
 * schema): the parts that describe an API and a user pool. This file only builds the content; callers write it.
 */
export interface AmplifyOutputs {
  readonly version: '1';
  readonly auth?: AmplifyAuth;
  readonly data: AmplifyData;
  /** What Amplify knows nothing of. */
  readonly custom?: Readonly<Record<string, unknown>>;
}

export interface AmplifyAuth {
  readonly aws_region: string;
  readonly user_pool_id: string;
  readonly user_pool_client_id: string;
  /** Where the pool is, if not at AWS. amplify-flutter reads it; for amplify-js see docs/clients.md. */
  readonly user_pool_endpoint?: string;
  readonly password_policy: {
    readonly min_length: number;
    readonly require_lowercase: boolean;
    readonly require_uppercase: boolean;
    readonly require_numbers: boolean;
    readonly require_symbols: boolean;
  };
  readonly username_attributes: readonly string[];
  readonly standard_required_attributes: readonly string[];
  readonly user_verification_types: readonly string[];
  readonly mfa_configuration: 'NONE' | 'OPTIONAL' | 'REQUIRED';
  readonly mfa_methods?: readonly ('SMS' | 'TOTP')[];
  /** Where people sign in on Cognito's own pages. */
  readonly oauth?: AmplifyOAuth;
}

export interface AmplifyOAuth {
  /** Without `https://`. */
  readonly domain: string;
  readonly identity_providers: readonly string[];
  readonly scopes: readonly string[];
  readonly redirect_sign_in_uri: readonly string[];
  readonly redirect_sign_out_uri: readonly string[];
  readonly response_type: 'code';
}

export interface AmplifyData {
  readonly url: string;
  readonly aws_region: string;
  readonly api_key?: string;
  readonly default_authorization_type: string;
  /** The others that the API takes. */
  readonly authorization_types: readonly string[];
}
