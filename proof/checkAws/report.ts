import type { BundleReport } from './bundles.ts';
import { describeAnswer, describeAssumed } from './probe.ts';
import type { ProbeReport } from './probes.ts';

/** Lines about the bundles: each refusal, and a total. */
export function bundleLines(reports: readonly BundleReport[]): string[] {
  const refused = reports.filter((report) => report.refused.length > 0);
  const files = new Set(reports.map(({ file }) => file));
  const refusedFiles = new Set(refused.map(({ file }) => file));
  const longest = Math.max(0, ...reports.map(({ characters }) => characters));
  return [
    ...refused.flatMap(({ file, handler, refused: findings }) => [
      `REFUSED  ${file}, ${handler}`,
      ...findings.map(({ at, type, value }) => `         ${at} ${type}: ${value}`),
    ]),
    `Bundles: ${files.size} sent, ${files.size - refusedFiles.size} accepted, ${refusedFiles.size} refused` +
      ` (the longest has ${longest} characters).`,
  ];
}

const WIDTHS = { id: 5, assumption: 56, confidence: 10, assumed: 20, host: 20, aws: 20 } as const;

/** Lines about the probes: a table of all, details of wrong assumptions, and a total. */
export function probeLines(reports: readonly ProbeReport[]): string[] {
  const wrong = reports.filter(({ holds }) => !holds);
  const fatal = wrong.filter(({ isFatal }) => isFatal);
  const different = reports.filter(({ aws, host }) => shortly(describeAnswer(aws)) !== shortly(describeAnswer(host)));
  return [
    row('', 'assumption', 'confidence', 'assumed', 'our host', 'AWS', 'verdict'),
    ...reports.map(({ probe: { id, assumption, confidence, assumed }, host, aws, holds }) =>
      row(
        id,
        assumption,
        confidence,
        describeAssumed(assumed),
        shortly(describeAnswer(host)),
        shortly(describeAnswer(aws)),
        holds ? 'holds' : 'WRONG',
      ),
    ),
    '',
    ...wrong.flatMap(({ probe, host, aws }) => [
      `WRONG  ${probe.id} ${probe.assumption} (${probe.confidence}; ${probe.source})`,
      `       assumed   ${describeAssumed(probe.assumed)}`,
      `       our host  ${describeAnswer(host)}`,
      `       AWS       ${describeAnswer(aws)}`,
    ]),
    `Probes: ${reports.length} sent, ${reports.length - wrong.length} assumptions hold, ${wrong.length} wrong` +
      ` (${fatal.length} of them relied on); our host answers differently in ${different.length}.`,
  ];
}

function row(
  id: string,
  assumption: string,
  confidence: string,
  assumed: string,
  host: string,
  aws: string,
  verdict: string,
) {
  return [
    cell(id, WIDTHS.id),
    cell(assumption, WIDTHS.assumption),
    cell(confidence, WIDTHS.confidence),
    cell(assumed, WIDTHS.assumed),
    cell(host, WIDTHS.host),
    cell(aws, WIDTHS.aws),
    verdict,
  ].join('  ');
}

function cell(text: string, width: number): string {
  const fitting = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  return fitting.padEnd(width);
}

/** Removes parts that differ between evaluators: the words of a refusal, and the place before a message. */
function shortly(text: string): string {
  return text.startsWith('refused: ') ? 'refused' : text.replace(/code\.js:\d+:\d+: /, '');
}
