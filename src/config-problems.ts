import type { z } from 'zod';
import { configSchema } from './config.ts';

type Issue = z.core.$ZodIssue;

/** Each problem of a configuration in words: where, what was expected, what came, and for a slip the nearest name. */
export function describeIssues(issues: readonly Issue[], raw: unknown): string[] {
  return issues.flatMap((issue) => describeIssue(issue, [], raw));
}

function describeIssue(issue: Issue, parent: readonly PropertyKey[], raw: unknown): string[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const known = [...knownKeys(configSchema)];
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      return `${place([...path, key])}: there is no such setting${near ? `; did you mean "${near}"?` : ''}`;
    });
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return likeliest(issue.errors).flatMap((nested) => describeIssue(nested, path, raw));
  }
  const got = valueAt(raw, path);
  const came = got === undefined ? 'nothing' : JSON.stringify(got)?.slice(0, 60);
  return [`${place(path)}: ${issue.message.replace(/^Invalid input: /, '')}; got ${came}`];
}

/** Of several shapes the one that was probably meant: whose fixed values fit, then with the fewest problems. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const weight = (issues: readonly Issue[]) =>
    issues.length + issues.filter((issue) => issue.code === 'invalid_value').length * 100;
  return [...branches].sort((a, b) => weight(a) - weight(b))[0] ?? [];
}

function place(path: readonly PropertyKey[]): string {
  return (
    path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, '') || 'the file'
  );
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    raw,
  );
}

/** Every key the schema knows anywhere: a slip is most often the right word in the wrong spelling. */
function knownKeys(schema: unknown, found = new Set<string>()): Set<string> {
  const { shape, options, element, innerType } = (schema as { def?: Record<string, unknown> }).def ?? {};
  for (const [key, inner] of Object.entries((shape as object | undefined) ?? {})) {
    found.add(key);
    knownKeys(inner, found);
  }
  for (const inner of [...((options as unknown[] | undefined) ?? []), element, innerType]) {
    if (inner !== undefined) knownKeys(inner, found);
  }
  return found;
}

function nearest(word: string, known: readonly string[]): string | undefined {
  const scored = known
    .map((each) => ({ each, distance: editDistance(word.toLowerCase(), each.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = scored;
  return best && best.distance <= Math.max(2, Math.floor(word.length / 3)) ? best.each : undefined;
}

/** Levenshtein's: insertions, deletions and replacements that make one word of the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
