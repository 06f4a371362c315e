import { watch } from 'node:fs';

/** Whether the kernel gives such a name to nodes of devices that may be scanners. */
export function isScannerNode(name: string): boolean {
  return /^(hidraw|ttyACM|ttyUSB)\d+$/.test(name);
}

/**
 * Calls `onChange` whenever a scanner's device node comes, goes or changes its rights, within milliseconds. Where
 * there is no `/dev` to watch it never calls: the back-off finds the gun a little later. Returns what ends it.
 */
export function watchDevices(onChange: () => void, folder = '/dev'): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || isScannerNode(name)) onChange();
    });
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {};
  }
}
