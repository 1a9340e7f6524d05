/**
 * What AppSync gives to handlers while they run. Taken from here, so that a bundle has one import of it: esbuild keeps one
 * for each file that names the package, each under a name of its own.
 */
export { extensions, runtime, util } from '@aws-appsync/utils';
