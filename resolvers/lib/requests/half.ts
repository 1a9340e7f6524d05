import type { CancelReason } from '../../../domain/schema.types.ts';

/**
 * One party's half of a request as this API writes it. Its key says which pair it belongs to. The first app wrote `tripid`,
 * `dtime` and `tstamp` only.
 */
export interface RequestHalf {
  username: string;
  created: string;
  /** Kilograms by the category's stored name. */
  items: Record<string, number>;
  /** The number of documents, for a request with PAPER. */
  pieces: number;
  /** Terms: what a kilogram or a document of each category costs, from where to where, when, and in which currency. */
  cost: Record<string, number>;
  fromcity: string;
  tocity: string;
  trdate: string;
  currency: string;
  /** The name of the traveler, and that of the requester. */
  tname: string;
  rname: string;
  note: string;
  /** When it was sent: `2022-10-15-22-42-41-599518`. */
  dtime: string;
  /** How often it was sent. */
  sends: number;
  changed: string;
  revision: number;
  reason: CancelReason;
  /** When the trip expires: epoch seconds. */
  tstamp: number;
}
