import { readFileSync, statSync } from 'node:fs';

import type { Properties } from '../assembly/properties.ts';

/**
 * A text that a resource carries inline or as a file for S3: a schema, or code. Raises an error when it has neither,
 * and when the file is none of the assembly's.
 */
export function inlineOrAsset(
  resource: string,
  properties: Properties,
  inline: string,
  assets: ReadonlyMap<string, string>,
): string {
  const text = properties.optionalText(inline);
  if (text !== undefined) return text;
  const location = properties.text(`${inline}S3Location`);
  // s3://bucket/key: every bucket is one of the CDK's own, so the key alone tells the file.
  const file = assets.get(location.split('/').slice(3).join('/'));
  if (file === undefined || !statSync(file).isFile()) {
    throw new Error(`${resource}: ${location} is no file of the assembly.`);
  }
  return readFileSync(file, 'utf8');
}
