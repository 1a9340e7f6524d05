import { CognitoError } from 'cognito-local/lib/errors.js';

/*
 * Cognito's refusals. The names are those of the Amazon Cognito user pools API reference; the messages are the ones
 * that clients report.
 */

/** A wrong password and an unknown user look the same. */
export function wrongCredentials(): CognitoError {
  return notAuthorized('Incorrect username or password.');
}

export function notAuthorized(message: string): CognitoError {
  return new CognitoError('NotAuthorizedException', message);
}

export function invalidParameter(message: string): CognitoError {
  return new CognitoError('InvalidParameterException', message);
}

export function missingParameter(name: string): CognitoError {
  return invalidParameter(`Missing required parameter ${name}`);
}

export function userNotFound(message = 'User does not exist.'): CognitoError {
  return new CognitoError('UserNotFoundException', message);
}

export function clientNotFound(clientId: string): CognitoError {
  return new CognitoError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
}

export function codeMismatch(): CognitoError {
  return new CognitoError('CodeMismatchException', 'Invalid verification code provided, please try again.');
}

export function expiredCode(): CognitoError {
  return new CognitoError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
}
