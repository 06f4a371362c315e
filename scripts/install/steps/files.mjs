import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Whole and on disk, or as it was before. */
export function replaceFile(path, content, mode) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.part`;
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', mode);
  try {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}

/** Points a link elsewhere in one step: there is no moment at which it leads nowhere. */
export function pointTo(link, target) {
  const draft = join(dirname(link), `.${basename(link)}.part`);
  rmSync(draft, { force: true });
  symlinkSync(target, draft);
  renameSync(draft, link);
  syncFolder(dirname(link));
}

/** Where a link leads; nothing where there is none. */
export function targetOf(link) {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

export function syncFolder(path) {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
