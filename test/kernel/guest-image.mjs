// The guest's root as one cpio archive: busybox, kernel modules, udevd, Node, and the till as it is installed in a shop:
// dist/ and the libraries it needs to run, nothing of its tests.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { busybox } from './packages.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const project = join(here, '../..');

/** Loaded by the guest's init, in this order. */
export const MODULES = [
  ...[
    'uhid',
    'hid-generic',
    'usbhid',
    'evdev',
    'xhci-pci',
    'dummy_hcd',
    'libcomposite',
    'usb_f_hid',
    'usb_f_acm',
  ],
  ...['cdc-acm', 'ftdi_sio'],
];
/** Of Debian's own rules those that a device here needs: rights, names by id, kinds of input, drivers. */
const UDEV_RULES = ['50-udev-default', '60-serial', '60-input-id', '80-drivers'];
const LIBRARIES = 'lib/x86_64-linux-gnu';

/** Makes `initramfs` out of the unpacked packages, the built till, and the test that runs in the guest. */
export function buildGuestImage(packages, { root, lab, initramfs }) {
  rmSync(root, { recursive: true, force: true });
  for (const folder of [
    'bin',
    'sbin',
    'proc',
    'sys',
    'dev',
    'tmp',
    'run',
    'mnt',
    'var/lib',
    'etc/udev/rules.d',
  ]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  copyTo(root, 'bin/busybox', join(packages.tools, 'bin/busybox'));
  copyTo(root, 'init', join(here, 'guest/init'));
  chmodSync(join(root, 'init'), 0o755);
  writeFileSync(join(root, 'etc/modules'), `${MODULES.join('\n')}\n`);
  copyModules(packages, root);
  copyUdev(packages, root);
  writeAccounts(root);
  copyTill(root);
  cpSync(lab, join(root, 'lab'), { recursive: true });
  writeFileSync(join(root, 'lab/package.json'), '{ "type": "module" }');
  copyTo(root, 'usr/bin/node', process.execPath);
  copyLibraries(packages, root);
  pack(packages, { root, initramfs });
}

function copyTo(root, path, source) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  copyFileSync(source, join(root, path));
}

/** The modules of `MODULES` and those they need. */
function copyModules({ tools, kernel, version }, root) {
  const folder = `lib/modules/${version}`;
  busybox({ tools }, ['depmod', '-b', kernel, version], { stdio: 'ignore' });
  const lines = readFileSync(join(kernel, folder, 'modules.dep'), 'utf8').split('\n');
  for (const name of MODULES) {
    const pattern = new RegExp(`/${name.replace(/[-_]/g, '[-_]')}\\.ko[^:]*:`);
    const line = lines.find((each) => pattern.test(each));
    if (line === undefined) throw new Error(`kernel ${version} has no module ${name}`);
    for (const file of line.split(/:? +|:$/).filter(Boolean))
      copyTo(root, join(folder, file), join(kernel, folder, file));
  }
  for (const name of ['modules.builtin', 'modules.order']) {
    copyTo(root, join(folder, name), join(kernel, folder, name));
  }
  busybox({ tools }, ['depmod', '-b', root, version], { stdio: 'ignore' });
}

/** One program is both udevadm and the daemon. The till's own rules are put where a shop puts them. */
function copyUdev({ guest }, root) {
  copyTo(root, 'bin/udevadm', join(guest, 'bin/udevadm'));
  mkdirSync(join(root, 'lib/systemd'), { recursive: true });
  symlinkSync('/bin/udevadm', join(root, 'lib/systemd/systemd-udevd'));
  for (const name of UDEV_RULES) {
    copyTo(root, `lib/udev/rules.d/${name}.rules`, join(guest, `lib/udev/rules.d/${name}.rules`));
  }
  copyTo(root, 'etc/scantill.rules', join(project, 'scripts/install/70-scantill-scanners.rules'));
}

/** The till's user is in the two groups that its installation names. The other groups are those that udev's rules name. */
function writeAccounts(root) {
  const groups = 'tty disk lp kmem cdrom tape audio video input sgx kvm render'.split(' ');
  const lines = [
    'root:x:0:',
    'kiosk:x:1000:',
    'dialout:x:20:kiosk',
    'plugdev:x:46:kiosk',
    ...groups.map((name, i) => `${name}:x:${100 + i}:`),
  ];
  writeFileSync(join(root, 'etc/group'), `${lines.join('\n')}\n`);
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\nkiosk:x:1000:1000::/:/bin/sh\n');
  writeFileSync(join(root, 'etc/nsswitch.conf'), 'passwd: files\ngroup: files\n');
  writeFileSync(join(root, 'etc/hosts'), '127.0.0.1 localhost\n');
}

/** What `npm ci --omit=dev` would install, without what only other systems or compilers read. */
function copyTill(root) {
  const app = join(root, 'opt/scantill');
  const isWanted = (path) => !/\.(d\.[cm]?ts|map|md)$|\/node-hid\/(hidapi|src)$|\/node-addon-api$/.test(path);
  const isForeign = (path) =>
    /\/prebuilds\/./.test(path) && !/\/prebuilds\/(HID_hidraw-)?linux-x64(\/|$)/.test(path);
  cpSync(join(project, 'dist'), join(app, 'dist'), { recursive: true, filter: isWanted });
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  for (const [path, { dev }] of Object.entries(packages)) {
    if (path === '' || dev || !existsSync(join(project, path))) continue;
    const filter = (file) => isWanted(file) && !isForeign(file);
    cpSync(join(project, path), join(app, path), { recursive: true, filter });
  }
  copyTo(app, 'package.json', join(project, 'package.json'));
}

/** Every library that a program here is linked with: udev's from the packages, Node's from this machine. */
function copyLibraries({ guest }, root) {
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: [LIBRARIES, `usr/${LIBRARIES}`].map((path) => join(guest, path)).join(':'),
  };
  const bindings = execFileSync('find', [join(root, 'opt'), '-name', '*.node', '!', '-name', '*musl*'], {
    encoding: 'utf8',
  });
  const programs = [join(root, 'usr/bin/node'), join(root, 'bin/udevadm'), ...bindings.trim().split('\n')];
  const linked = execFileSync('ldd', programs, { encoding: 'utf8', env });
  for (const [, library] of linked.matchAll(/^\s+(?:\S+ => )?(\/\S+) \(0x/gm)) {
    copyTo(root, join(library.includes('/ld-linux') ? 'lib64' : LIBRARIES, basename(library)), library);
  }
  mkdirSync(join(root, 'usr/lib'), { recursive: true });
  symlinkSync('../lib/x86_64-linux-gnu', join(root, 'usr/lib/x86_64-linux-gnu'));
}

function pack({ tools }, { root, initramfs }) {
  const names = execFileSync('find', ['.', '-print0'], { cwd: root, maxBuffer: 2 ** 24 });
  const output = openSync(initramfs, 'w');
  busybox({ tools }, ['cpio', '-0', '-o', '-H', 'newc', '-R', '0:0'], {
    cwd: root,
    input: names,
    stdio: ['pipe', output, 'pipe'],
  });
}
