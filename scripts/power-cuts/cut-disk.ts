import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { FILE_SYSTEMS, type FileSystem, ioctlProgram, programAt } from './needs.ts';

const run = promisify(execFile);

/** A file system of its own in an image, whose power can be cut. Call `mount` before anything else. */
export interface CutDisk {
  /** Where it is mounted. */
  folder: string;
  /** Mounts it; what its journal holds is played back. */
  mount(): Promise<void>;
  /** Makes a cut ready, so that the call of `now` is the moment. Resolves when the file system is gone. */
  readyToCut(): { now(): Promise<void>; spare(): void };
  /** Takes it off once nobody has a file open on it. */
  unmount(): Promise<void>;
  /** What its checker finds of an unmounted file system; nothing where it is whole. */
  check(): Promise<string | undefined>;
}

export interface CutDiskRequest {
  /** Where the image and the mount point are made. */
  folder: string;
  fileSystem: FileSystem;
  /** Such as `data=writeback,noauto_da_alloc`; empty: the system's defaults. */
  options: string;
  sizeMb: number;
}

/** `umount` right after a process was killed may find its last file still being closed. */
const UNMOUNT_TRIES = 50;

export async function makeCutDisk(request: CutDiskRequest): Promise<CutDisk> {
  const image = join(request.folder, 'disk.img');
  const folder = join(request.folder, 'disk');
  const { make, check } = FILE_SYSTEMS[request.fileSystem];
  writeFileSync(image, '');
  truncateSync(image, request.sizeMb * 1024 * 1024);
  mkdirSync(folder);
  await tool(make, image);
  const options = ['loop', ...(request.options === '' ? [] : [request.options])].join(',');
  return {
    folder,
    mount: async () => void (await tool(['mount', '-t', request.fileSystem, '-o', options], image, folder)),
    readyToCut: () => readyToCut(folder),
    unmount: () => unmount(folder),
    check: async () => {
      try {
        await tool(check, image);
        return undefined;
      } catch (error) {
        const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
        return `${check[0]} finds: ${stdout}${stderr}`;
      }
    },
  };
}

function readyToCut(folder: string): ReturnType<CutDisk['readyToCut']> {
  const [program = '', ...args] = ioctlProgram() ?? [];
  const child = spawn(programAt(program) ?? program, [...args, folder], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const complaint = text(child.stderr);
  const gone = once(child, 'exit');
  return {
    now: async () => {
      child.stdin.end('now\n');
      const [code] = await gone;
      if (code !== 0) throw new Error(`the file system could not be shut down: ${await complaint}`);
    },
    spare: () => void child.kill('SIGKILL'),
  };
}

async function unmount(folder: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await tool(['umount'], folder);
      return;
    } catch (error) {
      if (tries === UNMOUNT_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function tool([name, ...args]: readonly [string, ...string[]], ...more: string[]) {
  return run(programAt(name) ?? name, [...args, ...more]);
}
