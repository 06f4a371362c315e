import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../errors.ts';
import { isPlainName } from './tar.ts';

/**
 * What of the data folder no backup holds: what is made anew (locks, the way in for the console, the index of receipt
 * numbers), what is about this folder alone, other backups, and keys, tokens and passwords of whatever kind.
 */
const LEFT_OUT = [
  /^(console|last-backup|moved|restoring)\.json$/,
  /^lock(\.|$)/,
  /^(index|backups)\//,
  /(^|\/)\./,
  /\.(tmp|new|pem)$/,
  /(^|\/)keys\//,
  /(^|\/)[^/]*(token|secret|password)[^/]*$/i,
];

export interface Choice {
  /** Paths relative to the data folder, with `/` between their parts, sorted. */
  files: string[];
  /** Files whose names no archive of ours can hold: none of the till's own. */
  odd: string[];
}

/** What of a data folder goes into a backup. */
export async function chooseFiles(folder: string): Promise<Choice> {
  const all = (await filesIn(folder, '')).filter((name) => !LEFT_OUT.some((each) => each.test(name)));
  return { files: all.filter(isPlainName).sort(), odd: all.filter((name) => !isPlainName(name)) };
}

/** Whether a file only ever grows, line by line; the others are replaced as a whole. */
export function isAppended(file: string): boolean {
  return file.endsWith('.jsonl');
}

async function filesIn(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch((error) => {
    // Gone since it was listed.
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  const found: string[] = [];
  for (const entry of entries) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(await filesIn(folder, name)));
    else if (entry.isFile()) found.push(name);
  }
  return found;
}
