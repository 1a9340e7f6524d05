import { readFileSync, statSync } from 'node:fs';

import type { Properties } from '../../assembly/properties.ts';

/**
 * Reads a text that a resource contains inline or as a file for S3: a schema, or code.
 * @throws Error when the resource has neither, or when the file is not part of the assembly
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
  // s3://bucket/key: all buckets are CDK's own, so the key identifies the file.
  const file = assets.get(location.split('/').slice(3).join('/'));
  if (file === undefined || !statSync(file).isFile()) {
    throw new Error(`${resource}: ${location} is not a file of the assembly.`);
  }
  return readFileSync(file, 'utf8');
}
