import { closeOpenRequests } from '../closeRequests.ts';
import type { Half } from '../halves.ts';
import type { Lease } from './lease.ts';

/** The trips of this person are already deleted, so no kilograms go back to them. */
const hasTrip = ({ party }: Half) => party === 'requester';

/**
 * Closes every open request of a person whose account is being removed, on both sides under its usual id, so the
 * counterparts' phones receive an update.
 * @returns whether each request that was found is closed; if not, the lists must be read again
 */
export async function closeAll(lease: Lease): Promise<boolean> {
  const before = () => lease.ensureHeld();
  const { found, changed } = await closeOpenRequests(lease.userId, { action: 'REMOVE_ACCOUNT', hasTrip, before });
  return changed === found;
}
