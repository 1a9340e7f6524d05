import {
  AdminAddUserToGroupCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { until } from '../../processes.ts';
import { RealtimeClient } from '../../realtimeClient.ts';
import { outputsOf, type Start } from '../starts.ts';

type Headers = Readonly<Record<string, string>>;

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly Readonly<Record<string, unknown>>[];
}

/** Somebody who uses the served app: by its API key, or signed in. They know no more than the outputs file tells. */
export class Visitor {
  readonly #folder: string;
  readonly #headers: Headers;

  constructor(folder: string, headers: Headers = { 'x-api-key': outputsOf(folder).data.api_key ?? '' }) {
    this.#folder = folder;
    this.#headers = headers;
  }

  async asks(query: string, variables: object = {}): Promise<Answer> {
    const body = JSON.stringify({ query, variables });
    const response = await fetch(outputsOf(this.#folder).custom.local.url, {
      method: 'POST',
      headers: this.#headers,
      body,
    });
    return (await response.json()) as Answer;
  }

  /** Subscribes on a connection of its own. Raises an error when that is refused. */
  async listens(subscription: string): Promise<RealtimeClient> {
    const { url } = outputsOf(this.#folder).custom.local;
    const authorization = { host: new URL(url).host, ...this.#headers };
    const client = await new RealtimeClient(url, { authorization }).init();
    const { type, payload } = await client.subscribe(subscription, { authorization });
    if (type !== 'start_ack') throw new Error(`The subscription was refused: ${JSON.stringify(payload)}`);
    return client;
  }
}

const Password = 'Correct-horse-1';

/** A new visitor, who signs up with the code that the host prints, and in. */
export async function aMember(folder: string, host: Start, name: string): Promise<Visitor> {
  const email = `${name}@example.com`;
  const ClientId = outputsOf(folder).auth.user_pool_client_id;
  const cognito = cognitoOf(folder);
  const UserAttributes = [{ Name: 'email', Value: email }];
  await cognito.send(new SignUpCommand({ ClientId, Username: email, Password, UserAttributes }));
  const code = () => new RegExp(`Code +(\\d+) for ${email}`).exec(host.printed())?.[1];
  await until(() => code() !== undefined, 'the code is printed');
  await cognito.send(new ConfirmSignUpCommand({ ClientId, Username: email, ConfirmationCode: code() }));
  return await signedIn(folder, name);
}

/** A visitor who has signed up before. */
export async function signedIn(folder: string, name: string): Promise<Visitor> {
  const { AuthenticationResult } = await cognitoOf(folder).send(
    new InitiateAuthCommand({
      ClientId: outputsOf(folder).auth.user_pool_client_id,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: `${name}@example.com`, PASSWORD: Password },
    }),
  );
  return new Visitor(folder, { Authorization: AuthenticationResult?.IdToken ?? '' });
}

/** Puts a member into a group; the next sign-in tells. */
export async function join(folder: string, name: string, GroupName: string): Promise<void> {
  const UserPoolId = outputsOf(folder).auth.user_pool_id;
  const member = { UserPoolId, GroupName, Username: `${name}@example.com` };
  await cognitoOf(folder).send(new AdminAddUserToGroupCommand(member));
}

function cognitoOf(folder: string): CognitoIdentityProviderClient {
  const { cognitoEndpoint: endpoint, region } = outputsOf(folder).custom.local;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new CognitoIdentityProviderClient({ region, endpoint, credentials });
}
