import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { aFunction } from '../../support/host/functionCode.ts';
import { functionServices, type ServicesParts, type TestServices } from '../../support/host/functionServices.ts';

const echo = aFunction(
  `export const handler = async (event, context) => {
    if (event.fails) throw new TypeError('No luck');
    if (event.size) return 'x'.repeat(event.size);
    return { event, id: context.awsRequestId };
  };`,
  { name: 'echo' },
);

const queued: [name: string, payload: string, requestId: string][] = [];
let shared: TestServices;
let lambda: LambdaClient;
beforeAll(async () => {
  shared = await functionServices({ functions: [echo], enqueue: (...event) => queued.push(event) });
  lambda = clientOf(shared);
});
afterAll(async () => {
  lambda.destroy();
  await shared.close();
});

function clientOf({ lambda: endpoint, client }: TestServices, change = {}): LambdaClient {
  return new LambdaClient({ ...client, endpoint, ...change });
}

/** A client of services of its own. */
async function own(parts: ServicesParts, change = {}): Promise<LambdaClient> {
  const services = await functionServices({ functions: [echo], ...parts });
  onTestFinished(services.close);
  return clientOf(services, change);
}

const text = (payload: Uint8Array | undefined) => Buffer.from(payload ?? []).toString();

describe("Lambda's Invoke", () => {
  it.each(['echo', echo.arn, '123456789012:function:echo', 'echo:$LATEST'])('runs the function %s', async (name) => {
    const answer = await lambda.send(new InvokeCommand({ FunctionName: name, Payload: '{"ö":1}' }));
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(answer.FunctionError).toBeUndefined();
    const { event, id } = JSON.parse(text(answer.Payload)) as { event: unknown; id: string };
    expect([event, id]).toEqual([{ ö: 1 }, answer.$metadata.requestId]);
  });

  it('gives the function an empty object where there is no payload', async () => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'echo' }));
    expect(JSON.parse(text(Payload))).toMatchObject({ event: {} });
  });

  it("answers 200 with the function's error", async () => {
    const answer = await lambda.send(new InvokeCommand({ FunctionName: 'echo', Payload: '{"fails":true}' }));
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(text(answer.Payload))).toMatchObject({ errorType: 'TypeError', errorMessage: 'No luck' });
  });

  it('answers an asynchronous invocation at once, with an empty payload', async () => {
    const answer = await lambda.send(
      new InvokeCommand({ FunctionName: 'echo', InvocationType: 'Event', Payload: '{"later":true}' }),
    );
    expect(answer).toMatchObject({ StatusCode: 202 });
    expect(text(answer.Payload)).toBe('');
    expect(queued).toEqual([['echo', '{"later":true}', answer.$metadata.requestId]]);
  });

  it('runs nothing for a dry run', async () => {
    const answer = await lambda.send(new InvokeCommand({ FunctionName: 'echo', InvocationType: 'DryRun' }));
    expect(answer).toMatchObject({ StatusCode: 204 });
  });

  it.each<[string, object, string]>([
    ['an unknown function', { FunctionName: 'nobody' }, 'ResourceNotFoundException'],
    ['an unknown alias', { FunctionName: 'echo', Qualifier: 'live' }, 'ResourceNotFoundException'],
    ['a payload that is not JSON', { FunctionName: 'echo', Payload: '{' }, 'InvalidRequestContentException'],
    ['the tail of the log', { FunctionName: 'echo', LogType: 'Tail' }, 'InvalidParameterValueException'],
    [
      'an asynchronous payload over 1 MB',
      { FunctionName: 'echo', InvocationType: 'Event', Payload: `"${'x'.repeat(1_048_575)}"` },
      'RequestTooLargeException',
    ],
    [
      'a synchronous payload over 6 MB',
      { FunctionName: 'echo', Payload: `"${'x'.repeat(6_291_455)}"` },
      'RequestTooLargeException',
    ],
  ])('refuses %s', async (_what, input, name) => {
    const command = new InvokeCommand({ FunctionName: '', ...input });
    await expect(lambda.send(command)).rejects.toMatchObject({ name });
  });

  it('takes an asynchronous payload of 1 MB, and fails for an answer over 6 MB', async () => {
    const Payload = `"${'x'.repeat(1_048_574)}"`;
    const event = new InvokeCommand({ FunctionName: 'echo', InvocationType: 'Event', Payload });
    expect(await lambda.send(event)).toMatchObject({ StatusCode: 202 });
    const large = await lambda.send(new InvokeCommand({ FunctionName: 'echo', Payload: '{"size":6291557}' }));
    expect(large.FunctionError).toBe('Unhandled');
    expect(text(large.Payload)).toContain('Function.ResponseSizeTooLarge');
  });
});

describe('a caller of Invoke', () => {
  it('needs lambda:InvokeFunction on the function', async () => {
    const asked: string[][] = [];
    const client = await own({ rights: (action, arn) => asked.push([action, arn]) === 0 });
    for (const InvocationType of ['RequestResponse', 'Event', 'DryRun'] as const) {
      await expect(client.send(new InvokeCommand({ FunctionName: 'echo', InvocationType }))).rejects.toMatchObject({
        name: 'AccessDeniedException',
        message: `User: arn:aws:sts::123456789012:assumed-role/caller/caller is not authorized to perform: lambda:InvokeFunction on resource: ${echo.arn} because no identity-based policy allows the lambda:InvokeFunction action`,
      });
    }
    expect(asked[0]).toEqual(['lambda:InvokeFunction', echo.arn]);
  });

  it.each([
    ['another secret', { secretAccessKey: 'another' }],
    ['no session', { sessionToken: undefined }],
  ])('is refused with %s', async (_what, change) => {
    const { credentials } = shared.client;
    const client = clientOf(shared, { credentials: { ...credentials, ...change } });
    const answer = client.send(new InvokeCommand({ FunctionName: 'echo' }));
    await expect(answer).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });
});
