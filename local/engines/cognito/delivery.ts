import { createHmac } from 'node:crypto';
import type { DeliveryDetails } from 'cognito-local/lib/services/messageDelivery/messageDelivery.js';
import type { User, UserPool } from 'cognito-local/lib/services/userPoolService.js';
import { attributeValue } from 'cognito-local/lib/services/userPoolService.js';

/** `CodeDeliveryDetails` of the user pools API: the destination is masked. */
export interface CodeDeliveryDetails {
  readonly AttributeName: string;
  readonly DeliveryMedium: string;
  readonly Destination: string;
}

/** Where a code goes that verifies an attribute; null when the pool verifies none that the user has. */
export function verificationDelivery({ AutoVerifiedAttributes: names = [] }: UserPool, user: User) {
  return deliveryTo(['phone_number', 'email'], user, (name) => names.includes(name));
}

/**
 * Where a code goes that lets a user choose a new password: to a verified address, in the pool's order; null when there
 * is none ("AccountRecoverySetting" in the user pools API reference).
 */
export function recoveryDelivery({ AccountRecoverySetting: setting }: UserPool, user: User) {
  const mechanisms = setting?.RecoveryMechanisms ?? [
    { Name: 'verified_phone_number', Priority: 1 },
    { Name: 'verified_email', Priority: 2 },
  ];
  const names = [...mechanisms]
    .sort((a, b) => a.Priority - b.Priority)
    .map(({ Name }) => Name.replace('verified_', ''));
  return deliveryTo(names, user, (name) => attributeValue(`${name}_verified`, user.Attributes) === 'true');
}

function deliveryTo(names: readonly string[], user: User, isMeant: (name: string) => boolean): DeliveryDetails | null {
  for (const AttributeName of names) {
    const Destination = attributeValue(AttributeName, user.Attributes);
    if (Destination === undefined || !isMeant(AttributeName)) continue;
    if (AttributeName === 'phone_number') return { AttributeName, DeliveryMedium: 'SMS', Destination };
    if (AttributeName === 'email') return { AttributeName, DeliveryMedium: 'EMAIL', Destination };
  }
  return null;
}

/** What a client learns about a delivery: enough for its owner to recognise the address. */
export function masked(details: CodeDeliveryDetails): CodeDeliveryDetails {
  const { AttributeName, DeliveryMedium, Destination } = details;
  return { AttributeName, DeliveryMedium, Destination: maskedAddress(Destination) };
}

function maskedAddress(address: string): string {
  const [name = '', domain] = address.split('@');
  if (domain !== undefined) return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`;
  return `+${'*'.repeat(Math.max(0, address.length - 5))}${address.slice(-4)}`;
}

/**
 * The same answer for somebody whom the pool does not know. The medium follows the form of the name and what the pool
 * verifies (Amazon Cognito developer guide, "Managing user existence error responses").
 */
export function simulatedDelivery(
  { AutoVerifiedAttributes: names = [] }: UserPool,
  username: string,
  secret: Uint8Array,
): CodeDeliveryDetails {
  const email = (Destination: string) => masked({ AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination });
  const phone = (Destination: string) => masked({ AttributeName: 'phone_number', DeliveryMedium: 'SMS', Destination });
  if (username.includes('@')) return email(username);
  if (/^\+\d+$/.test(username)) return phone(username);
  // Always the same for a name, as a real address would be.
  const digest = createHmac('sha256', secret).update(username).digest();
  const letter = (index: number) => String.fromCharCode(97 + ((digest[index] ?? 0) % 26));
  if (names.includes('phone_number')) return phone(`+10000${(digest.readUInt32BE(0) % 1_000_000) + 1_000_000}`);
  return email(`${letter(0)}@${letter(1)}`);
}
