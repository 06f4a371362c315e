// Loaded before a till where no file system can be mounted (see small-disk.ts): file operations below a folder fail as on
// a disk that is full or read-only, as long as a file says so. Its environment: STAND_IN_FOLDER, STAND_IN_STATE (a file
// that holds "full", "ro", "almost full" or nothing).
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { STAND_IN_FOLDER: folder, STAND_IN_STATE: stateFile } = process.env;
const WORDS = { ENOSPC: 'no space left on device', EROFS: 'read-only file system' };
const CODES = { full: 'ENOSPC', ro: 'EROFS' };
const real = { ...fs.promises };

const state = () => fs.readFileSync(stateFile, 'utf8');
const isOurs = (path) => String(path).startsWith(folder);

function refuse(name, path) {
  const code = CODES[state()];
  if (!isOurs(path) || code === undefined) return;
  throw Object.assign(new Error(`${code}: ${WORDS[code]}, ${name} '${path}'`), { code, path, syscall: name });
}

/** What writes needs space, and a disk that can be written to. */
for (const name of ['writeFile', 'appendFile', 'mkdir', 'link']) {
  fs.promises[name] = async (path, ...rest) => {
    refuse(name, path);
    return real[name](path, ...rest);
  };
}

/** What takes away needs no space. */
for (const name of ['rename', 'unlink']) {
  fs.promises[name] = async (path, ...rest) => {
    if (state() === 'ro') refuse(name, path);
    return real[name](path, ...rest);
  };
}

fs.promises.open = async (path, flags, mode) => {
  const writes = typeof flags === 'number' && (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0;
  if (writes && state() === 'ro') refuse('open', path);
  const handle = await real.open(path, flags, mode);
  for (const name of ['writeFile', 'appendFile', 'write']) {
    const write = handle[name].bind(handle);
    handle[name] = async (...args) => {
      refuse('write', path);
      return write(...args);
    };
  }
  return handle;
};

fs.promises.statfs = async (path, ...rest) => {
  const told = await real.statfs(path, ...rest);
  return isOurs(path) && state() === 'almost full' ? { ...told, bavail: 20, bsize: 1024 * 1024 } : told;
};

syncBuiltinESMExports();
