import type { Update } from './data/api/live.ts';
import type { AnyRequest } from './data/api/types.ts';
import { to } from './router.ts';
import type { Text } from './text/en.ts';
import { cityName, day } from './text/formats.ts';

/** What a live update means to the person, and where it leads. */
export interface News {
  readonly sentence: string;
  readonly to: string;
}

/** Null for what the person has just done: only the requester sends and withdraws, only the traveler answers. */
export function newsOf(text: Text, update: Update, request: AnyRequest): News | null {
  const sentence = sentenceOf(text, update, request);
  const side = update.role === 'SENT' ? 'sent' : 'received';
  return sentence === null ? null : { sentence, to: to('requests', side, request.id) };
}

function sentenceOf(text: Text, { role, status, change, reason }: Update, request: AnyRequest): string | null {
  const { news } = text.requests;
  const name = request.counterpart.name ?? text.common.someone;
  const isTraveler = role === 'RECEIVED';
  if (change === 'TRIP_MOVED') return isTraveler ? null : news.TRIP_MOVED(name, day(request.travelDate));
  switch (status) {
    case 'PENDING':
      return isTraveler ? news.PENDING(name, cityName(request.toCity)) : null;
    case 'ACCEPTED':
    case 'DECLINED':
      return isTraveler ? null : news[status](name);
    case 'CANCELLED':
      if (reason === 'WITHDRAWN') return isTraveler ? news.WITHDRAWN(name) : null;
      if (reason === 'BLOCKED' || reason === 'SUSPENDED') return news.CLOSED(name);
      if (reason === 'ACCOUNT_REMOVED') return news.ACCOUNT_REMOVED;
      if (reason === 'TRIP_DELETED') return isTraveler ? null : news.TRIP_DELETED(name);
      return news.CANCELLED(name);
  }
}
