import { unchanged, unchangedOrMissing } from '../../domain/conditions.ts';
import { halfKey, otherParty, type Party } from '../../domain/keys.ts';
import type { Transition } from '../../domain/requestStates.ts';
import { type Half, mirrorKey } from './halves.ts';
import { deleteIf, now, put, type Write } from './table.ts';

/** The writes that move both halves of a request to its new status, as resolvers do, if both are unchanged since the read. */
export function writesToClose(half: Half, { to, reason }: Transition): Write[] {
  const time = now();
  const other = otherParty(half.party);
  const next = {
    revision: half.revision + 1,
    changed: new Date().toISOString(),
    reason,
  };
  const enter = (party: Party) => put({ ...half.stored, ...next, ...halfKey(party, to, half) });
  return [
    enter(half.party),
    enter(other),
    deleteIf(half.key, unchanged(half.revision, time)),
    deleteIf(mirrorKey(half), unchangedOrMissing(half.revision, time)),
  ];
}
