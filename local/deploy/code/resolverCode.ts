import type { DataSource, ResolverFunction } from '../../appsync/api.ts';
import type { Assembly } from '../../assembly/assembly.ts';
import type { Properties } from '../../assembly/properties.ts';
import { inlineOrAsset } from './code.ts';

/**
 * The code of a resolver or function, and its batch size. Without code, AppSync passes the whole context to the Lambda
 * function and returns its result; the host uses equivalent code (AWS AppSync developer guide, "Using AWS Lambda
 * resolvers", direct Lambda resolvers).
 * @throws Error when code is missing and the data source is not a Lambda function
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

/** The fields of `info` are listed, because JSON of `ctx.info` does not contain the selection. */
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
