import { watch } from 'node:fs';

/** Names the kernel gives to scanners' device nodes. */
const NODE = /^(hidraw|ttyACM|ttyUSB)\d+$/;

/**
 * Calls `onChange` whenever a scanner's device node comes, goes or changes its rights, within milliseconds. Where
 * there is no `/dev` to watch it never calls: the back-off finds the gun a little later. Returns what ends it.
 */
export function watchDevices(onChange: () => void, folder = '/dev'): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || NODE.test(name)) onChange();
    });
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {};
  }
}
