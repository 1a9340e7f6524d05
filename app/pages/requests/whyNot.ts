import type { OneRequest, RequestAction } from '../../data/api/types.ts';
import type { Text } from '../../text/en.ts';

/** Why somebody cannot do something with a request now. */
export function whyNot(text: Text, action: RequestAction, { status }: OneRequest): string {
  const { whyNot: reasons } = text.requests;
  if (status !== 'PENDING') return reasons[status];
  return action === 'CANCEL' ? reasons.notYet : reasons.trip;
}
