import { CognitoError, NotAuthorizedError, UnsupportedError, UserNotFoundError } from 'cognito-local/lib/errors.js';
import type { Route, Router } from 'cognito-local/lib/server/Router.js';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { Services } from 'cognito-local/lib/services/index.js';
import type { User, UserPool } from 'cognito-local/lib/services/userPoolService.js';
import { attributesAppend } from 'cognito-local/lib/services/userPoolService.js';

/** The fields of Cognito's requests that the corrections read. */
interface Request {
  readonly ClientId?: string;
  readonly UserPoolId?: string;
  readonly Username?: string;
  readonly Password?: string;
  readonly ProposedPassword?: string;
  readonly AuthFlow?: string;
  readonly AuthParameters?: Readonly<Record<string, string | undefined>>;
  readonly UserAttributes?: readonly { readonly Name: string }[];
}

/** Runs before cognito-local's own handler, and may refuse; or after it, on its answer. */
interface Correction {
  readonly before?: (services: Services, context: Context, request: Request) => Promise<void>;
  readonly after?: (services: Services, context: Context, request: Request, answer: unknown) => Promise<unknown>;
}

/** Where cognito-local departs from Cognito in what an app can see. */
const corrections: Readonly<Record<string, Correction>> = {
  InitiateAuth: { before: checkSignIn, after: addLifetime },
  AdminInitiateAuth: { before: checkSignIn, after: addLifetime },
  SignUp: { before: checkSignUp },
  ConfirmSignUp: { after: verifyAddress },
  ConfirmForgotPassword: { before: checkPassword },
  AdminSetUserPassword: { before: checkPassword },
};

/** cognito-local's router, with its answers put right where they are not Cognito's. */
export function correct(router: Router, services: Services): Router {
  return (target) => {
    const route = answerUnsupported(router(target));
    const { before, after } = Object.hasOwn(corrections, target) ? (corrections[target] ?? {}) : {};
    return async (context, request: Request) => {
      await before?.(services, context, request);
      const answer: unknown = await route(context, request);
      return after === undefined ? answer : await after(services, context, request, answer);
    };
  };
}

/** An operation that is missing is the caller's error: as the server's, clients would try it again and again. */
function answerUnsupported(route: Route): Route {
  return async (context, request) => {
    try {
      return (await route(context, request)) as unknown;
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      throw new CognitoError('UnsupportedOperationException', `Not supported on this machine: ${error.message}`);
    }
  };
}

async function clientAndPool(services: Services, context: Context, { ClientId, UserPoolId }: Request) {
  const client = ClientId === undefined ? null : await services.cognito.getAppClient(context, ClientId);
  const poolId = client?.UserPoolId ?? UserPoolId;
  return { client, pool: poolId === undefined ? null : await services.cognito.getUserPool(context, poolId) };
}

/**
 * The flow has to be one of the client's; a wrong password and an unknown user get one answer; who is disabled gets
 * no token (Amazon Cognito developer guide, "Managing user existence error responses").
 */
async function checkSignIn(services: Services, context: Context, request: Request): Promise<void> {
  const { client, pool } = await clientAndPool(services, context, request);
  if (client === null || pool === null) return;
  const { AuthFlow: flow = '', AuthParameters: given = {} } = request;
  requireFlow(client, flow);
  if (flow.startsWith('REFRESH_TOKEN')) {
    requireEnabled(await pool.getUserByRefreshToken(context, given['REFRESH_TOKEN'] ?? ''));
    return;
  }
  const user = await pool.getUserByUsername(context, given['USERNAME'] ?? '');
  if (user === null && client.PreventUserExistenceErrors === 'LEGACY')
    throw new UserNotFoundError('User does not exist.');
  if (user?.Password !== given['PASSWORD']) throw new NotAuthorizedError('Incorrect username or password.');
  requireEnabled(user);
}

function requireFlow(client: AppClient, flow: string): void {
  if (!['USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'].includes(flow)) {
    throw new CognitoError(
      'InvalidParameterException',
      `Sign-in by ${flow} is not supported on this machine: use USER_PASSWORD_AUTH.`,
    );
  }
  const allowed = client.ExplicitAuthFlows ?? [];
  const needed = `ALLOW_${flow.startsWith('REFRESH_TOKEN') ? 'REFRESH_TOKEN_AUTH' : flow}`;
  if (allowed.length > 0 && !allowed.includes(needed)) {
    throw new CognitoError('InvalidParameterException', `${flow} flow not enabled for this client`);
  }
}

function requireEnabled(user: User | null): void {
  if (user?.Enabled === false) throw new NotAuthorizedError('User is disabled.');
}

/** Clients plan their refresh by `ExpiresIn`. */
async function addLifetime(services: Services, context: Context, request: Request, answer: unknown): Promise<unknown> {
  const { client } = await clientAndPool(services, context, request);
  const { AuthenticationResult: result } = answer as { AuthenticationResult?: object };
  if (result === undefined) return answer;
  const seconds = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };
  const unit = (client?.TokenValidityUnits?.AccessToken ?? 'hours') as keyof typeof seconds;
  const lifetime = { ExpiresIn: (client?.AccessTokenValidity ?? 1) * seconds[unit], TokenType: 'Bearer' };
  return { ...(answer as object), AuthenticationResult: { ...result, ...lifetime } };
}

async function checkSignUp(services: Services, context: Context, request: Request): Promise<void> {
  const { pool } = await clientAndPool(services, context, request);
  if (pool === null) return;
  if (pool.options.AdminCreateUserConfig?.AllowAdminCreateUserOnly === true) {
    throw new NotAuthorizedError('SignUp is not permitted for this user pool');
  }
  requireConformity(pool.options, request.Password ?? '');
  const given = new Set((request.UserAttributes ?? []).map(({ Name }) => Name));
  const username = pool.options.UsernameAttributes ?? [];
  const missing = (pool.options.SchemaAttributes ?? [])
    .filter(({ Name = '', Required }) => Required === true && Name !== 'sub' && !given.has(Name))
    .find(({ Name = '' }) => !username.includes(Name));
  if (missing?.Name === undefined) return;
  throw new CognitoError(
    'InvalidParameterException',
    `Attributes did not conform to the schema: ${missing.Name}: The attribute is required`,
  );
}

async function checkPassword(services: Services, context: Context, request: Request): Promise<void> {
  const { pool } = await clientAndPool(services, context, request);
  if (pool !== null) requireConformity(pool.options, request.Password ?? '');
}

function requireConformity({ Policies }: UserPool, password: string): void {
  const policy = Policies?.PasswordPolicy ?? {};
  const rules: readonly (readonly [boolean | undefined, RegExp, string])[] = [
    [policy.RequireUppercase, /[A-Z]/, 'Password must have uppercase characters'],
    [policy.RequireLowercase, /[a-z]/, 'Password must have lowercase characters'],
    [policy.RequireNumbers, /\d/, 'Password must have numeric characters'],
    [policy.RequireSymbols, /[^A-Za-z0-9]/, 'Password must have symbol characters'],
  ];
  const broken =
    password.length < (policy.MinimumLength ?? 8)
      ? 'Password not long enough'
      : rules.find(([required, form]) => required === true && !form.test(password))?.[2];
  if (broken === undefined) return;
  throw new CognitoError('InvalidPasswordException', `Password did not conform with policy: ${broken}`);
}

/** The code went to the address, so whoever knows it owns the address. */
async function verifyAddress(
  services: Services,
  context: Context,
  request: Request,
  answer: unknown,
): Promise<unknown> {
  const { pool } = await clientAndPool(services, context, request);
  if (pool === null) return answer;
  const user = await pool.getUserByUsername(context, request.Username ?? '');
  const verified = pool.options.AutoVerifiedAttributes?.[0];
  if (user !== null && verified !== undefined) {
    const Attributes = attributesAppend(user.Attributes, { Name: `${verified}_verified`, Value: 'true' });
    await pool.saveUser(context, { ...user, Attributes });
  }
  return answer;
}
