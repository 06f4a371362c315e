// What the kernel test needs that no npm package holds, once: QEMU and busybox to run here, and a kernel, udev and
// libraries for the guest. Debian packages, unpacked beside the project; nothing is installed and no rights are needed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hasDebianTools, openPackageSources, run, unpackPackage } from '../../scripts/debian-packages.mjs';
import { withLock } from '../../scripts/lock.mjs';
import { extractVmlinux } from './extract-vmlinux.mjs';

const BUDGET_MS = 180_000;
const TOOLS = ['qemu-system-x86', 'busybox-static', 'xz-utils'];
const GUEST = [
  'udev',
  'libkmod2',
  'libacl1',
  'libblkid1',
  'libcap2',
  'libselinux1',
  'libudev1',
  'libusb-1.0-0',
];
/** The folders of the kernel's modules that are of use here: all of them are 400 MB. */
const MODULES = ['drivers/hid', 'drivers/usb', 'drivers/input', 'fs/configfs', 'lib', 'crypto'];

/** Why this machine cannot run the kernel test, whatever is fetched; nothing where it may. */
export function whyNot() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it needs Linux on x86-64';
  if (!hasDebianTools()) return 'it fetches Debian packages, and this machine has no apt-get and dpkg-deb';
  const release = readFileSync('/etc/os-release', 'utf8');
  if (!/^ID=debian$/m.test(release)) return 'its packages are known for Debian only';
  return undefined;
}

/**
 * Folders of what was fetched: `tools` and `guest` are trees of unpacked packages, `kernel` holds `vmlinux` and
 * `lib/modules/VERSION`.
 */
export async function ensurePackages(folder) {
  if (!existsSync(folder)) {
    mkdirSync(join(folder, '..'), { recursive: true });
    await withLock(`${folder}.lock`, async () => {
      if (!existsSync(folder)) await fetchInto(`${folder}.${process.pid}`, folder);
    });
  }
  const version = readFileSync(join(folder, 'kernel', 'version'), 'utf8');
  return {
    tools: join(folder, 'tools'),
    guest: join(folder, 'guest'),
    kernel: join(folder, 'kernel'),
    version,
  };
}

/** Only a whole folder takes its place. */
async function fetchInto(draft, folder) {
  console.error('Fetching QEMU and a kernel into .cache/kernel-lab (about 105 MB, once)…');
  const signal = AbortSignal.timeout(BUDGET_MS);
  try {
    const sources = await openPackageSources(join(draft, 'apt'), signal);
    await sources.downloadWithNeeds(TOOLS);
    await unpack(sources.archives(), { into: join(draft, 'tools'), signal });
    const image = (await sources.needsOf('linux-image-amd64')).find((name) =>
      name.startsWith('linux-image-'),
    );
    if (image === undefined) throw new Error('the package linux-image-amd64 names no kernel');
    await sources.downloadOnly([image, ...GUEST]);
    const named = (name) => sources.archives().find((path) => basename(path).startsWith(`${name}_`));
    await unpack(GUEST.map(named), { into: join(draft, 'guest'), signal });
    await unpackKernel(named(image), {
      into: join(draft, 'kernel'),
      version: image.slice('linux-image-'.length),
      tools: join(draft, 'tools'),
      signal,
    });
    rmSync(join(draft, 'apt'), { recursive: true });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw signal.aborted ? new Error(`fetching them took longer than ${BUDGET_MS / 1000} s`) : error;
  }
}

async function unpack(archives, { into, signal }) {
  mkdirSync(into, { recursive: true });
  for (const archive of archives) await unpackPackage(archive, { into, signal });
}

async function unpackKernel(archive, { into, version, tools, signal }) {
  const modules = `./lib/modules/${version}`;
  const wanted = [
    `./boot/vmlinuz-${version}`,
    ...['modules.order', 'modules.builtin'].map((name) => `${modules}/${name}`),
    ...MODULES.map((name) => `${modules}/kernel/${name}`),
  ];
  mkdirSync(into, { recursive: true });
  const tar = join(into, 'kernel.tar');
  await run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" >"$2"', 'sh', archive, tar], { signal });
  await run('tar', ['-xf', tar, '-C', into, ...wanted], { signal });
  rmSync(tar);
  writeFileSync(join(into, 'vmlinux'), extractVmlinux(join(into, `boot/vmlinuz-${version}`), tools));
  writeFileSync(join(into, 'version'), version);
}

/** Runs one of busybox's programs, to its end, and gives what it printed. */
export function busybox({ tools }, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(join(tools, 'bin/busybox'), args, {
    encoding: 'utf8',
    ...options,
  });
  if (status !== 0) throw new Error(`busybox ${args[0]} ended with ${status}: ${stderr}`);
  return stdout;
}
