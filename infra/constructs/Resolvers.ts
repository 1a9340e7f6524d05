import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  AppsyncFunction,
  type BaseDataSource,
  Code,
  FunctionRuntime,
  type GraphqlApi,
  Resolver,
} from 'aws-cdk-lib/aws-appsync';
import { Construct } from 'constructs';

import { apiBundles } from '../bundles/resolverBundle.ts';
import type { DataSourceName, Step } from '../pipelines.ts';
import { apiResolvers, PIPELINE, type ResolverFiles } from '../resolverFiles.ts';

export interface ResolversProps {
  readonly api: GraphqlApi;
  readonly dataSources: Readonly<Record<DataSourceName, BaseDataSource>>;
}

/** A resolver for each file and each pipeline of `resolvers/`. */
export class Resolvers extends Construct {
  private readonly api: GraphqlApi;
  private readonly dataSources: ResolversProps['dataSources'];
  /** The code by file, as assets: with inline code the template would exceed CloudFormation's limit. */
  private readonly codes: ReadonlyMap<string, Code>;

  constructor(scope: Construct, id: string, { api, dataSources }: ResolversProps) {
    super(scope, id);
    this.api = api;
    this.dataSources = dataSources;
    const folder = mkdtempSync(join(tmpdir(), 'take-it-'));
    this.codes = toAssets(folder, apiBundles());
    for (const resolver of apiResolvers()) this.add(resolver);
    // CDK has already copied the files into the assembly.
    rmSync(folder, { recursive: true });
  }

  private add({ typeName, fieldName, isPipeline, steps }: ResolverFiles): void {
    const name = `${typeName}.${fieldName}`;
    const [unit] = steps;
    new Resolver(this, name, {
      api: this.api,
      typeName,
      fieldName,
      ...(isPipeline
        ? { pipelineConfig: steps.map((step, at) => this.addStep(name, at + 1, step)), ...this.javaScript(PIPELINE) }
        : unit && { dataSource: this.dataSources[unit.dataSource], ...this.javaScript(toPath(unit.file)) }),
    });
  }

  private addStep(pipeline: string, position: number, { file, dataSource }: Step): AppsyncFunction {
    const id = `${pipeline}.${position}.${basename(file)}`;
    return new AppsyncFunction(this, id, {
      api: this.api,
      // A function's name may not contain dots: `Mutation_createTrip_1_createTrip`.
      name: id.replaceAll('.', '_'),
      dataSource: this.dataSources[dataSource],
      ...this.javaScript(toPath(file)),
    });
  }

  private javaScript(file: string) {
    const code = this.codes.get(file);
    if (!code) throw new Error(`${file} was not bundled.`);
    return { runtime: FunctionRuntime.JS_1_0_0, code };
  }
}

function toAssets(folder: string, bundles: ReadonlyMap<string, string>): Map<string, Code> {
  const assets = [...bundles].map(([file, code]) => {
    const path = join(folder, `${file.replaceAll(/\W/g, '_')}.js`);
    writeFileSync(path, code);
    return [file, Code.fromAsset(path)] as const;
  });
  return new Map(assets);
}

function toPath(file: string): string {
  return `resolvers/${file}.ts`;
}
