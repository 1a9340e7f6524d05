import type { Side } from '../protocol.ts';

/** Colours that people with colour blindness can distinguish, by side. */
export const COLOURS: Readonly<Record<Side, string>> = { ours: '#0072b2', original: '#d55e00', floor: '#999999' };

const FONT = 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif';

export interface TextStyle {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly colour?: string;
  readonly bold?: boolean;
}

export function text(x: number, y: number, words: string, style: TextStyle = {}): string {
  const { anchor = 'start', size = 12, colour = '#24292f', bold = false } = style;
  const weight = bold ? ' font-weight="600"' : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${colour}" text-anchor="${anchor}"${weight}>${escaped(words)}</text>`;
}

export function box(x: number, y: number, width: number, height: number, colour: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${colour}" rx="2"/>`;
}

export function line(points: readonly (readonly [number, number])[], colour: string, width = 1, dashes = ''): string {
  const path = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
  const dashed = dashes ? ` stroke-dasharray="${dashes}"` : '';
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${width}"${dashed}/>`;
}

export function dot(x: number, y: number, colour: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="3.5" fill="${colour}"/>`;
}

/** A picture with a white background, so that it is readable on a dark page too. */
export function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}" font-family="${FONT}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
