import { posix } from 'node:path';
import { parseSync } from 'vite';

/** A file of the project: its path from the root, with `/`, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface Import {
  /** A path from the root for one of ours (`src/clock.ts`), else as written (`node:fs`, `zod`). */
  target: string;
  isOurs: boolean;
  /** Gone after compiling: `import type`. `import { type X }` is not, it still loads the module. */
  isTypeOnly: boolean;
  /** The names taken, where they are listed. */
  names: string[];
}

/** A node of the syntax tree (ESTree with TypeScript's additions). */
export interface Node {
  type: string;
  [field: string]: unknown;
}

/** All nodes of a file, outer ones first. Throws on a syntax error. */
export function nodesOf({ path, text }: SourceFile): Node[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map((error) => error.message).join('; ')}`);
  return [...walk(program)];
}

/** What a file imports, re-exports or loads later, by any of the ways TypeScript has. */
export function importsOf(file: SourceFile): Import[] {
  return nodesOf(file).flatMap((node) => {
    const from = textOf(node.source) ?? (node.type === 'TSImportType' ? textOf(node.argument) : undefined);
    if (from === undefined) return [];
    const isOurs = from.startsWith('.');
    return {
      target: isOurs ? posix.join(posix.dirname(file.path), from) : from,
      isOurs,
      isTypeOnly: node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type',
      names: nodesIn(node.specifiers).flatMap((specifier) => nameOf(specifier.imported) ?? []),
    };
  });
}

/** `Date.now` for a member access on a plain name, `setTimeout` for a plain name, else nothing. */
export function dottedName(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type !== 'MemberExpression' || value.computed === true) return nameOf(value);
  const [object, property] = [nameOf(value.object), nameOf(value.property)];
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}

export function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' && typeof value.name === 'string'
    ? value.name
    : undefined;
}

function textOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Literal' && typeof value.value === 'string'
    ? value.value
    : undefined;
}

function* walk(value: unknown): Generator<Node> {
  if (isNode(value)) yield value;
  if (typeof value === 'object' && value !== null)
    for (const child of Object.values(value)) yield* walk(child);
}

function nodesIn(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
