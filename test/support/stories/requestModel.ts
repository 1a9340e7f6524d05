import type { RequestStatus } from '../../../domain/schema.types.ts';

type Requester = 'jonas' | 'noor';
type Somebody = 'amira' | Requester;

/** What one of three people does: Amira travels, Jonas and Noor ask. Each person sends their own request. */
export interface Step {
  readonly who: Somebody;
  readonly what: 'sends' | 'accepts' | 'declines' | 'cancels' | 'edits' | 'moves' | 'renames';
  /** Whose request is meant. */
  readonly whose: Requester;
}

/** What a request must show. */
export interface Agreed {
  readonly status: RequestStatus;
  readonly travelDay: number;
  readonly kg: number;
  /** In cents. */
  readonly price: number;
  readonly names: Readonly<Record<'traveler' | 'requester', string>>;
}

export interface Offer {
  readonly kg: number;
  /** In cents for each kilogram. */
  readonly cost: number;
  readonly travelDay: number;
}

/** Requests for one trip as one would keep them on paper, written without the API's own table of states. */
export function aRequestModel(offer: Offer, kg: Readonly<Record<Requester, number>>, names: Record<Somebody, string>) {
  const requests: Record<Requester, Agreed | null> = { jonas: null, noor: null };
  const isWithdrawn: Record<Requester, boolean> = { jonas: false, noor: false };
  const sends: Record<Requester, number> = { jonas: 0, noor: 0 };
  const trip = { free: offer.kg, cost: offer.cost, travelDay: offer.travelDay, version: 1 };
  const people = ['jonas', 'noor'] as const;

  function change(whose: Requester, changes: Partial<Agreed>): void {
    const request = requests[whose];
    if (request) requests[whose] = { ...request, ...changes };
  }

  function isOpen(whose: Requester): boolean {
    const status = requests[whose]?.status;
    return status === 'PENDING' || status === 'ACCEPTED';
  }

  function sending(who: Somebody): string {
    if (who === 'amira') return 'NotAllowed';
    const before = requests[who];
    if (before?.status === 'DECLINED') return 'AlreadyDeclined';
    // Repeating a send changes nothing. A request of the first app asks for no items, so this one differs.
    if (before && isOpen(who)) return before.kg === kg[who] ? 'done' : 'AlreadyRequested';
    if (sends[who] >= 3) return 'LimitReached';
    if (kg[who] > trip.free) return 'NotEnoughSpace';
    sends[who] += 1;
    requests[who] = {
      status: 'PENDING',
      travelDay: trip.travelDay,
      kg: kg[who],
      price: trip.cost * kg[who],
      names: { traveler: names.amira, requester: names[who] },
    };
    return 'done';
  }

  function accepting(whose: Requester): string {
    const { status, kg: wanted = 0 } = requests[whose] ?? {};
    if (status === 'ACCEPTED') return 'done';
    if (status !== 'PENDING') return 'StatusChanged';
    if (wanted > trip.free) return 'NotEnoughSpace';
    trip.free -= wanted;
    change(whose, { status: 'ACCEPTED' });
    return 'done';
  }

  function declining(whose: Requester): string {
    const status = requests[whose]?.status;
    const isFinal = status === 'DECLINED' || (status === 'CANCELLED' && isWithdrawn[whose]);
    if (status !== 'PENDING' && !isFinal) return 'StatusChanged';
    change(whose, { status: 'DECLINED' });
    return 'done';
  }

  function cancelling(who: Somebody, whose: Requester): string {
    const isTraveler = who === 'amira';
    const { status, kg: taken = 0 } = requests[whose] ?? {};
    if (status === 'CANCELLED') return isTraveler && isWithdrawn[whose] ? 'StatusChanged' : 'done';
    if (status === 'DECLINED' || (status === 'PENDING' && isTraveler)) return 'StatusChanged';
    isWithdrawn[whose] = status === 'PENDING';
    if (status === 'ACCEPTED') trip.free += taken;
    change(whose, { status: 'CANCELLED' });
    return 'done';
  }

  /** The traveler's own edits: a price concerns later requests alone, a date the open ones too. */
  function editing(who: Somebody, what: 'edits' | 'moves'): string {
    if (who !== 'amira') return 'NotAllowed';
    trip.version += 1;
    if (what === 'edits') trip.cost += 25;
    else trip.travelDay += 1;
    for (const whose of people) if (isOpen(whose)) change(whose, { travelDay: trip.travelDay });
    return 'done';
  }

  function renaming(who: Somebody): string {
    names[who] = `${names[who]}a`;
    for (const whose of people) {
      const { traveler, requester } = { traveler: names.amira, requester: names[whose] };
      if (isOpen(whose)) change(whose, { names: { traveler, requester } });
    }
    return 'done';
  }

  return {
    /** Does it, and says what the API should answer: `done`, or the type of an error. */
    expects({ who, what, whose }: Step): string {
      if (what === 'sends') return sending(who);
      if (what === 'edits' || what === 'moves') return editing(who, what);
      if (what === 'renames') return renaming(who);
      const isParty = who === 'amira' || who === whose;
      if (!isParty || (what !== 'cancels' && who !== 'amira')) return 'NotAllowed';
      if (requests[whose] === null) return 'NotFound';
      if (what === 'accepts') return accepting(whose);
      return what === 'declines' ? declining(whose) : cancelling(who, whose);
    },
    /** A request that the first app made, after the migration: for nothing, on the terms of the trip. */
    starts(whose: Requester): void {
      const { travelDay } = trip;
      const agreed = { names: { traveler: names.amira, requester: names[whose] }, price: 0, kg: 0, travelDay };
      requests[whose] = { status: 'PENDING', ...agreed };
      sends[whose] = 1;
    },
    agreed: (whose: Requester) => requests[whose],
    name: (who: Somebody) => names[who],
    free: () => trip.free,
    trip: () => ({ ...trip }),
  };
}
