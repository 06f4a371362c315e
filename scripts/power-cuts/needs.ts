import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The file systems a till may be put on, and what makes and checks one. */
export const FILE_SYSTEMS = {
  ext4: { make: ['mkfs.ext4', '-q', '-F'], check: ['e2fsck', '-f', '-n'], leastMb: 64 },
  xfs: { make: ['mkfs.xfs', '-q', '-f'], check: ['xfs_repair', '-n'], leastMb: 320 },
} as const;

export type FileSystem = keyof typeof FILE_SYSTEMS;

/** Everything that is missing for real power cuts on this machine, each with its cure; empty where nothing is. */
export function missingFor(fileSystem: FileSystem): string[] {
  const { make, check } = FILE_SYSTEMS[fileSystem];
  const wanted = ['mount', 'umount', 'losetup', 'unshare', make[0], check[0]];
  const missing = wanted
    .filter((name) => programAt(name) === undefined)
    .map((name) => `${name}: not found (Debian: apt-get install ${packageOf(name)})`);
  if (process.getuid?.() !== 0) missing.unshift('root: only root may mount a file system and shut it down');
  if (process.platform !== 'linux')
    missing.unshift('Linux: no other system shuts a file system down under a program');
  if (ioctlProgram() === undefined) missing.push('perl or python3: one of them asks the kernel to shut down');
  if (missing.length === 0 && spawnSync('unshare', ['--mount', 'true']).status !== 0) {
    missing.push('a mount namespace of its own: `unshare --mount true` fails here');
  }
  return missing;
}

/** Where a program is, by PATH and in the folders of administrators. */
export function programAt(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/** `FS_IOC_SHUTDOWN` without a flush of the journal, as `godown` of xfstests asks for it; it waits for a line first. */
export function ioctlProgram(): string[] | undefined {
  if (programAt('perl')) {
    const text =
      'open(my $f, "<", $ARGV[0]) or die "$!\\n"; <STDIN>; my $how = pack("L", 2); ioctl($f, 0x8004587D, $how) or die "$!\\n";';
    return ['perl', '-e', text];
  }
  if (!programAt('python3')) return undefined;
  const text = [
    'import fcntl, os, struct, sys',
    'f = os.open(sys.argv[1], os.O_RDONLY)',
    'sys.stdin.readline()',
    'fcntl.ioctl(f, 0x8004587D, struct.pack("I", 2))',
  ];
  return ['python3', '-c', text.join('\n')];
}

function packageOf(name: string): string {
  if (name.includes('xfs')) return 'xfsprogs';
  return name.startsWith('mkfs') || name === 'e2fsck' ? 'e2fsprogs' : 'util-linux mount';
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
