import type { Operation } from '../operation.ts';
import { withoutDeviceTracking } from './devices.ts';
import { initiateAuth } from './initiateAuth.ts';
import { changePassword, confirmForgotPassword, forgotPassword } from './passwordReset.ts';
import { getTokensFromRefreshToken } from './refresh.ts';
import { respondToAuthChallenge } from './respondToAuthChallenge.ts';
import { adminUserGlobalSignOut, globalSignOut, revokeToken } from './signOut.ts';
import { confirmSignUp, resendConfirmationCode, signUp } from './signUp.ts';

/** The operations that answer in the place of cognito-local's, or that it lacks. */
export const operations: Readonly<Record<string, Operation>> = {
  AdminInitiateAuth: initiateAuth,
  AdminRespondToAuthChallenge: respondToAuthChallenge,
  AdminUserGlobalSignOut: adminUserGlobalSignOut,
  ChangePassword: changePassword,
  ConfirmDevice: withoutDeviceTracking,
  ConfirmForgotPassword: confirmForgotPassword,
  ConfirmSignUp: confirmSignUp,
  ForgetDevice: withoutDeviceTracking,
  ForgotPassword: forgotPassword,
  GetTokensFromRefreshToken: getTokensFromRefreshToken,
  GlobalSignOut: globalSignOut,
  InitiateAuth: initiateAuth,
  ListDevices: withoutDeviceTracking,
  ResendConfirmationCode: resendConfirmationCode,
  RespondToAuthChallenge: respondToAuthChallenge,
  RevokeToken: revokeToken,
  SignUp: signUp,
  UpdateDeviceStatus: withoutDeviceTracking,
};
