import { PREFIXES } from '../../domain/keys.ts';
import { STATUSES, transitions } from '../../domain/requestStates.ts';

/** The state machine as a Mermaid diagram, an arrow for each way from a status to another. */
export function stateDiagram(): string {
  const arrows = transitions().map(({ actor, action, from, fromReason, to, reason, free }) => {
    const kilograms = { stays: '', taken: ', kilograms taken', givenBack: ', kilograms given back' }[free];
    const only = fromReason ? `, only ${fromReason}` : '';
    return `    ${from ?? '[*]'} --> ${to}: ${actor} ${action}${reason ? ` (${reason})` : ''}${kilograms}${only}`;
  });
  return ['stateDiagram-v2', ...arrows].join('\n');
}

/** Where the halves of each status stand, as a table. */
export function prefixTable(): string {
  const rows = STATUSES.map((status) => [
    status,
    `\`${PREFIXES[status].traveler}<tripid>_<requester>\``,
    `\`${PREFIXES[status].requester}<tripid>_<traveler>\``,
  ]);
  const all = [['status', "the traveler's half", "the requester's half"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
