import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { build } from '../../infra/bundle.ts';
import { projectFile } from '../../infra/paths.ts';
import { resolverPaths } from '../../infra/resolverFiles.ts';
import { locator, withoutMap } from '../../local/appsync-js/runtime/sourceMap.ts';
import { UsageError } from '../lib/failure.ts';
import { concurrently } from './concurrently.ts';
import type { Evaluator, Handler, Question, Refusal } from './evaluator.ts';

/** A refusal, where the developer finds it. */
export interface Finding {
  readonly type: string;
  readonly value: string;
  /** `resolvers/Query.trip.ts:12:3`; the bundle's file alone when AppSync names no place. */
  readonly at: string;
}

export interface BundleReport {
  /** The resolver file, from the project's root. */
  readonly file: string;
  readonly handler: Handler;
  readonly characters: number;
  readonly refused: readonly Finding[];
}

/** Both handlers of a pipeline's function and of a unit resolver. */
const HANDLERS = ['request', 'response'] as const;

/** Enough for a handler to begin: a handler that fails with it is not refused. */
const CONTEXT = {
  arguments: {},
  source: {},
  result: {},
  stash: {},
  prev: { result: {} },
  identity: { sub: 'nobody', username: 'nobody', claims: {} },
};

/**
 * Sends bundles to an evaluator, each handler once.
 * @param files resolver files from the project's root; every bundle that a stage deploys when there are none
 * @throws UsageError when there is no such file
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
 * It is not documented whether the places of a refusal count in the bundle or in the sources behind its map. So a refused
 * bundle is sent again without its map: then they count in the bundle.
 */
async function findingsOf(evaluator: Evaluator, file: string, question: Question): Promise<Finding[]> {
  const answer = await evaluator.evaluate(question);
  if (answer.kind !== 'refused') return [];
  const again = await evaluator.evaluate({ ...question, code: withoutMap(question.code) });
  // Too long with its map alone, for example.
  if (again.kind !== 'refused') return answer.refusals.map(({ type, value }) => ({ type, value, at: file }));
  return again.refusals.map((refusal) => toFinding(file, question.code, refusal));
}

/** Both stages deploy the same code. Our own check of it does not run here: AWS alone decides. */
function bundlesOf(files: readonly string[]): ReadonlyMap<string, string> {
  const missing = files.find((file) => !existsSync(resolve(projectFile('.'), file)));
  if (missing !== undefined) throw new UsageError(`There is no file ${missing}: name it from the project's root.`);
  return build(files.length > 0 ? files : resolverPaths());
}

function toFinding(bundle: string, code: string, { type, value, place }: Refusal): Finding {
  if (place === null) return { type, value, at: bundle };
  const { file, line, column } = locator(code, bundle)(place.line, place.column);
  // A source map counts from where the bundle would be written.
  return { type, value, at: `${file.replace(/^(?:\.\.\/)+/, '')}:${line}:${column}` };
}
