import { createHmac, randomBytes } from 'node:crypto';

import type { IamIdentity } from '../appsync-js/context.ts';
import type { Rights } from './policies.ts';
import { fullRights } from './policies.ts';

/** The credentials with which a client signs requests, named as in the AWS SDK. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Only credentials of a role have one. */
  readonly sessionToken?: string;
}

/** A caller whose signature the host knows, with its permissions. */
export interface Principal {
  readonly credentials: Credentials;
  readonly rights: Rights;
  readonly identity: Omit<IamIdentity, 'sourceIp'>;
}

/** The key from which all credentials of an account are derived: the same key always gives the same credentials. */
export interface AccountKey {
  /**
   * The access key id of all credentials: DynamoDB Local keeps a database for each access key id, and all callers share
   * one.
   */
  readonly accessKeyId: string;
  readonly secret: Uint8Array;
}

/** The account key of a secret. */
export function accountKeyOf(secret: Uint8Array): AccountKey {
  return { accessKeyId: `AKIA${derive(secret, 'access key', 16)}`, secret };
}

/** All callers with credentials. The session token distinguishes credentials with the same access key id. */
export class Principals {
  readonly #byToken = new Map<string, Principal>();
  readonly #accountId: string;
  readonly #key: AccountKey;

  /** @param key default: a new key */
  constructor(accountId: string, key: AccountKey = accountKeyOf(randomBytes(32))) {
    this.#accountId = accountId;
    this.#key = key;
  }

  /** @param sessionToken the token of a role's session; a user has none */
  find(accessKeyId: string, sessionToken = ''): Principal | undefined {
    return accessKeyId === this.#key.accessKeyId ? this.#byToken.get(sessionToken) : undefined;
  }

  /** Adds the developer at this machine, who has all permissions. */
  addUser(name: string): Principal {
    const id = `AIDA${this.#derive(`user ${name}`, 16)}`;
    return this.#add({
      credentials: { accessKeyId: this.#key.accessKeyId, secretAccessKey: this.#secretOf(`user ${name}`) },
      rights: fullRights,
      identity: { ...this.#identity, username: id, userArn: `arn:aws:iam::${this.#accountId}:user/${name}` },
    });
  }

  /**
   * Adds a function that has assumed its role, as Lambda does: the session is named after the function (AWS AppSync
   * developer guide, "AppSync JavaScript resolver context object reference", identity of IAM).
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

/** Letters and digits: DynamoDB Local accepts no other characters in an access key. */
function derive(secret: Uint8Array, name: string, length: number): string {
  return createHmac('sha512', secret).update(name).digest('hex').toUpperCase().slice(0, length);
}
