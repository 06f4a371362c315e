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
    return issue.keys.map((key) => `${place([...path, key])}: ${unknownSetting(key, path)}`);
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const meant = issue.errors.filter((branch) => !branch.some(isOfAnotherKind));
    if (meant.length === 0) return wrongKind(issue.errors, path, raw);
    return likeliest(meant).flatMap((nested) => describeIssue(nested, path, raw));
  }
  if (issue.code === 'invalid_value') return [notOneOf(issue.values, path, raw)];
  const expected = issue.message.replace(/^Invalid input: |, received \w+$/g, '');
  return [`${place(path)}: ${expected}; got ${described(valueAt(raw, path), path)}`];
}

/** A shape is known by one fixed value, such as a gun's transport: where that does not fit, its other settings say nothing. */
function isOfAnotherKind(issue: Issue): boolean {
  return issue.code === 'invalid_value' && issue.values.length === 1 && issue.path.length <= 1;
}

/** No shape has that fixed value, such as a transport nobody knows. */
function wrongKind(
  branches: readonly (readonly Issue[])[],
  parent: readonly PropertyKey[],
  raw: unknown,
): string[] {
  const fixed = branches.flatMap((issues) => issues.find(isOfAnotherKind) ?? []);
  const values = fixed.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values : []));
  return [notOneOf(values, [...parent, ...(fixed[0]?.path ?? [])], raw)];
}

function notOneOf(values: readonly unknown[], path: readonly PropertyKey[], raw: unknown): string {
  const expected = [...new Set(values)].map((value) => JSON.stringify(value)).join(', ');
  return `${place(path)}: expected one of ${expected}; got ${described(valueAt(raw, path), path)}`;
}

function unknownSetting(key: string, path: readonly PropertyKey[]): string {
  const here = path.filter((part) => typeof part !== 'number').join('.');
  const known = knownSettings(configSchema);
  if (known.some((setting) => setting.key === key && setting.within === here)) {
    return 'it does not go together with the settings beside it';
  }
  const near = nearest(key, known, here);
  if (near === undefined) return 'there is no such setting';
  const { within } = near;
  if (within === here) return `there is no such setting; did you mean "${near.key}"?`;
  return `there is no such setting here; did you mean "${within === '' ? '' : `${within}.`}${near.key}"?`;
}

/** Of a value where a secret may have been written by mistake only its kind is told. */
function described(value: unknown, path: readonly PropertyKey[]): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const last = path.at(-1);
  if (last === 'auth' || (typeof last === 'string' && last.endsWith('File'))) return `a ${typeof value}`;
  return JSON.stringify(value).slice(0, 60);
}

/** Of several shapes the one that was probably meant: with the fewest values that do not fit, then with the fewest problems. */
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

interface Setting {
  key: string;
  /** The settings around it, such as `lanes.scanners`. */
  within: string;
}

/** Every setting the schema knows anywhere: a slip is most often the right word misspelt, or in the wrong place. */
function knownSettings(schema: unknown, within = ''): Setting[] {
  const { shape, options, element, innerType } = (schema as { def?: Record<string, unknown> }).def ?? {};
  const own = Object.entries((shape as object | undefined) ?? {}).flatMap(([key, inner]) => [
    { key, within },
    ...knownSettings(inner, within === '' ? key : `${within}.${key}`),
  ]);
  const wrapped = [...((options as unknown[] | undefined) ?? []), element, innerType];
  return [...own, ...wrapped.flatMap((inner) => (inner === undefined ? [] : knownSettings(inner, within)))];
}

/** The most alike; of those that are equally alike one that belongs where the word stands. */
function nearest(word: string, known: readonly Setting[], here: string): Setting | undefined {
  const [best] = known
    .map((setting) => ({
      setting,
      distance: editDistance(word.toLowerCase(), setting.key.toLowerCase()),
      isElsewhere: setting.within !== here,
    }))
    .sort((a, b) => a.distance - b.distance || Number(a.isElsewhere) - Number(b.isElsewhere));
  const most = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  return best && best.distance <= most ? best.setting : undefined;
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
