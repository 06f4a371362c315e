import { watch } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../clock.ts';

/** A plug-in makes several events, a composite gun's many: they are told as one when it has been quiet so long, ms. */
const QUIET_MS = 50;
/** However long it goes on, what began is told within this time, ms. */
const AT_MOST_MS = 250;

/** Whether the kernel gives such a name to nodes of devices that may be scanners. */
export function isScannerNode(name: string): boolean {
  return /^(hidraw|ttyACM|ttyUSB)\d+$/.test(name);
}

/**
 * Calls `onChange` when nodes of scanners came, went or changed their rights. Where there is no `/dev` to watch it never
 * calls: the slow look finds the gun a little later. Returns what ends it.
 */
export function watchDevices(onChange: () => void, clock: Clock, folder = '/dev'): () => void {
  let callOff = () => {};
  let first: number | undefined;
  const tell = () => {
    first = undefined;
    onChange();
  };
  const seen = () => {
    callOff();
    const now = clock.monotonic();
    first ??= now;
    callOff = clock.after(Math.max(0, Math.min(QUIET_MS, first + AT_MOST_MS - now)), tell);
  };
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || isScannerNode(name)) seen();
    });
    watcher.on('error', () => watcher.close());
    return () => {
      callOff();
      watcher.close();
    };
  } catch {
    return () => {};
  }
}

/**
 * What the nodes of scanners are now, to compare with what they were: cheap enough to do every few seconds, as listing the
 * devices is not. A write to a node changes nothing of it; a new device under an old name does, and so do new rights.
 */
export async function deviceNodes(folder = '/dev'): Promise<string> {
  const names = (await readdir(folder)).filter(isScannerNode).sort();
  const nodes = await Promise.all(
    names.map(async (name) => {
      const node = await lstat(path.join(folder, name)).catch(() => undefined);
      return node && [name, node.rdev, node.ino, node.mode, node.gid, node.ctimeMs].join(' ');
    }),
  );
  const links = await readdir(path.join(folder, 'serial/by-id')).catch(() => []);
  return [...nodes, ...links.sort()].join('\n');
}
