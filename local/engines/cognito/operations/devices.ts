import { CognitoError } from 'cognito-local/lib/errors.js';

import type { Operation } from '../operation.ts';
import { required } from '../operation.ts';
import { callerOf } from '../tokens/accessTokens.ts';

/**
 * The operations on devices, as a pool answers them that does not track devices. The name of the error is the one that
 * amplify-flutter reads as "Device tracking is not enabled" (its example `bin/example.dart` of amplify_auth_cognito_dart).
 */
export const withoutDeviceTracking: Operation = async (tools, context, request) => {
  const { pool } = await callerOf(tools, context, required(request, 'AccessToken'));
  throw new CognitoError(
    'InvalidUserPoolConfigurationException',
    `User pool ${pool.options.Id} does not have device tracking enabled.`,
  );
};
