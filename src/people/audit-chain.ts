import { createHash } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Random } from '../random.ts';

/**
 * Ties the lines of `audit.jsonl` together: each carries a `link`, the SHA-256 of the link before it and of the line
 * itself, so that a line which is altered, taken out, put in or moved shows. Names and places are in it only by their
 * `seal`, with a `salt` that goes when they go: they can be taken out of old lines, and the chain still holds.
 */

/** Where the lines are kept. */
interface LineFile {
  append(line: object): Promise<void>;
  text(): Promise<string>;
}

type Line = Record<string, unknown>;

/**
 * The same file, its lines linked as they are appended: one after the other, for each needs to know what the one before it
 * came to. After a line of which nobody knows whether it is on disk, the file itself is asked. Each link goes to the log:
 * by what was logged elsewhere it shows when the end of the file was cut off.
 */
export function linked<F extends LineFile>(file: F, { random, log }: { random: Random; log: Log }): F {
  let last: string | undefined;
  let written: Promise<unknown> = Promise.resolve();

  async function append(line: object): Promise<void> {
    const before = last ?? lastLink(await file.text());
    last = undefined;
    const salt = Buffer.from(random.bytes(9)).toString('base64url');
    const sealed: Line = { ...line, salt, seal: '' };
    sealed.seal = sealOf(sealed);
    const link = linkOf(before, sealed);
    await file.append({ ...sealed, link });
    last = link;
    log.info('audit line', { act: sealed.act, link });
  }
  return {
    ...file,
    append: (line) => {
      const done = written.then(
        () => append(line),
        () => append(line),
      );
      written = done;
      return done;
    },
  };
}

/** What became of the chain of a file. */
export interface ChainReport {
  lines: number;
  /** Lines at the beginning from before there were links: nothing proves them. */
  unlinked: number;
  /** Lines whose names were taken out, as old ones are. */
  nameless: number;
  /** Every place where the chain does not hold; empty: nothing was altered. */
  faults: { line: number; why: string }[];
  /** The last link: whoever noted it can tell later whether the end was cut off. Left out: there is none. */
  last?: string;
}

/** Looks through the lines of a file. A last line without its end was being written, and is not looked at. Pure. */
export function checkChain(text: string): ChainReport {
  const report: ChainReport = { lines: 0, unlinked: 0, nameless: 0, faults: [] };
  let before = '';
  for (const raw of wholeLines(text)) {
    report.lines += 1;
    const fault = (why: string) => report.faults.push({ line: report.lines, why });
    const line = parsed(raw);
    if (line === undefined) fault('it cannot be read');
    else if (typeof line.link !== 'string') {
      if (report.last === undefined && report.faults.length === 0) report.unlinked += 1;
      else fault('it has no link, and one before it has');
    } else {
      if (line.link !== linkOf(before, line)) fault('it was altered, or what stood before it was');
      if (isNameless(line)) report.nameless += 1;
      else if (line.seal !== sealOf(line)) fault('its name or its place was altered');
      // Each fault is told once: what follows is held to what stands there now.
      before = line.link;
      report.last = line.link;
    }
  }
  return report;
}

/** Whether a link that somebody noted is in the file: where it is not, the end was cut off behind it, or more. */
export function hasLink(text: string, link: string): boolean {
  return wholeLines(text).some((raw) => parsed(raw)?.link === link);
}

function lastLink(text: string): string {
  const link = parsed(wholeLines(text).at(-1) ?? '')?.link;
  return typeof link === 'string' ? link : '';
}

function linkOf(before: string, line: Line): string {
  const { name: _, place: __, salt: ___, link: ____, ...proven } = line;
  return sha256(`${before}\n${JSON.stringify(proven)}`);
}

function sealOf({ salt, name, place }: Line): string {
  return sha256(JSON.stringify([salt, name, place]));
}

function isNameless({ salt, name, place }: Line): boolean {
  return salt === undefined && name === '' && place === '';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function wholeLines(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

function parsed(raw: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(raw);
    return typeof line === 'object' && line !== null ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}
