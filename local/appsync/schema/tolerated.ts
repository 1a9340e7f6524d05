import { type DocumentNode, Kind, parse, visit } from 'graphql';

/** A schema as AppSync reads it, and a list of what AppSync ignores. */
export interface Tolerated {
  readonly document: DocumentNode;
  /** One sentence for each ignored element. */
  readonly warnings: readonly string[];
}

/** Matches a block string, a string, a comment, or a semicolon outside of them. */
const semicolons = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|;/g;

/**
 * Parses a schema without the parts that GraphQL refuses but AppSync accepts and ignores: semicolons and undeclared
 * directives.
 * @throws GraphQL's error for any other invalid text
 * @param builtins declares AppSync's own directives
 */
export function tolerate(sdl: string, builtins: DocumentNode): Tolerated {
  let count = 0;
  // One space for each, so that lines and columns stay the same.
  const text = sdl.replace(semicolons, (found) => (found === ';' ? ((count += 1), ' ') : found));
  const parsed = parse(text);
  const known = new Set(['deprecated', 'specifiedBy', 'oneOf', 'skip', 'include']);
  for (const node of [...builtins.definitions, ...parsed.definitions]) {
    if (node.kind === Kind.DIRECTIVE_DEFINITION) known.add(node.name.value);
  }
  const unknown = new Map<string, number>();
  const document = visit(parsed, {
    Directive(node) {
      const name = node.name.value;
      if (known.has(name)) return undefined;
      if (!unknown.has(name)) unknown.set(name, node.loc?.startToken.line ?? 0);
      return null;
    },
  });
  const directives = [...unknown].map(
    ([name, line]) =>
      `The schema uses @${name} (line ${line}), which nothing declares: AppSync accepts it without effect.`,
  );
  const times = `${count} semicolon${count === 1 ? '' : 's'}`;
  return {
    document,
    warnings: [
      ...(count === 0 ? [] : [`The schema has ${times}: AppSync accepts them without effect.`]),
      ...directives,
    ],
  };
}
