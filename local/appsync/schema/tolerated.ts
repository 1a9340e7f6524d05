import { type DocumentNode, Kind, parse, visit } from 'graphql';

/** A schema as AppSync takes it, and what it takes without effect. */
export interface Tolerated {
  readonly document: DocumentNode;
  /** A sentence for each thing that has no effect. */
  readonly warnings: readonly string[];
}

/** A block string, a string, a comment, or a semicolon outside of them. */
const semicolons = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|;/g;

/**
 * Parses a schema, leaving out what GraphQL refuses and AppSync accepts without effect: semicolons, and directives that
 * nothing declares. Raises GraphQL's error for anything else that does not parse.
 * @param builtins declares AppSync's own directives
 */
export function tolerate(sdl: string, builtins: DocumentNode): Tolerated {
  let count = 0;
  // A space for each, so that lines and columns stay.
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
