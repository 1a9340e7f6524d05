import { createHmac, randomBytes } from 'node:crypto';

import type { IamIdentity } from '../appsync-js/context.ts';
import type { Rights } from './policies.ts';
import { fullRights } from './policies.ts';

/** What a client signs its requests with; the names are the AWS SDK's. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Those of a role have one. */
  readonly sessionToken?: string;
}

/** Somebody whose signature the host knows, and what they may do. */
export interface Principal {
  readonly credentials: Credentials;
  readonly rights: Rights;
  readonly identity: Omit<IamIdentity, 'sourceIp'>;
}

/** What the credentials of an account are derived from: the same key gives the same credentials again. */
export interface AccountKey {
  /** Of all credentials: DynamoDB Local keeps a database for each access key id, and all callers share one. */
  readonly accessKeyId: string;
  readonly secret: Uint8Array;
}

/** The key that belongs to a secret. */
export function accountKeyOf(secret: Uint8Array): AccountKey {
  return { accessKeyId: `AKIA${derive(secret, 'access key', 16)}`, secret };
}

/** Everybody who was given credentials. The session token tells those of one access key id apart. */
export class Principals {
  readonly #byToken = new Map<string, Principal>();
  readonly #accountId: string;
  readonly #key: AccountKey;

  /** @param key default: a new one */
  constructor(accountId: string, key: AccountKey = accountKeyOf(randomBytes(32))) {
    this.#accountId = accountId;
    this.#key = key;
  }

  /** @param sessionToken that of a role's session; a user has none */
  find(accessKeyId: string, sessionToken = ''): Principal | undefined {
    return accessKeyId === this.#key.accessKeyId ? this.#byToken.get(sessionToken) : undefined;
  }

  /** The person at this machine, who may do everything. */
  addUser(name: string): Principal {
    const id = `AIDA${this.#derive(`user ${name}`, 16)}`;
    return this.#add({
      credentials: { accessKeyId: this.#key.accessKeyId, secretAccessKey: this.#secretOf(`user ${name}`) },
      rights: fullRights,
      identity: { ...this.#identity, username: id, userArn: `arn:aws:iam::${this.#accountId}:user/${name}` },
    });
  }

  /**
   * A function in its role, as Lambda takes it on: the session bears the function's name (AWS AppSync developer guide,
   * "AppSync JavaScript resolver context object reference", identity of IAM).
   */
  addRoleSession(roleArn: string, session: string, rights: Rights): Principal {
    const role = roleArn.slice(roleArn.lastIndexOf('/') + 1);
    const userArn = `arn:aws:sts::${this.#accountId}:assumed-role/${role}/${session}`;
    return this.#add({
      credentials: {
        accessKeyId: this.#key.accessKeyId,
        secretAccessKey: this.#secretOf(userArn),
        sessionToken: this.#derive(`token ${userArn}`, 64),
      },
      rights,
      identity: { ...this.#identity, username: `AROA${this.#derive(`role ${role}`, 16)}:${session}`, userArn },
    });
  }

  get #identity() {
    return {
      accountId: this.#accountId,
      cognitoIdentityPoolId: null,
      cognitoIdentityId: null,
      cognitoIdentityAuthType: null,
      cognitoIdentityAuthProvider: null,
    };
  }

  #add(principal: Principal): Principal {
    this.#byToken.set(principal.credentials.sessionToken ?? '', principal);
    return principal;
  }

  #derive(name: string, length: number): string {
    return derive(this.#key.secret, name, length);
  }

  #secretOf(name: string): string {
    return this.#derive(`secret ${name}`, 40);
  }
}

/** Letters and digits, which is all that DynamoDB Local takes in an access key. */
function derive(secret: Uint8Array, name: string, length: number): string {
  return createHmac('sha512', secret).update(name).digest('hex').toUpperCase().slice(0, length);
}
