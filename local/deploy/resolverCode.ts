import type { DataSource, ResolverFunction } from '../appsync/api.ts';
import type { Assembly } from '../assembly/assembly.ts';
import type { Properties } from '../assembly/properties.ts';
import { inlineOrAsset } from './code.ts';

/**
 * The code of a resolver or function, and how much it batches. One that has none hands its whole context to its Lambda
 * function and answers with what that returns: AppSync's default, written out (AWS AppSync developer guide, "Using AWS
 * Lambda resolvers", direct Lambda resolvers). Raises an error where code is missing and there is no such function.
 */
export function codeOf(
  resource: string,
  properties: Properties,
  dataSource: DataSource | undefined,
  assembly: Assembly,
): Pick<ResolverFunction, 'code' | 'batchSize'> {
  const declared = properties.optionalNumber('MaxBatchSize') ?? 0;
  const batchSize = declared > 0 ? declared : undefined;
  if (dataSource?.type !== 'AWS_LAMBDA' || properties.has('Code') || properties.has('CodeS3Location')) {
    return { code: inlineOrAsset(resource, properties, 'Code', assembly.assets), batchSize };
  }
  return { code: declared > 0 ? directBatch : direct, batchSize };
}

/** Written out, as the selection is no part of `ctx.info` in JSON. */
const wholeContext = `
  const { arguments: args, identity, source, request, prev, info, stash } = ctx;
  const { fieldName, parentTypeName, variables, selectionSetList, selectionSetGraphQL } = info;
  const payload = {
    arguments: args, identity, source, request, prev, stash,
    info: { fieldName, parentTypeName, variables, selectionSetList, selectionSetGraphQL },
  };`;

const direct = `
import { util } from '@aws-appsync/utils';
export function request(ctx) {${wholeContext}
  return { operation: 'Invoke', payload };
}
export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type, ctx.result);
  return ctx.result;
}`;

const directBatch = `
import { util } from '@aws-appsync/utils';
export function request(ctx) {${wholeContext}
  return { operation: 'BatchInvoke', payload };
}
export function response(ctx) {
  if (ctx.error) util.error(ctx.error.message, ctx.error.type, ctx.result);
  const { data, errorMessage, errorType } = ctx.result ?? {};
  if (errorMessage) util.error(errorMessage, errorType, data);
  return data;
}`;
