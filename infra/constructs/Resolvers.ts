import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AppsyncFunction,
  type BaseDataSource,
  Code,
  FunctionRuntime,
  type GraphqlApi,
  Resolver,
} from 'aws-cdk-lib/aws-appsync';
import { Construct } from 'constructs';
import { bundle } from '../bundle.ts';
import { DATA_SOURCES, type DataSourceName } from '../dataSources.ts';
import { projectFile } from '../paths.ts';
import { readResolverFiles, type ResolverFiles } from '../resolverFiles.ts';

export interface ResolversProps {
  readonly api: GraphqlApi;
  readonly dataSources: Readonly<Record<DataSourceName, BaseDataSource>>;
}

/** The code of every pipeline itself. */
const PIPELINE = 'resolvers/lib/pipeline.ts';

/** Wires `resolvers/` to the schema by file name. */
export class Resolvers extends Construct {
  private readonly api: GraphqlApi;
  private readonly dataSources: ResolversProps['dataSources'];
  /** The code by file, as assets: inline, that of all resolvers would be longer than a template may be. */
  private readonly codes: ReadonlyMap<string, Code>;

  constructor(scope: Construct, id: string, { api, dataSources }: ResolversProps) {
    super(scope, id);
    this.api = api;
    this.dataSources = dataSources;
    const schema = readFileSync(projectFile('schema.graphql'), 'utf8');
    const resolvers = readResolverFiles(projectFile('resolvers'), schema);
    const files = resolvers.flatMap((resolver) => resolver.files);
    this.refuseStrayLines(files);
    const folder = mkdtempSync(join(tmpdir(), 'take-it-'));
    this.codes = toAssets(folder, bundle([...files.map(toPath), PIPELINE]));
    for (const resolver of resolvers) {
      if (resolver.isPipeline) this.addPipeline(resolver);
      else this.addUnit(resolver);
    }
    // CDK has copied each into the assembly by now.
    rmSync(folder, { recursive: true });
  }

  private refuseStrayLines(files: readonly string[]): void {
    for (const line of Object.keys(DATA_SOURCES).filter((name) => !files.includes(name))) {
      throw new Error(`infra/dataSources.ts lists ${line}, but there is no resolvers/${line}.ts.`);
    }
  }

  private dataSource(file: string): BaseDataSource {
    const name = DATA_SOURCES[file];
    if (!name) throw new Error(`resolvers/${file}.ts has no data source: add it to infra/dataSources.ts.`);
    return this.dataSources[name];
  }

  private addUnit({ typeName, fieldName, files: [file = ''] }: ResolverFiles): void {
    new Resolver(this, `${typeName}.${fieldName}`, {
      api: this.api,
      typeName,
      fieldName,
      dataSource: this.dataSource(file),
      ...this.javaScript(toPath(file)),
    });
  }

  private addPipeline({ typeName, fieldName, files }: ResolverFiles): void {
    new Resolver(this, `${typeName}.${fieldName}`, {
      api: this.api,
      typeName,
      fieldName,
      pipelineConfig: files.map((file) => this.addStep(file)),
      ...this.javaScript(PIPELINE),
    });
  }

  private addStep(file: string): AppsyncFunction {
    return new AppsyncFunction(this, file.replace('/', '.'), {
      api: this.api,
      // `Mutation.createTrip/1.createTrip` in the characters that a function's name may have.
      name: file.replaceAll(/\W/g, '_'),
      dataSource: this.dataSource(file),
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
