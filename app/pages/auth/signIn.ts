import { confirmSignIn, signIn, signOut } from 'aws-amplify/auth';

import { Failure } from '../../data/api/failure.ts';
import { lookWhoIsHere } from '../../data/session/session.ts';
import { go } from '../../router.ts';
import { keepPassword } from './password.ts';

/** What Cognito asks for next; null: nothing, the person is in. */
export type Challenge = { readonly step: 'code' } | { readonly step: 'setUp'; readonly secret: string } | null;

/**
 * Signs in by SRP.
 * @throws Failure or Cognito's error
 */
export async function signInAs(username: string, password: string): Promise<void> {
  await start(username, password);
}

/** As `signInAs`, and answers what is still to be done. Somebody who never confirmed is taken to where they can. */
export async function start(username: string, password: string): Promise<Challenge> {
  try {
    return await challengeOf(await signIn({ username, password }), username, password);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'UserAlreadyAuthenticatedException') throw error;
    // Tokens of a session that ended without a network are still there.
    await signOut();
    return await challengeOf(await signIn({ username, password }), username, password);
  }
}

/** Gives the code that a challenge asked for. */
export async function answer(code: string): Promise<Challenge> {
  return await challengeOf(await confirmSignIn({ challengeResponse: code }), '', '');
}

async function challengeOf(
  { isSignedIn, nextStep }: Awaited<ReturnType<typeof signIn>>,
  username: string,
  password: string,
): Promise<Challenge> {
  if (isSignedIn) {
    await lookWhoIsHere();
    return null;
  }
  switch (nextStep.signInStep) {
    case 'CONFIRM_SIGN_UP':
      keepPassword(username, password);
      go(`/confirm?email=${encodeURIComponent(username)}`);
      return null;
    case 'CONFIRM_SIGN_IN_WITH_TOTP_CODE':
      return { step: 'code' };
    case 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP':
      return { step: 'setUp', secret: nextStep.totpSetupDetails.sharedSecret };
    default:
      throw new Failure(nextStep.signInStep);
  }
}
