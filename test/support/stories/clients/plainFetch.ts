/* The app in plain fetch and WebSocket, as docs/clients.md shows it. */
import { show } from './commands.ts';
import { outputs } from './outputs.ts';

const { user_pool_client_id: ClientId, user_pool_endpoint: cognito } = outputs.auth;
const { url } = outputs.data;

async function askCognito(operation: string, body: object) {
  const response = await fetch(cognito, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify({ ClientId, ...body }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${String(answer['__type'])}: ${String(answer['message'])}`);
  return answer;
}

export async function register(email: string, password: string) {
  const UserAttributes = [{ Name: 'email', Value: email }];
  return await askCognito('SignUp', { Username: email, Password: password, UserAttributes });
}

export async function confirm(email: string, ConfirmationCode: string) {
  return await askCognito('ConfirmSignUp', { Username: email, ConfirmationCode });
}

let token = '';

export async function enter(email: string, password: string) {
  const AuthParameters = { USERNAME: email, PASSWORD: password };
  const answer = await askCognito('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
  const { AccessToken } = answer['AuthenticationResult'] as { AccessToken: string };
  token = AccessToken;
}

interface Answer {
  readonly data: unknown;
  readonly errors?: readonly { readonly errorType: string; readonly errorInfo: object; readonly message: string }[];
}

async function ask(query: string, variables: object): Promise<Answer> {
  const headers = { authorization: token, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return (await response.json()) as Answer;
}

export async function search(from: string) {
  const query = `query Search($from: String) { searchTrips(from: $from) { items { id fromCity toCity } } }`;
  return await ask(query, { from });
}

export function watch() {
  const authorization = { host: new URL(url).host, Authorization: token };
  const header = Buffer.from(JSON.stringify(authorization)).toString('base64url');
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/realtime`, ['graphql-ws', `header-${header}`]);
  socket.onopen = () => {
    socket.send(JSON.stringify({ type: 'connection_init' }));
  };
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as { type: string; payload?: Answer };
    if (message.type === 'connection_ack') {
      const query = `subscription { onRequestUpdate { requestId status } }`;
      const payload = { data: JSON.stringify({ query, variables: {} }), extensions: { authorization } };
      socket.send(JSON.stringify({ id: '1', type: 'start', payload }));
    }
    if (message.type === 'data') show(message.payload?.data);
    if (message.type.endsWith('error')) show({ error: message.payload });
  };
}

export async function post(input: object) {
  const query = `mutation Post($input: CreateTripInput!) { createTrip(input: $input) { id } }`;
  const { data, errors } = await ask(query, { input });
  // The status is 200 also when the call is rejected.
  return errors === undefined ? { data } : { rejected: errors[0] };
}

export async function request(tripId: string) {
  const query = `mutation Send($input: SendRequestInput!) { sendRequest(input: $input) { id status } }`;
  return await ask(query, { input: { tripId, tripVersion: 1, items: [{ category: 'CLOTHES', kg: 1 }] } });
}
