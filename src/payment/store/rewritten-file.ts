import type { AppendedFile } from './appended-file.ts';
import { lines, textOf } from './appended-file.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { replaceFile } from './durable-file.ts';

/** Lines that are looked at before everything else has its turn: some milliseconds. */
const AT_ONCE = 50;

export interface Rewrite {
  file: string;
  /** Who appends to it. */
  queue: Pick<AppendedFile, 'exclusively'>;
  /** What a line is to be; nothing where it stays as it is. */
  change(line: string): string | undefined;
  /** Lets others go first; where it rejects nothing is changed. */
  pause(): Promise<void>;
  /** Default: this machine's. */
  disk?: Disk | undefined;
}

/**
 * Changes lines of a file that otherwise only grows. After a power cut either the old or the new file is there, whole; what
 * is appended meanwhile is in it. Resolves with how many lines were changed.
 */
export async function rewriteLines({
  file,
  queue,
  change,
  pause,
  disk = nodeDisk,
}: Rewrite): Promise<number> {
  const before = await textOf(file, disk);
  const whole = before.slice(0, before.lastIndexOf('\n') + 1);
  const after: string[] = [];
  let seen = 0;
  let changed = 0;
  for (const line of lines(whole)) {
    const next = change(line);
    if (next !== undefined && next !== line) changed += 1;
    after.push(`${next ?? line}\n`);
    seen += 1;
    if (seen % AT_ONCE === 0) await pause();
  }
  if (changed === 0) return 0;
  await pause();
  await queue.exclusively(async () => {
    const now = await textOf(file, disk);
    // Nobody but the queue writes to it: something else has been at it.
    if (!now.startsWith(whole)) throw new Error(`${file} was changed by somebody else`);
    await replaceFile(file, after.join('') + now.slice(whole.length), disk);
  });
  return changed;
}

/** Shows every line of a file, some at a time. */
export async function visitLines(
  { file, disk = nodeDisk, pause }: Pick<Rewrite, 'file' | 'disk' | 'pause'>,
  visit: (line: string) => void,
): Promise<void> {
  let seen = 0;
  for (const line of lines(await textOf(file, disk))) {
    visit(line);
    seen += 1;
    if (seen % AT_ONCE === 0) await pause();
  }
}
