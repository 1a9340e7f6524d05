import type { Inbox, Pushes } from '../fcm/inbox.ts';
import type { ServiceAccount } from '../fcm/serviceAccount.ts';
import { tokenPath } from '../fcm/standIn.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import { type Secret, secretIdentity } from '../secrets/secret.ts';
import type { FcmVariables } from './types.ts';

/** The address of FCM. A function whose environment has this value gets the stand-in's address instead. */
export const fcmAddress = 'https://fcm.googleapis.com';

const usualVariables = { secretVariable: 'FCM_SECRET', projectVariable: 'FCM_PROJECT' };

/** The functions that send messages by FCM, and the secret of each. */
interface FcmUse {
  readonly secret: Secret;
  readonly account: () => Promise<ServiceAccount>;
}

export interface FcmOptions {
  readonly functions: readonly LambdaFunction[];
  readonly variables: FcmVariables | undefined;
  /** The beginning of the ARNs of secrets. */
  readonly place: string;
  readonly inbox: Inbox;
  /** The address of the stand-in for a calling environment. */
  readonly endpointFor: (environment: string) => string;
}

/** The use of FCM by the functions of a host. */
export class HostFcm {
  readonly #options: FcmOptions;
  #uses: readonly FcmUse[] = [];

  constructor(options: FcmOptions) {
    this.#options = options;
  }

  /**
   * Reads the functions' variables, once they have all their values.
   * @throws Error for a function that uses FCM without naming its secret or project
   */
  prepare(): void {
    const secrets = new Map<string, FcmUse>();
    for (const declared of this.#options.functions) {
      const use = this.#useOf(declared);
      if (use !== undefined && !secrets.has(use.secret.arn)) secrets.set(use.secret.arn, use);
    }
    this.#uses = [...secrets.values()];
  }

  /** What devices received; undefined where no function uses FCM. */
  get pushes(): Pushes | undefined {
    return this.#uses.length === 0 ? undefined : this.#options.inbox;
  }

  /** The secrets with the keys of service accounts. */
  get secrets(): readonly Secret[] {
    return this.#uses.map(({ secret }) => secret);
  }

  async accounts(): Promise<readonly ServiceAccount[]> {
    return await Promise.all(this.#uses.map(({ account }) => account()));
  }

  /** The variables of a function with the stand-in's address. */
  redirected(variables: Readonly<Record<string, string>>, environment: string): Readonly<Record<string, string>> {
    const own = (value: string) => (value === fcmAddress ? this.#options.endpointFor(environment) : value);
    return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, own(value)]));
  }

  #useOf(declared: LambdaFunction): FcmUse | undefined {
    const variables = variablesOf(declared);
    if (!Object.values(variables).includes(fcmAddress)) return undefined;
    const { secretVariable, projectVariable } = { ...usualVariables, ...this.#options.variables };
    const valueOf = (name: string): string => {
      const value = variables[name];
      if (value !== undefined && value !== '') return value;
      const options = '--fcm-secret-variable and --fcm-project-variable';
      throw new Error(
        `The function ${declared.name} uses FCM, but has no variable ${name}: add it, or name others with ${options}.`,
      );
    };
    const identity = secretIdentity(valueOf(secretVariable), this.#options.place);
    const project = valueOf(projectVariable);
    let account: Promise<ServiceAccount> | undefined;
    // It takes some time to make a key, and only a push needs one.
    const accountOnce = () =>
      (account ??= import('../fcm/serviceAccount.ts').then((m) => m.createServiceAccount(project)));
    const value = async (environment: string) =>
      (await accountOnce()).keyFile(`${this.#options.endpointFor(environment)}${tokenPath}`);
    return { secret: { ...identity, value }, account: accountOnce };
  }
}

/** A variable whose value is not known is an error of the function when it runs. */
function variablesOf(declared: LambdaFunction): Readonly<Record<string, string>> {
  try {
    return declared.environment();
  } catch {
    return {};
  }
}
