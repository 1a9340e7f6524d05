import { setTimeout as wait } from 'node:timers/promises';

import { requireEnvironment } from '../lib/environment.ts';
import { accessToken, forgetAccessToken, NotAKey } from './accessToken.ts';
import { answerOf } from './answer.ts';
import type { Message } from './message.ts';

const url = `${requireEnvironment('FCM_ENDPOINT')}/v1/projects/${requireEnvironment('FCM_PROJECT')}/messages:send`;

/** Milliseconds. Google asks to wait ten seconds for an answer (Firebase, "Best practices when sending FCM messages at scale"). */
const CALL_PATIENCE = 10_000;
const SHORTEST_PAUSE = 1_000;
/** A try needs at least this much time. */
const LEAST = 1_000;

/** FCM did not take a message; `code` says why. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`FCM did not take the message: ${code}.`, options);
    this.code = code;
  }
}

/**
 * Sends a message to one device. It tries again as Google asks: after `Retry-After`, else after a pause that doubles, with a
 * random part.
 * @param stopAt epoch milliseconds after which no try begins
 * @returns GONE when the device's token is no longer valid
 * @throws NotSent when FCM rejects the message, or takes it at no try
 */
export async function send(message: Message, stopAt: number): Promise<'SENT' | 'GONE'> {
  for (let tries = 1; ; tries += 1) {
    // Messages wait for each other, and after the timeout nothing of what was delivered would be remembered.
    if (Date.now() >= stopAt) throw new NotSent('OutOfTime');
    const { outcome, code, retryAfter } = await attempt(message, stopAt);
    if (outcome === 'SENT' || outcome === 'GONE') return outcome;
    // Another access token helps once.
    if (outcome === 'UNAUTHENTICATED') forgetAccessToken();
    if (outcome === 'REJECTED' || (outcome === 'UNAUTHENTICATED' && tries > 1)) throw new NotSent(code);
    const pause = outcome === 'UNAUTHENTICATED' ? 0 : (retryAfter ?? pauseAfter(tries));
    if (Date.now() + pause + LEAST > stopAt) throw new NotSent(code);
    await wait(pause);
  }
}

async function attempt(message: Message, stopAt: number): Promise<ReturnType<typeof answerOf>> {
  const signal = AbortSignal.timeout(Math.max(LEAST, Math.min(CALL_PATIENCE, stopAt - Date.now())));
  try {
    // Google's library repeats its own calls, and would go on after the function's time.
    const authorization = `Bearer ${await Promise.race([accessToken(), failed(signal)])}`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ message }),
      signal,
    });
    return answerOf(response.status, response.headers.get('retry-after'), await response.text());
  } catch (error) {
    // No further try finds another secret before somebody has changed it.
    const outcome = error instanceof NotAKey ? 'REJECTED' : 'TRY_AGAIN';
    return { outcome, code: error instanceof Error ? error.name : 'NoAnswer', retryAfter: null };
  }
}

function failed(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}

function pauseAfter(tries: number): number {
  return SHORTEST_PAUSE * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
}
