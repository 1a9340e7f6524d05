import { createHmac, randomBytes } from 'node:crypto';

import type { IamIdentity } from '../appsync/context.ts';
import { fullRights } from './policies.ts';
import type { Rights } from './policies.ts';

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

/** Everybody who was given credentials, by access key id. */
export class Principals {
  readonly #byKey = new Map<string, Principal>();
  readonly #accountId: string;
  readonly #secret = randomBytes(32);

  constructor(accountId: string) {
    this.#accountId = accountId;
  }

  find(accessKeyId: string): Principal | undefined {
    return this.#byKey.get(accessKeyId);
  }

  /** The person at this machine, who may do everything. */
  addUser(name: string): Principal {
    const id = `AIDA${this.#derive(`user ${name}`, 16)}`;
    return this.#add({
      credentials: { accessKeyId: `AKIA${this.#derive(`key ${name}`, 16)}`, secretAccessKey: this.#secretOf(name) },
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
        accessKeyId: `ASIA${this.#derive(`key ${userArn}`, 16)}`,
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
    this.#byKey.set(principal.credentials.accessKeyId, principal);
    return principal;
  }

  /** Letters and digits, which is all that DynamoDB Local takes in an access key. */
  #derive(name: string, length: number): string {
    return createHmac('sha512', this.#secret).update(name).digest('hex').toUpperCase().slice(0, length);
  }

  #secretOf(name: string): string {
    return this.#derive(`secret ${name}`, 40);
  }
}
