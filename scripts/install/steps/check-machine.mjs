import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InstallError } from './install-error.mjs';

/** What a guns' driver needs of the system: loading them says whether it is there. */
const LOADS = "await import('node-hid'); await import('serialport');";

/** Refuses a version that came damaged, is for another machine, or lacks something of the system. */
export function checkMachine(version) {
  if (!existsSync(join(version, 'bundle.json'))) {
    throw new InstallError(
      'This is the package alone, without Node and libraries: install from the release archive, or with --update PACKAGE.tgz.',
    );
  }
  const { platform, arch } = JSON.parse(readFileSync(join(version, 'bundle.json'), 'utf8'));
  if (platform !== process.platform || arch !== process.arch) {
    throw new InstallError(
      `This archive is for ${platform}-${arch}, this machine is ${process.platform}-${process.arch}: take the one for it.`,
    );
  }
  checkSums(dirname(version));
  const { status, stderr } = spawnSync(
    join(version, 'node/bin/node'),
    ['--input-type=module', '--eval', LOADS],
    { cwd: version, encoding: 'utf8' },
  );
  if (status === 0) return;
  const missing = /(lib[\w.+-]+\.so[\w.]*)/.exec(stderr)?.[1] ?? stderr.trim().split('\n').at(-1);
  throw new InstallError(
    `The system lacks ${missing}, which the guns need. Do: apt-get install libusb-1.0-0 udev`,
  );
}

/** An archive that was unpacked holds the sum of each of its files: a bad stick must not become a bad till. */
function checkSums(folder) {
  if (!existsSync(join(folder, 'SHA256SUMS'))) return;
  const { status, stdout } = spawnSync('sha256sum', ['--check', '--quiet', '--strict', 'SHA256SUMS'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status === 0) return;
  const bad = stdout.trim().split('\n').slice(0, 5).join('\n  ');
  throw new InstallError(
    `These files came damaged; nothing was installed. Copy the archive again.\n  ${bad}`,
  );
}
