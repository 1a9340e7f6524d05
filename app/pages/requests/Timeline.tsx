import type { OneRequest } from '../../data/api/types.ts';
import type { Text } from '../../text/en.ts';
import { moment } from '../../text/formats.ts';
import { useText } from '../../text/language.ts';

type Role = OneRequest['role'];
type Reason = OneRequest['reason'];

interface Step {
  readonly words: string;
  readonly at: string | null;
  readonly state: 'done' | 'now' | 'later' | 'ended';
}

/** Asked, answered, contacts: what has happened, and what comes next. */
export function Timeline({ request, name }: { readonly request: OneRequest; readonly name: string }) {
  const { requests } = useText();
  const steps = useSteps(request, name);
  return (
    <section class="card stack">
      <h3>{requests.timeline}</h3>
      <ol class="timeline">
        {steps.map(({ words, at, state }) => (
          <li key={words} class={`is-${state}`}>
            <span>{words}</span>
            {at !== null && <time dateTime={at}>{moment(at)}</time>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Only the sender withdraws, and only the traveler takes a trip down. */
function whyCancelled({ status, reasons, ownReasons }: Text['requests'], role: Role, reason: Reason): string {
  if (reason === 'WITHDRAWN' && role === 'SENT') return ownReasons.WITHDRAWN;
  if (reason === 'TRIP_DELETED' && role === 'RECEIVED') return ownReasons.TRIP_DELETED;
  return reason === null ? status.CANCELLED : reasons[reason];
}

function useSteps({ status, role, sentAt, changedAt, reason }: OneRequest, name: string): readonly Step[] {
  const { requests } = useText();
  const asked: Step = { words: requests.asked, at: sentAt, state: 'done' };
  const later: Step = { words: requests.contactsLater, at: null, state: 'later' };
  switch (status) {
    case 'PENDING': {
      const words = role === 'RECEIVED' ? requests.waitsYou : requests.waitsThem(name);
      return [asked, { words, at: null, state: 'now' }, later];
    }
    case 'ACCEPTED':
      return [
        asked,
        { words: requests.accepted, at: changedAt, state: 'done' },
        { words: requests.contactsOpen, at: null, state: 'now' },
      ];
    case 'DECLINED':
      return [asked, { words: requests.declined, at: changedAt, state: 'ended' }];
    case 'CANCELLED':
      return [
        asked,
        {
          words: whyCancelled(requests, role, reason),
          at: changedAt,
          state: 'ended',
        },
      ];
  }
}
