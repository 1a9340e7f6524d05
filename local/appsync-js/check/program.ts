import { fileURLToPath } from 'node:url';
import type * as TypeScript from 'typescript';

/** Here the code would find the types of `@aws-appsync/utils`, if it were in files. */
export const folder = fileURLToPath(new URL('.', import.meta.url));

/** The language's own types, and those of AppSync's packages: the same for every program of this process. */
const declarations = new Map<string, TypeScript.SourceFile>();

export interface TypedCode {
  readonly program: TypeScript.Program;
  /** The codes by the names of their files in the program. */
  readonly files: ReadonlyMap<string, string>;
}

/** `util` and its like are there without an import too; of `console` AWS has two functions. */
const globals = `import '@aws-appsync/utils';
declare global { const console: { log(...values: any[]): void; error(...values: any[]): void } }`;

/** A comment cannot switch the type check off: bundlers remove comments, and no report says that AWS follows them. */
const directives = /@ts-(?=nocheck|ignore|expect-error)/g;

/**
 * One program over all codes, in memory: reading the language's own types takes longer than reading the code. Its
 * settings are those that give AWS's own messages (aws-appsync-community#334, #402): not strict, without the types of
 * browsers and Node.js.
 */
export function typed(codes: readonly string[], ts: typeof TypeScript): TypedCode {
  const files = new Map(codes.map((code, index) => [`${folder}code${index}.js`, code]));
  const texts = new Map([...files].map(([file, code]) => [file, code.replace(directives, '@ts ')]));
  texts.set(`${folder}globals.d.ts`, globals);
  const options: TypeScript.CompilerOptions = {
    allowJs: true,
    checkJs: true,
    strict: false,
    noEmit: true,
    types: [],
    lib: ['lib.es2023.d.ts'],
    // No package replaces the language's own types: looking for one takes longer than reading them.
    libReplacement: false,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
  const onDisk = ts.createCompilerHost(options);
  const host: TypeScript.CompilerHost = {
    ...onDisk,
    fileExists: (file) => texts.has(file) || onDisk.fileExists(file),
    readFile: (file) => texts.get(file) ?? onDisk.readFile(file),
    getSourceFile: (file, version) => {
      const text = texts.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, version, true);
      const declared = declarations.get(file) ?? onDisk.getSourceFile(file, withoutComments(version, ts));
      if (declared !== undefined) declarations.set(file, declared);
      return declared;
    },
  };
  return { program: ts.createProgram([...texts.keys()], options, host), files };
}

/** A type does not depend on the comments of its declaration. */
function withoutComments(
  version: TypeScript.ScriptTarget | TypeScript.CreateSourceFileOptions,
  ts: typeof TypeScript,
): TypeScript.CreateSourceFileOptions {
  const options = typeof version === 'object' ? version : { languageVersion: version };
  return { ...options, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
}
