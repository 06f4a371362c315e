import { type FileHandle, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorText, TillError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { LedgerEvent } from './ledger.ts';

/** The ledger on disk: one JSON line per event, only ever appended to. */
export interface LedgerFile {
  /** What it held when it was opened, oldest first. */
  events: readonly LedgerEvent[];
  /** Resolves once the line is durable. Lines that come together share one sync. Rejects for good after a failed write. */
  append(event: LedgerEvent): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  line: string;
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Opens the ledger, making it if there is none. A torn last line, whose append was never acknowledged, is cut off.
 * Throws `DATA_FOLDER_UNUSABLE` where any other line cannot be read.
 */
export async function openLedgerFile(path: string, log: Log): Promise<LedgerFile> {
  const file = await open(path, 'a', 0o600);
  await syncFolder(dirname(path));
  const text = await readFile(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) {
    log.warn('sandbox ledger: torn last line cut off', { path });
    await file.truncate(Buffer.byteLength(whole));
    await file.datasync();
  }
  const events = whole
    .split('\n')
    .slice(0, -1)
    .map((line, index) => parseLine(line, `${path}:${index + 1}`));
  return { events, ...appender(file) };
}

function appender(file: FileHandle): Pick<LedgerFile, 'append' | 'close'> {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let broken: unknown;

  const writeAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (broken !== undefined) throw broken;
        await file.appendFile(batch.map((entry) => entry.line).join(''));
        await file.datasync();
        for (const entry of batch) entry.done();
      } catch (error) {
        // What is on disk now is not known: nothing more may be promised from it.
        broken = error;
        for (const entry of batch) entry.failed(error);
      }
    }
    writing = undefined;
  };

  return {
    append: (event) =>
      new Promise((done, failed) => {
        waiting.push({ line: `${JSON.stringify(event)}\n`, done, failed });
        writing ??= writeAll();
      }),
    close: async () => {
      await writing;
      await file.close();
    },
  };
}

function parseLine(line: string, where: string): LedgerEvent {
  try {
    return JSON.parse(line) as LedgerEvent;
  } catch (cause) {
    throw new TillError({
      code: 'DATA_FOLDER_UNUSABLE',
      message: `the sandbox ledger cannot be read at ${where}: ${errorText(cause)}`,
      hint: 'Move the sandbox folder away to begin a new one.',
    });
  }
}

/** A new file's name is durable only once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
