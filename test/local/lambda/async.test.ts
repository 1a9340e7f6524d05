import { describe, expect, it, onTestFinished } from 'vitest';

import { type AsyncSettings, type DiscardedEvent, type FailedEvent } from '../../../local/lambda/async/event.ts';
import { type AsyncQueues, asyncQueues } from '../../../local/lambda/async/queues.ts';
import { eventStoreIn } from '../../../local/lambda/async/store.ts';
import { InvocationRefused, type LambdaFunction, type Outcome } from '../../../local/lambda/function.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { aFunction } from '../../support/host/functionCode.ts';
import { until } from '../../support/processes.ts';

interface Run {
  readonly name: string;
  readonly event: unknown;
  readonly requestId: string | undefined;
  readonly at: number;
}

interface Parts {
  readonly functions?: readonly LambdaFunction[];
  readonly settings?: Readonly<Record<string, AsyncSettings>>;
  readonly dataDirectory?: string;
  readonly retryMilliseconds?: number;
  /** Answers the run with this number, from 1. */
  readonly answer?: (run: Run, number: number) => unknown;
}

const worker = aFunction('', { name: 'worker', deadLetterArn: 'arn:aws:sqs:eu-central-1:123456789012:discarded' });
const onFailureArn = 'arn:aws:sqs:eu-central-1:123456789012:failed';

/** Queues for functions that this behaviour stands in for. */
function someQueues(parts: Parts) {
  const { functions = [worker], settings = {}, dataDirectory, retryMilliseconds = 1, answer = () => null } = parts;
  const runs: Run[] = [];
  const letters: (FailedEvent | DiscardedEvent)[] = [];
  const problems: unknown[] = [];
  const invoke = async (arn: string, event: unknown, requestId?: string): Promise<Outcome> => {
    const run = { name: arn.split(':').at(-1) ?? '', event, requestId, at: performance.now() };
    runs.push(run);
    try {
      return { ok: true, requestId: requestId ?? '', value: await answer(run, runs.length) };
    } catch (error) {
      if (error instanceof InvocationRefused) throw error;
      return { ok: false, requestId: requestId ?? '', error: { errorType: 'Error', errorMessage: String(error) } };
    }
  };
  const queues: AsyncQueues = asyncQueues(functions, {
    functions: { invoke },
    settings: new Map(Object.entries(settings)),
    store: eventStoreIn(dataDirectory),
    retryMilliseconds,
    onDeadLetter: (letter) => letters.push(letter),
    log: () => undefined,
    onError: (error) => problems.push(error),
  });
  onTestFinished(queues.stop);
  return { queues, runs, letters, problems };
}

const failing = (): never => {
  throw new Error('no');
};

describe('an asynchronous event', () => {
  it('is tried three times under one request id, then discarded with its reason', async () => {
    const { queues, runs, letters } = someQueues({ answer: failing });
    queues.enqueue('worker', '{"n":1}', 'request-1');
    await until(() => letters.length === 1, 'a dead letter comes');
    expect(runs.map(({ event, requestId }) => [event, requestId])).toEqual(
      Array.from({ length: 3 }, () => [{ n: 1 }, 'request-1']),
    );
    expect(letters).toEqual([
      {
        destination: worker.deadLetterArn,
        message: { n: 1 },
        attributes: { RequestID: 'request-1', ErrorCode: 200, ErrorMessage: 'Error: no' },
      },
    ]);
  });

  it('waits twice as long for its second retry', async () => {
    const { queues, runs, letters } = someQueues({ answer: failing, retryMilliseconds: 60 });
    queues.enqueue('worker', '{}');
    await until(() => letters.length === 1, 'a dead letter comes');
    const [first = 0, second = 0, third = 0] = runs.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(59);
    expect(third - second).toBeGreaterThanOrEqual(119);
  });

  it('goes to its destination with the record of the failure', async () => {
    const settings = { worker: { maximumRetries: 0, maximumAgeSeconds: 60, onFailureArn } };
    const { queues, runs, letters } = someQueues({ answer: failing, settings });
    queues.enqueue(worker.arn, '{"n":1}', 'request-1');
    await until(() => letters.length === 2, 'both dead letters come');
    expect(runs).toHaveLength(1);
    expect(letters[0]).toEqual({
      destination: onFailureArn,
      message: {
        version: '1.0',
        timestamp: expect.stringMatching(/Z$/) as string,
        requestContext: {
          requestId: 'request-1',
          functionArn: `${worker.arn}:$LATEST`,
          condition: 'RetriesExhausted',
          approximateInvokeCount: 1,
        },
        requestPayload: { n: 1 },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: { errorType: 'Error', errorMessage: 'Error: no' },
      },
    });
  });

  it('loses no retry while Lambda refuses to run its function', async () => {
    const refusing = (_run: Run, number: number) => {
      if (number <= 4) throw new InvocationRefused('TooManyRequestsException', 'Rate Exceeded.', 429);
      return number < 7 ? failing() : 'done';
    };
    const { queues, runs, letters, problems } = someQueues({ answer: refusing });
    queues.enqueue('worker', '{}');
    await until(() => runs.length === 7, 'the function runs');
    await queues.stop();
    expect([letters, problems]).toEqual([[], []]);
  });

  it('is given up when it is too old, with the status of the last refusal', async () => {
    const answer = () => {
      throw new InvocationRefused('TooManyRequestsException', 'Rate Exceeded.', 429);
    };
    const settings = { worker: { maximumRetries: 2, maximumAgeSeconds: 0.05, onFailureArn } };
    const { queues, letters } = someQueues({ answer, settings, retryMilliseconds: 20 });
    queues.enqueue('worker', '{}');
    await until(() => letters.length === 2, 'both dead letters come');
    expect(letters).toMatchObject([
      { message: { requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 0 } } },
      { attributes: { ErrorCode: 429, ErrorMessage: 'Rate Exceeded.' } },
    ]);
  });

  it('never waits for the events of another function', async () => {
    const other = aFunction('', { name: 'other' });
    const forever = new Promise(() => undefined);
    const { queues, runs } = someQueues({
      functions: [worker, other],
      answer: ({ name }) => (name === 'worker' ? forever : null),
    });
    for (let count = 0; count < 50; count += 1) queues.enqueue('worker', '{}');
    queues.enqueue('other', '{}');
    await until(() => runs.some(({ name }) => name === 'other'), 'the other function runs');
    expect(runs.filter(({ name }) => name === 'worker')).toHaveLength(10);
  });

  it('reaches a function that is a destination, as a record', async () => {
    const other = aFunction('', { name: 'other' });
    const { queues, runs } = someQueues({
      functions: [worker, other],
      settings: {
        worker: { maximumRetries: 0, maximumAgeSeconds: 60, onFailureArn: other.arn, onSuccessArn: other.arn },
      },
      answer: ({ event }) => ((event as { fails?: boolean }).fails ? failing() : 'good'),
    });
    queues.enqueue('worker', '{"fails":true}');
    queues.enqueue('worker', '{}');
    const ofOther = () => runs.filter(({ name }) => name === 'other');
    await until(() => ofOther().length === 2, 'both records arrive');
    const conditions = ofOther().map(({ event }) => (event as FailedEvent['message']).requestContext.condition);
    expect(conditions.sort()).toEqual(['RetriesExhausted', 'Success']);
  });
});

describe('with a data folder', () => {
  it('an unfinished event continues after a restart, with its remaining retries', async () => {
    const dataDirectory = temporaryDirectory();
    const before = someQueues({ dataDirectory, answer: failing, retryMilliseconds: 60_000 });
    before.queues.enqueue('worker', '{"n":1}', 'request-1');
    await until(() => eventStoreIn(dataDirectory).all()[0]?.invoked === 1, 'the first attempt is kept');
    await before.queues.stop();
    const after = someQueues({ dataDirectory, answer: failing });
    after.queues.resume();
    await until(() => after.letters.length === 1, 'a dead letter comes');
    expect(after.runs.map(({ requestId }) => requestId)).toEqual(['request-1', 'request-1']);
    expect(eventStoreIn(dataDirectory).all()).toEqual([]);
  });

  it('an event that was running when the host stopped runs again', async () => {
    const dataDirectory = temporaryDirectory();
    const before = someQueues({ dataDirectory, answer: () => new Promise(() => undefined) });
    before.queues.enqueue('worker', '{"n":1}', 'request-1');
    await until(() => before.runs.length === 1, 'the function runs');
    await before.queues.stop();
    const after = someQueues({ dataDirectory });
    after.queues.resume();
    await until(() => after.runs.length === 1 && eventStoreIn(dataDirectory).all().length === 0, 'it runs again');
    expect(after.runs).toMatchObject([{ event: { n: 1 }, requestId: 'request-1' }]);
  });

  it('an event of a function that is no longer deployed is dropped', async () => {
    const dataDirectory = temporaryDirectory();
    const before = someQueues({ dataDirectory, answer: () => new Promise(() => undefined) });
    before.queues.enqueue('worker', '{}');
    await before.queues.stop();
    const after = someQueues({ dataDirectory, functions: [aFunction('', { name: 'other' })] });
    after.queues.resume();
    expect(eventStoreIn(dataDirectory).all()).toEqual([]);
    expect(after.runs).toEqual([]);
  });
});
