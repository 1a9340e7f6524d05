import { fileURLToPath } from 'node:url';
import type * as TypeScript from 'typescript';

/** Here the code would find the types of `@aws-appsync/utils`, if it were in files. */
export const folder = fileURLToPath(new URL('.', import.meta.url));

/** The language's own types, and those of AppSync's packages: the same for every program of this process. */
const declarations = new Map<string, TypeScript.SourceFile>();

export interface TypedCode {
  readonly program: TypeScript.Program;
  /** The name of each code's file in the program, in the order of the codes. */
  readonly files: readonly string[];
}

/** One program over all codes at once, in memory: reading the language's own types takes longer than reading the code. */
export function typed(codes: readonly string[], ts: typeof TypeScript): TypedCode {
  const texts = new Map(codes.map((code, index) => [`${folder}code${index}.js`, code]));
  const options: TypeScript.CompilerOptions = {
    allowJs: true,
    checkJs: false,
    noEmit: true,
    types: [],
    lib: ['lib.es2023.d.ts'],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
  const onDisk = ts.createCompilerHost(options, true);
  const host: TypeScript.CompilerHost = {
    ...onDisk,
    fileExists: (file) => texts.has(file) || onDisk.fileExists(file),
    readFile: (file) => texts.get(file) ?? onDisk.readFile(file),
    getSourceFile: (file, version) => {
      const text = texts.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, version, true);
      const declared = declarations.get(file) ?? onDisk.getSourceFile(file, version);
      if (declared !== undefined) declarations.set(file, declared);
      return declared;
    },
  };
  return { program: ts.createProgram([...texts.keys()], options, host), files: [...texts.keys()] };
}
