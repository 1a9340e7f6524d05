import type { Count, Counts } from '../count.ts';
import { type Operation, OPERATIONS, type Side, SIDES } from '../protocol.ts';
import type { Speed, Speeds } from '../time.ts';

/** A column of the table: its title, and the text of a cell. */
interface Column {
  readonly title: string;
  readonly of: (found: Found) => string;
}

interface Found {
  readonly count: Count | undefined;
  readonly one: Speed | undefined;
  readonly many: Speed | undefined;
  /** The ratio of operations a second to the floor's: at 16 at a time, if that was measured. */
  readonly kept: number | undefined;
}

const NAMES: Readonly<Record<Side, string>> = { ours: 'ours', original: 'original', floor: 'floor' };

const COLUMNS: readonly Column[] = [
  { title: 'calls', of: ({ count }) => whole(count?.calls) },
  { title: 'RRU', of: ({ count }) => units(count?.readUnits) },
  { title: 'WRU', of: ({ count }) => units(count?.writeUnits) },
  { title: 'bytes', of: ({ count }) => whole(count?.bytes) },
  { title: 'p50 ms', of: ({ one }) => milliseconds(one?.p50) },
  { title: 'p95', of: ({ one }) => milliseconds(one?.p95) },
  { title: 'p99', of: ({ one }) => milliseconds(one?.p99) },
  { title: '1: op/s', of: ({ one }) => rate(one) },
  { title: 'p50 ms', of: ({ many }) => milliseconds(many?.p50) },
  { title: 'p95', of: ({ many }) => milliseconds(many?.p95) },
  { title: 'p99', of: ({ many }) => milliseconds(many?.p99) },
  { title: '16: op/s', of: ({ many }) => rate(many) },
  { title: 'of floor', of: ({ kept }) => (kept === undefined ? '' : `${Math.round(kept * 100)} %`) },
];

export type Row = readonly string[];

/** The table of results: a row for each operation and side, with times if they were measured. */
export function tableOf(counts: Counts, speeds: Speeds | undefined): { readonly head: Row; readonly rows: Row[] } {
  const rows = (Object.keys(OPERATIONS) as Operation[]).flatMap((operation) =>
    SIDES.filter((side) => counts[operation][side]).map((side) => {
      const speed = speeds?.[operation]?.[side];
      const found = {
        count: counts[operation][side],
        one: speed?.[1],
        many: speed?.[16],
        kept: keptOf(speeds, operation, side),
      };
      return [side === 'ours' ? OPERATIONS[operation] : '', NAMES[side], ...COLUMNS.map(({ of }) => of(found))];
    }),
  );
  return { head: ['', '', ...COLUMNS.map(({ title }) => title)], rows };
}

function keptOf(speeds: Speeds | undefined, operation: Operation, side: Side): number | undefined {
  const [mine, floor] = ([side, 'floor'] as const).map((one) => {
    const speed = speeds?.[operation]?.[one];
    return speed?.[16] ?? speed?.[1];
  });
  return mine && floor && side !== 'floor' ? mine.perSecond.median / floor.perSecond.median : undefined;
}

/** The table for a terminal of 120 columns. */
export function asText({ head, rows }: { readonly head: Row; readonly rows: readonly Row[] }): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: Row) =>
    row.map((text, at) => (at < 2 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join(' ');
  return [head, ...rows].map((row) => line(row).trimEnd()).join('\n');
}

export function asMarkdown({ head, rows }: { readonly head: Row; readonly rows: readonly Row[] }): string {
  const line = (row: Row) => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at < 2 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** The table of processor time at 16 at a time: caller, host and store. */
export function cpuTableOf(speeds: Speeds): { readonly head: Row; readonly rows: Row[] } {
  const rows = (Object.keys(OPERATIONS) as Operation[]).flatMap((operation) =>
    SIDES.flatMap((side) => {
      const cpu = speeds[operation]?.[side]?.[16]?.cpu;
      if (!cpu) return [];
      const figures = [cpu.caller, cpu.host, cpu.store, cpu.caller + cpu.host + cpu.store].map(milliseconds);
      return [[side === 'ours' ? OPERATIONS[operation] : '', NAMES[side], ...figures]];
    }),
  );
  return { head: ['', '', 'caller', 'host', 'DynamoDB Local', 'total'], rows };
}

function whole(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function units(value: number | undefined): string {
  return value === undefined || value === 0 ? '' : String(value);
}

function milliseconds(value: number | undefined): string {
  if (value === undefined) return '';
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** Operations a second, with half the interquartile range in percent. */
function rate(speed: Speed | undefined): string {
  if (!speed) return '';
  const { median, low, high } = speed.perSecond;
  const percent = Math.round(((high - low) / 2 / median) * 100);
  return `${median < 10 ? median.toFixed(1) : median.toFixed(0)} ±${percent}%`;
}
