import type { RequestStatus } from '../../../domain/schema.types.ts';

type Requester = 'jonas' | 'noor';

/** What one of three people does: Amira travels, Jonas and Noor ask. A request is sent by whoever asks. */
export interface Step {
  readonly who: 'amira' | Requester;
  readonly what: 'sends' | 'accepts' | 'declines' | 'cancels';
  /** Whose request is meant. */
  readonly whose: Requester;
}

/** Requests for one trip as one would keep them on paper, written without a look at the API's own table of states. */
export function aRequestModel(offered: number, kg: Readonly<Record<Requester, number>>) {
  const status: Record<Requester, RequestStatus | null> = { jonas: null, noor: null };
  const isWithdrawn: Record<Requester, boolean> = { jonas: false, noor: false };
  let free = offered;

  function sending(who: Step['who']): string {
    if (who === 'amira') return 'NotAllowed';
    if (status[who] === 'DECLINED') return 'AlreadyDeclined';
    if (status[who] === 'PENDING' || status[who] === 'ACCEPTED') return 'done';
    if (kg[who] > free) return 'NotEnoughSpace';
    status[who] = 'PENDING';
    return 'done';
  }

  function accepting(whose: Requester): string {
    if (status[whose] === 'ACCEPTED') return 'done';
    if (status[whose] !== 'PENDING') return 'StatusChanged';
    if (kg[whose] > free) return 'NotEnoughSpace';
    free -= kg[whose];
    status[whose] = 'ACCEPTED';
    return 'done';
  }

  function declining(whose: Requester): string {
    if (status[whose] !== 'PENDING' && status[whose] !== 'DECLINED') return 'StatusChanged';
    status[whose] = 'DECLINED';
    return 'done';
  }

  function cancelling(who: Step['who'], whose: Requester): string {
    const isTraveler = who === 'amira';
    if (status[whose] === 'CANCELLED') return isTraveler && isWithdrawn[whose] ? 'StatusChanged' : 'done';
    if (status[whose] === 'DECLINED' || (status[whose] === 'PENDING' && isTraveler)) return 'StatusChanged';
    isWithdrawn[whose] = status[whose] === 'PENDING';
    if (status[whose] === 'ACCEPTED') free += kg[whose];
    status[whose] = 'CANCELLED';
    return 'done';
  }

  return {
    /** Does it, and says what the API should answer: `done`, or the type of an error. */
    expects({ who, what, whose }: Step): string {
      if (what === 'sends') return sending(who);
      const isParty = who === 'amira' || who === whose;
      if (!isParty || (what !== 'cancels' && who !== 'amira')) return 'NotAllowed';
      if (status[whose] === null) return 'NotFound';
      if (what === 'accepts') return accepting(whose);
      return what === 'declines' ? declining(whose) : cancelling(who, whose);
    },
    status: (whose: Requester) => status[whose],
    free: () => free,
  };
}
