import type { User } from 'cognito-local/lib/services/userPoolService.js';

import { requireSecretHash } from '../clientSecret.ts';
import { masked, recoveryDelivery, simulatedDelivery } from '../delivery.ts';
import {
  codeMismatch,
  expiredCode,
  invalidParameter,
  notAuthorized,
  userNotFound,
  wrongCredentials,
} from '../errors.ts';
import type { Operation } from '../operation.ts';
import { appOf, hidesUsers, required } from '../operation.ts';
import { requireConformity } from '../passwords.ts';
import { callerOf, requireEnabled } from '../tokens/accessTokens.ts';
import { verified } from './signUp.ts';

/** A code to choose a new password is good for an hour (Amazon Cognito developer guide, "Quotas", validity of codes). */
const lifetime = 60 * 60 * 1_000;

/** A user as the store keeps them while a code to choose a new password is under way. */
interface Recovering extends User {
  readonly PasswordReset?: { readonly Code: string; readonly Attribute: string | null; readonly ExpiryDate: Date };
}

/**
 * ForgotPassword. An app client that hides users gets the same answer for somebody unknown, disabled or without a
 * verified address (Amazon Cognito developer guide, "Managing user existence error responses").
 */
export const forgotPassword: Operation = async ({ services, key }, context, request) => {
  const { client, pool } = await appOf({ services }, context, request);
  const username = required(request, 'Username');
  requireSecretHash(client, request.SecretHash, [username]);
  const user = await pool.getUserByUsername(context, username);
  const hides = hidesUsers(client);
  if (user === null && !hides) throw userNotFound('Username/client id combination not found.');
  if (user !== null && !hides) requireEnabled(user);
  const details = user === null || !user.Enabled ? null : recoveryDelivery(pool.options, user);
  if (details === null && !hides) {
    throw invalidParameter(
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  }
  if (details !== null && user?.UserStatus === 'FORCE_CHANGE_PASSWORD') {
    throw notAuthorized('User password cannot be reset in the current state.');
  }
  const code = services.otp();
  if (user !== null) {
    // Also of a user who gets no code: otherwise the next operation would tell that they exist.
    const ExpiryDate = new Date(services.clock.get().getTime() + lifetime);
    const recovering: Recovering = {
      ...user,
      PasswordReset: { Code: code, Attribute: details?.AttributeName ?? null, ExpiryDate },
    };
    await pool.saveUser(context, recovering);
  }
  if (user === null || details === null) {
    return { CodeDeliveryDetails: simulatedDelivery(pool.options, username, key.secret('delivery')) };
  }
  const { ClientId: id } = client;
  const metadata = request.ClientMetadata;
  await services.messages.deliver(context, 'ForgotPassword', id, pool.options.Id, user, code, metadata, details);
  return { CodeDeliveryDetails: masked(details) };
};

/** ConfirmForgotPassword. */
export const confirmForgotPassword: Operation = async ({ services }, context, request) => {
  const { client, pool } = await appOf({ services }, context, request);
  const username = required(request, 'Username');
  requireSecretHash(client, request.SecretHash, [username]);
  const code = required(request, 'ConfirmationCode');
  const Password = required(request, 'Password');
  requireConformity(pool.options, Password);
  const user: Recovering | null = await pool.getUserByUsername(context, username);
  if (user?.Enabled !== true) throw hidesUsers(client) ? codeMismatch() : userNotFound();
  const { PasswordReset: reset, ...rest } = user;
  if (reset === undefined || reset.ExpiryDate <= services.clock.get()) throw expiredCode();
  if (reset.Attribute === null || reset.Code !== code) throw codeMismatch();
  await pool.saveUser(context, {
    ...rest,
    Attributes: verified(user, reset.Attribute),
    Password,
    UserLastModifiedDate: services.clock.get(),
    UserStatus: 'CONFIRMED',
  });
  return {};
};

/** ChangePassword, of somebody who is signed in. Sessions go on. */
export const changePassword: Operation = async (tools, context, request) => {
  const { user, pool } = await callerOf(tools, context, required(request, 'AccessToken'));
  const Password = required(request, 'ProposedPassword');
  if (user.Password !== required(request, 'PreviousPassword')) throw wrongCredentials();
  requireConformity(pool.options, Password);
  await pool.saveUser(context, { ...user, Password, UserLastModifiedDate: tools.services.clock.get() });
  return {};
};
