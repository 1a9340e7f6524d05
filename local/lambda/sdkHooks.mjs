// For import what worker.mjs does for require: the AWS SDK that Lambda's runtime brings is found beside the host.
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (!/^@(aws-sdk|smithy)\//.test(specifier)) throw error;
    return await next(specifier, { ...context, parentURL: import.meta.url });
  }
}
