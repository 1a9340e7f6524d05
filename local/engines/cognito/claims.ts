import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { Triggers } from 'cognito-local/lib/services/index.js';
import { attributesToRecord } from 'cognito-local/lib/services/userPoolService.js';

type Claim = string | number | boolean | { readonly formatted: string };

/**
 * A user's attributes as an ID token carries them: all that the app client may read (Amazon Cognito developer guide,
 * "Understanding the identity (ID) token").
 */
export function idTokenClaims(
  attributes: Readonly<Record<string, string>>,
  client: AppClient | null,
): Readonly<Record<string, Claim>> {
  const readable = client?.ReadAttributes;
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => readable === undefined || readable.length === 0 || readable.includes(name))
      .map(([name, value]) => [name, claimOf(name, value)]),
  );
}

function claimOf(name: string, value: string): Claim {
  if (name === 'email_verified' || name === 'phone_number_verified') return value === 'true';
  if (name === 'updated_at') return Number(value);
  return name === 'address' ? { formatted: value } : value;
}

/**
 * The triggers of every pool. One alone is there: before a token is made, it adds the user's attributes, which
 * cognito-local leaves out but for a few.
 */
export function attributesInIdTokens(clientOf: (clientId: string) => Promise<AppClient | null>): Triggers {
  const absent = () => Promise.reject(new Error('This trigger is not enabled.'));
  return {
    enabled: (trigger) => trigger === 'PreTokenGeneration',
    preTokenGeneration: async (_context, { clientId, userAttributes }) => {
      const claims = idTokenClaims(attributesToRecord(userAttributes), await clientOf(clientId));
      // Typed for Lambda's answers, whose claims are texts; the token takes what Cognito's own are.
      return { claimsOverrideDetails: { claimsToAddOrOverride: claims as Record<string, string> } };
    },
    customEmailSender: absent,
    customMessage: absent,
    postAuthentication: absent,
    postConfirmation: absent,
    preSignUp: absent,
    userMigration: absent,
  };
}
