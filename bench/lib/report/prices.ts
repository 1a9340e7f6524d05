import type { Count } from '../count.ts';
import { type Operation, OPERATIONS } from '../protocol.ts';
import type { Results } from './results.ts';
import type { Row } from './table.ts';

/**
 * AWS's on-demand prices in us-east-1 for a million, in dollars, without taxes and free tiers, as of 2025 ("Amazon
 * DynamoDB pricing for On-Demand capacity", "AWS AppSync pricing", "AWS Lambda pricing").
 */
export const PRICES = { readUnits: 0.125, writeUnits: 0.625, operation: 4, update: 2 } as const;

/** The price of a million of each operation, and the price of the table calls of the floor and of the first app. */
export function priceTable({ counts }: Results): { readonly head: Row; readonly rows: Row[] } {
  const rows = (Object.keys(OPERATIONS) as Operation[]).map((operation) => {
    const { ours, original, floor } = counts[operation];
    // Both people of a request get an update: a publishing mutation and a delivered message for each.
    const updates = operation === 'liveUpdate' ? 2 * (PRICES.operation + PRICES.update) : 0;
    const api = PRICES.operation + updates;
    const table = ours ? tableCost(ours) : 0;
    return [
      OPERATIONS[operation],
      dollars(table),
      dollars(api),
      dollars(table + api),
      original ? dollars(tableCost(original)) : '',
      floor ? dollars(tableCost(floor)) : '',
    ];
  });
  const head = ['a million operations', 'table', 'AppSync', 'total', "the first app's table", "the floor's table"];
  return { head, rows };
}

function tableCost({ readUnits, writeUnits }: Count): number {
  return readUnits * PRICES.readUnits + writeUnits * PRICES.writeUnits;
}

function dollars(value: number): string {
  return `$${value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
