import { expect, it } from 'vitest';

import type { DeadLetter } from '../../../local/lambda/deadLetters.ts';
import { unlessGivenUp } from '../../support/stories/givenUp.ts';

const never = new Promise<never>(() => undefined);
const condition = 'RetryAttemptsExhausted';

it('answers with the result of the work', async () => {
  expect(await unlessGivenUp({ deadLetters: () => [] }, Promise.resolve('done'))).toBe('done');
});

it('fails when a batch is given up', async () => {
  const letters: DeadLetter[] = [];
  const waiting = unlessGivenUp({ deadLetters: () => letters }, never);
  letters.push({ destination: 'queue', message: { requestContext: { condition } } } as DeadLetter);
  await expect(waiting).rejects.toThrow(`The stream gave up a batch: {"condition":"${condition}"}.`);
});

it('fails after a deadline when the function does nothing', async () => {
  await expect(unlessGivenUp({ deadLetters: () => [] }, never, 50)).rejects.toThrow(
    'The functions on the stream did not do their work within 0.05 s.',
  );
});
