import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Something that must not be found anywhere. */
export interface Secret {
  /** What it is, for the finding. */
  name: string;
  text: string;
}

/** Characters that are looked for together: fewer would be found in other numbers by chance. */
const WINDOW = 10;

/** Every form in which a part of a secret, long enough to be no accident, could stand in a file. */
function tracesOf({ text }: Secret): string[] {
  // A mask may show the first two and the last four.
  const hidden = text.length > WINDOW + 6 ? text.slice(2, -4) : text;
  const parts = [0, Math.floor((hidden.length - WINDOW) / 2), hidden.length - WINDOW]
    .filter((from) => from >= 0)
    .map((from) => hidden.slice(from, from + WINDOW));
  return [...new Set(parts.length > 0 ? parts : [hidden])].flatMap(formsOf);
}

function formsOf(part: string): string[] {
  const bytes = Buffer.from(part);
  const hex = bytes.toString('hex');
  const each = (prefix: string, width: number) =>
    [...bytes].map((byte) => prefix + byte.toString(16).padStart(width, '0')).join('');
  const base64 = [0, 1, 2].map((lead) =>
    // Only the characters that no neighbour has a part in.
    Buffer.from(`${'x'.repeat(lead)}${part}`)
      .toString('base64')
      .replace(/=+$/, '')
      .slice(lead === 0 ? 0 : lead + 1, -2),
  );
  const between = (text: string) => [...part].join(text);
  return [
    part,
    [...part].reverse().join(''),
    encodeURIComponent(part),
    hex,
    hex.toUpperCase(),
    each('%', 2),
    each('\\u', 4),
    each('\\x', 2),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    between(' '),
    between('-'),
    between('\u0000'),
    [...bytes].map((byte) => byte.toString(16)).join(' '),
    [...bytes].join(','),
  ];
}

/** What is found of the secrets in texts: a line for each, with where, and never the secret itself. */
export function leaksIn(places: ReadonlyMap<string, string>, secrets: readonly Secret[]): string[] {
  const found: string[] = [];
  for (const secret of secrets) {
    const traces = tracesOf(secret);
    for (const [place, text] of places) {
      const at = traces.map((trace) => text.indexOf(trace)).find((index) => index >= 0);
      if (at === undefined) continue;
      const before = text.slice(Math.max(0, at - 60), at).replaceAll('\n', ' ');
      found.push(`${secret.name} in ${place}, after: ${before}`);
    }
  }
  return found;
}

/** Every byte of the files below a folder; what is packed also unpacked. */
export function filesBelow(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    // A name may tell it, too.
    found.set(path.slice(folder.length), `${entry.name}\n${bytes.toString('latin1')}`);
    if (path.endsWith('gz'))
      found.set(`${path.slice(folder.length)}, unpacked`, gunzipSync(bytes).toString('latin1'));
  }
  return found;
}
