import type { Context } from '@aws-appsync/utils';
import { callerId } from './lib/caller.ts';
import type { TripAnswer } from './lib/trip.ts';

export function request(ctx: Context<unknown, Record<string, unknown>, undefined, TripAnswer>) {
  return { payload: ctx.source?.traveler === callerId(ctx) };
}

export function response(ctx: Context<unknown, Record<string, unknown>, undefined, TripAnswer, boolean>): boolean {
  return ctx.result;
}
