import { randomUUID } from 'node:crypto';
import { UsernameExistsError } from 'cognito-local/lib/errors.js';
import type { User, UserPool } from 'cognito-local/lib/services/userPoolService.js';
import { attribute, attributesAppend, attributesInclude } from 'cognito-local/lib/services/userPoolService.js';

import { requireSecretHash } from '../clientSecret.ts';
import { masked, simulatedDelivery, verificationDelivery } from '../delivery.ts';
import { codeMismatch, expiredCode, invalidParameter, notAuthorized, userNotFound } from '../errors.ts';
import type { Operation, Request } from '../operation.ts';
import { appOf, hidesUsers, required } from '../operation.ts';
import { requireConformity } from '../passwords.ts';

/** The message of a client that names somebody unknown, where the pool tells who exists. */
const unknown = 'Username/client id combination not found.';

/** SignUp. Without an attribute to verify no code is sent, and an administrator has to confirm the user. */
export const signUp: Operation = async ({ services }, context, request) => {
  const { client, pool } = await appOf({ services }, context, request);
  const username = required(request, 'Username');
  requireSecretHash(client, request.SecretHash, [username]);
  if (pool.options.AdminCreateUserConfig?.AllowAdminCreateUserOnly === true) {
    throw notAuthorized('SignUp is not permitted for this user pool');
  }
  requireConformity(pool.options, required(request, 'Password'));
  const attributes = attributesOf(request, pool.options, client.WriteAttributes);
  if ((await pool.getUserByUsername(context, username)) !== null) throw new UsernameExistsError();
  const sub = randomUUID();
  const now = services.clock.get();
  const user: User = {
    Attributes: attributesAppend(attributes, attribute('sub', sub)),
    ConfirmationCode: services.otp(),
    Enabled: true,
    Password: required(request, 'Password'),
    RefreshTokens: [],
    UserCreateDate: now,
    UserLastModifiedDate: now,
    Username: (pool.options.UsernameAttributes ?? []).length > 0 ? sub : username,
    UserStatus: 'UNCONFIRMED',
  };
  await pool.saveUser(context, user);
  const details = verificationDelivery(pool.options, user);
  if (details === null) return { UserConfirmed: false, UserSub: sub };
  const { ClientId: id } = client;
  const code = user.ConfirmationCode ?? '';
  await services.messages.deliver(context, 'SignUp', id, pool.options.Id, user, code, request.ClientMetadata, details);
  return { CodeDeliveryDetails: masked(details), UserConfirmed: false, UserSub: sub };
};

/** ResendConfirmationCode. */
export const resendConfirmationCode: Operation = async ({ services, key }, context, request) => {
  const { client, pool } = await appOf({ services }, context, request);
  const username = required(request, 'Username');
  requireSecretHash(client, request.SecretHash, [username]);
  const user = await pool.getUserByUsername(context, username);
  if (user === null) {
    if (!hidesUsers(client)) throw userNotFound(unknown);
    return { CodeDeliveryDetails: simulatedDelivery(pool.options, username, key.secret('delivery')) };
  }
  if (user.UserStatus !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
  const details = verificationDelivery(pool.options, user);
  if (details === null) throw invalidParameter('Cannot resend codes. Auto verification not turned on.');
  const code = services.otp();
  await pool.saveUser(context, { ...user, ConfirmationCode: code });
  const { ClientId: id } = client;
  const metadata = request.ClientMetadata;
  await services.messages.deliver(context, 'ResendCode', id, pool.options.Id, user, code, metadata, details);
  return { CodeDeliveryDetails: masked(details) };
};

/** ConfirmSignUp. The code went to the address, so a user who knows it owns the address. */
export const confirmSignUp: Operation = async ({ services }, context, request) => {
  const { client, pool } = await appOf({ services }, context, request);
  const username = required(request, 'Username');
  requireSecretHash(client, request.SecretHash, [username]);
  const code = required(request, 'ConfirmationCode');
  const user = await pool.getUserByUsername(context, username);
  if (user === null) throw hidesUsers(client) ? codeMismatch() : userNotFound(unknown);
  if (user.UserStatus !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.UserStatus}`);
  }
  const { ConfirmationCode: expected, ...rest } = user;
  if (expected === undefined) throw expiredCode();
  if (expected !== code) throw codeMismatch();
  const details = verificationDelivery(pool.options, user);
  await pool.saveUser(context, {
    ...rest,
    Attributes: details === null ? user.Attributes : verified(user, details.AttributeName),
    UserLastModifiedDate: services.clock.get(),
    UserStatus: 'CONFIRMED',
  });
  return {};
};

/** A user's attributes once an address is known to be theirs. */
export function verified(user: User, name: string): User['Attributes'] {
  return attributesAppend(user.Attributes, attribute(`${name}_verified`, 'true'));
}

/** The attributes of a sign-up, with the name that it signs in with. Raises the error of what the pool does not take. */
function attributesOf(request: Request, pool: UserPool, writable: readonly string[] = []): User['Attributes'] {
  const given = (request.UserAttributes ?? []).map(({ Name, Value }) => attribute(Name, Value));
  const forbidden = given.some(
    ({ Name }) =>
      Name === 'sub' ||
      /^(?:email|phone_number)_verified$/.test(Name) ||
      (writable.length > 0 && !writable.includes(Name)),
  );
  if (forbidden) throw notAuthorized('A client attempted to write unauthorized attribute');
  const alias = aliasOf(required(request, 'Username'), pool.UsernameAttributes ?? []);
  const attributes = alias === null || attributesInclude(alias.Name, given) ? given : [...given, alias];
  const missing = (pool.SchemaAttributes ?? []).find(
    ({ Name = '', Required }) => Required === true && Name !== 'sub' && !attributesInclude(Name, attributes),
  );
  if (missing?.Name === undefined) return attributes;
  throw invalidParameter(`Attributes did not conform to the schema: ${missing.Name}: The attribute is required`);
}

/** The attribute that a username is, where users sign in by address. */
function aliasOf(username: string, names: readonly string[]): User['Attributes'][number] | null {
  if (names.length === 0) return null;
  if (names.includes('email') && username.includes('@')) return attribute('email', username);
  if (names.includes('phone_number') && /^\+\d+$/.test(username)) return attribute('phone_number', username);
  const forms = { email: 'an email', phone_number: 'a phone number' } as const;
  const [first, second] = names.map((name) => forms[name as keyof typeof forms]);
  throw invalidParameter(
    second === undefined
      ? `Username should be ${first ?? ''}.`
      : 'Username should be either an email or a phone number.',
  );
}
