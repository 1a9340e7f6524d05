import type { Point } from '../growth.ts';
import { type Operation, OPERATIONS, type Side, SIDES } from '../protocol.ts';
import type { Results } from './results.ts';
import { box, COLOURS, dot, line, picture, text } from './svg.ts';

const NAMES: Readonly<Record<Side, string>> = {
  ours: 'Take It',
  original: "the first app's access pattern",
  floor: 'the floor: plain SDK calls',
};
const WIDTH = 860;
const GREY = '#6e7781';
const FAINT = '#d8dee4';

/** The operations a second at 16 at a time, relative to the floor. */
export function speedPicture({ speeds, taken }: Results): string {
  const operations = (Object.keys(OPERATIONS) as Operation[]).filter((name) => speeds[name]?.floor?.[16]);
  const [left, top, bar, gap] = [170, 86, 11, 16];
  const block = bar * SIDES.length + gap;
  const most = 1.6;
  const scale = (WIDTH - left - 80) / most;
  const height = top + operations.length * block + 30;
  const parts = [
    text(20, 28, 'Operations a second, 16 at a time, relative to the floor', { size: 16, bold: true }),
    text(20, 48, `All use one store (DynamoDB Local); ${taken.processors}, ${taken.day}.`, { colour: GREY }),
    legend(20, 70),
    ...[0, 0.5, 0.8, 1, 1.5].flatMap((part) => {
      const x = left + part * scale;
      return [
        line(
          [
            [x, top - 4],
            [x, height - 24],
          ],
          FAINT,
          1,
          part === 0.8 ? '4 3' : '',
        ),
        text(x, height - 8, `${part * 100} %`, { anchor: 'middle', size: 11, colour: GREY }),
      ];
    }),
  ];
  for (const [at, operation] of operations.entries()) {
    const y = top + at * block;
    parts.push(text(left - 10, y + 1.9 * bar, OPERATIONS[operation], { anchor: 'end' }));
    const floor = speeds[operation]?.floor?.[16]?.perSecond.median ?? 1;
    for (const [index, side] of SIDES.entries()) {
      const rate = speeds[operation]?.[side]?.[16]?.perSecond.median;
      const of = (rate ?? 0) / floor;
      if (rate !== undefined)
        parts.push(box(left, y + index * bar, Math.min(of, most) * scale, bar - 1, COLOURS[side]));
      const words =
        rate === undefined ? 'none' : `${rate < 10 ? rate.toFixed(1) : rate.toFixed(0)}/s${of > most ? ' →' : ''}`;
      const x = left + Math.min(of, most) * scale + 5;
      parts.push(text(x, y + index * bar + 9, words, { size: 10, colour: GREY }));
    }
  }
  return picture(WIDTH, height, 'Operations a second relative to the floor', parts);
}

function legend(x: number, y: number): string {
  let at = x;
  return SIDES.map((side) => {
    const part = box(at, y - 9, 10, 10, COLOURS[side]) + text(at + 15, y, NAMES[side]);
    at += 40 + NAMES[side].length * 6.6;
    return part;
  }).join('\n');
}

/** The read units of a page while the number of records grows; both axes are logarithmic. */
export function growthPicture({ growth }: Results): string {
  const height = 380;
  return picture(WIDTH, height, 'Read request units of a page', [
    text(20, 28, 'Read request units of one page', { size: 16, bold: true }),
    legend(20, 52),
    panel(
      growth.trips,
      { x: 70, y: 90, width: 330, height: 220 },
      'page of 6 trips, by trips on the route (80 % closed)',
    ),
    panel(
      growth.requests,
      { x: 490, y: 90, width: 330, height: 220 },
      'page of 20 requests, by pending requests of one traveler',
    ),
  ]);
}

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function panel(points: readonly Point[], { x, y, width, height }: Frame, words: string): string {
  const decade = (value: number) => Math.log10(value);
  const sizes = points.map(({ size }) => decade(size));
  const units = points.map(({ readUnits }) => decade(readUnits));
  const [left, right] = [Math.min(...sizes), Math.max(...sizes)];
  const [low, high] = [Math.floor(Math.min(...units)), Math.ceil(Math.max(...units, 1))];
  const across = (size: number) => x + ((decade(size) - left) / (right - left || 1)) * width;
  const up = (value: number) => y + height - ((decade(value) - low) / (high - low || 1)) * height;
  const parts = [text(x + width / 2, y + height + 42, words, { anchor: 'middle', colour: GREY })];
  for (let power = low; power <= high; power += 1) {
    const value = 10 ** power;
    parts.push(
      line(
        [
          [x, up(value)],
          [x + width, up(value)],
        ],
        FAINT,
      ),
    );
    parts.push(text(x - 8, up(value) + 4, value.toLocaleString('en'), { anchor: 'end', size: 11, colour: GREY }));
  }
  for (const size of new Set(points.map((point) => point.size))) {
    const label = size.toLocaleString('en');
    parts.push(text(across(size), y + height + 20, label, { anchor: 'middle', size: 11, colour: GREY }));
  }
  // The floor is drawn first, so that ours stays visible where both cost the same.
  for (const side of [...SIDES].reverse()) {
    const own = points.filter((point) => point.side === side);
    const places = own.map(({ size, readUnits }) => [across(size), up(readUnits)] as const);
    parts.push(
      line(places, COLOURS[side], side === 'floor' ? 5 : 2),
      ...places.map(([a, b]) => dot(a, b, COLOURS[side])),
    );
    const [last] = own.slice(-1);
    if (last && side !== 'floor') {
      const [a, b] = [across(last.size), up(last.readUnits)];
      parts.push(
        text(a, b - 9, String(last.readUnits), { anchor: 'end', size: 11, colour: COLOURS[side], bold: true }),
      );
    }
  }
  return parts.join('\n');
}
