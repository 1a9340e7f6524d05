import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { build } from '../../infra/bundles/resolverBundle.ts';
import { projectFile } from '../../infra/paths.ts';
import { resolverPaths } from '../../infra/resolverFiles.ts';
import { locator, withoutMap } from '../../local/appsync-js/runtime/sourceMap.ts';
import { UsageError } from '../lib/failure.ts';
import { concurrently } from './concurrently.ts';
import type { Evaluator, Handler, Question, Refusal } from './evaluator.ts';

/** A refusal with its place in the TypeScript sources. */
export interface Finding {
  readonly type: string;
  readonly value: string;
  /** `resolvers/Query.trip.ts:12:3`; only the file if AppSync names no place. */
  readonly at: string;
}

export interface BundleReport {
  /** The resolver file, from the project's root. */
  readonly file: string;
  readonly handler: Handler;
  readonly characters: number;
  readonly refused: readonly Finding[];
}

/** The handlers of a pipeline function or a unit resolver. */
const HANDLERS = ['request', 'response'] as const;

/** A context with which every handler can start. An error that a handler raises is no refusal. */
const CONTEXT = {
  arguments: {},
  source: {},
  result: {},
  stash: {},
  prev: { result: {} },
  identity: { sub: 'nobody', username: 'nobody', claims: {} },
};

/**
 * Sends both handlers of each bundle to an evaluator.
 * @param files resolver files from the project's root; if empty, every bundle that a stage deploys
 * @returns one report for each handler
 * @throws UsageError when a file does not exist
 */
export async function checkBundles(evaluator: Evaluator, files: readonly string[]): Promise<BundleReport[]> {
  const questions = [...bundlesOf(files)].flatMap(([file, code]) =>
    HANDLERS.map((handler) => ({ file, code, handler })),
  );
  return concurrently(questions, async ({ file, code, handler }) => {
    const refused = await findingsOf(evaluator, file, { code, handler, context: CONTEXT });
    return { file, handler, characters: code.length, refused };
  });
}

/**
 * AWS does not document whether a place counts in the bundle or in its sources. So a refused bundle is sent again
 * without its source map: then the places count in the bundle.
 */
async function findingsOf(evaluator: Evaluator, file: string, question: Question): Promise<Finding[]> {
  const answer = await evaluator.evaluate(question);
  if (answer.kind !== 'refused') return [];
  const again = await evaluator.evaluate({ ...question, code: withoutMap(question.code) });
  // For example, only the source map made the code too long.
  if (again.kind !== 'refused') return answer.refusals.map(({ type, value }) => ({ type, value, at: file }));
  return again.refusals.map((refusal) => toFinding(file, question.code, refusal));
}

/** Bundles the files. Both stages deploy the same code. Our own check does not run here, because AWS decides. */
function bundlesOf(files: readonly string[]): ReadonlyMap<string, string> {
  const missing = files.find((file) => !existsSync(resolve(projectFile('.'), file)));
  if (missing !== undefined) throw new UsageError(`There is no file ${missing}: name it from the project's root.`);
  return build(files.length > 0 ? files : resolverPaths());
}

function toFinding(bundle: string, code: string, { type, value, place }: Refusal): Finding {
  if (place === null) return { type, value, at: bundle };
  const { file, line, column } = locator(code, bundle)(place.line, place.column);
  // Paths in a source map are relative to the bundle's output folder.
  return { type, value, at: `${file.replace(/^(?:\.\.\/)+/, '')}:${line}:${column}` };
}
