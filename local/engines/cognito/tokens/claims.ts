import type { AppClient } from 'cognito-local/lib/services/appClient.js';

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
  const unverified = Object.hasOwn(attributes, 'email') ? { email_verified: 'false' } : {};
  return Object.fromEntries(
    Object.entries({ ...unverified, ...attributes })
      .filter(([name]) => readable === undefined || readable.length === 0 || readable.includes(name))
      .map(([name, value]) => [name, claimOf(name, value)]),
  );
}

function claimOf(name: string, value: string): Claim {
  if (name === 'email_verified' || name === 'phone_number_verified') return value === 'true';
  if (name === 'updated_at') return Number(value);
  return name === 'address' ? { formatted: value } : value;
}
