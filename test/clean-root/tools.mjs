import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPackageSources, run, unpackPackage } from '../../scripts/debian-packages.mjs';
import { say } from './say.mjs';

const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** What any Debian with systemd has, and what docs/operations.md has a technician install. */
const PACKAGES = ['systemd-sysv', 'udev', 'libusb-1.0-0'];

/** debootstrap and systemd-nspawn, unpacked into a folder of their own, and the clean Debians made with them. */
export async function openTools(cache, signal) {
  const unpacked = join(cache, 'tools');
  if (!existsSync(unpacked)) {
    const sources = await openPackageSources(join(cache, 'packages'), signal);
    await sources.downloadOnly(['debootstrap', 'systemd-container']);
    for (const archive of sources.archives()) {
      if (/(debootstrap|systemd-container)_[^/]*$/.test(archive)) {
        await unpackPackage(archive, { into: `${unpacked}.part`, signal });
      }
    }
    renameSync(`${unpacked}.part`, unpacked);
  }
  return {
    nspawn: join(unpacked, 'usr/bin/systemd-nspawn'),
    libraries: join(unpacked, 'usr/lib', await triplet(signal)),
    /** A copy of a clean Debian of that name; made once. Bare: without what a machine boots with. */
    async copyRoot(suite, to, { isBare = false } = {}) {
      const bare = join(cache, `${suite}-bare`);
      const kept = isBare ? bare : join(cache, suite);
      if (!existsSync(bare)) await makeRoot({ kept: bare, suite, unpacked, signal });
      if (!existsSync(kept)) await makeBootable({ bare, kept, signal });
      cpSync('/etc/resolv.conf', join(kept, 'etc/resolv.conf'), { dereference: true });
      await run('cp', ['-a', kept, to], { signal });
    },
  };
}

async function triplet(signal) {
  return (
    await run('dpkg-architecture', ['-qDEB_HOST_MULTIARCH'], { signal }).catch(() => 'x86_64-linux-gnu')
  ).trim();
}

async function makeRoot({ kept, suite, unpacked, signal }) {
  const draft = `${kept}.part`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  say(`making a clean Debian ${suite}`);
  await run(
    join(unpacked, 'usr/sbin/debootstrap'),
    ['--variant=minbase', `--keyring=${KEYS}`, suite, draft, await mirror(signal)],
    { signal, env: { ...process.env, DEBOOTSTRAP_DIR: join(unpacked, 'usr/share/debootstrap') } },
  );
  renameSync(draft, kept);
}

async function makeBootable({ bare, kept, signal }) {
  const draft = `${kept}.part`;
  rmSync(draft, { recursive: true, force: true });
  await run('cp', ['-a', bare, draft], { signal });
  cpSync('/etc/resolv.conf', join(draft, 'etc/resolv.conf'), { dereference: true });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['apt-get', 'install', '--yes', '--no-install-recommends', ...PACKAGES];
  await run('chroot', [draft, ...install], { signal, env });
  await run('chroot', [draft, 'apt-get', 'clean'], { signal });
  // A first start must not ask which machine this is.
  writeFileSync(join(draft, 'etc/hostname'), 'clean\n');
  renameSync(draft, kept);
}

/** Where this machine's own packages come from. */
async function mirror(signal) {
  const lines = await run(
    'apt-get',
    ['indextargets', '--format', '$(REPO_URI) $(RELEASE)', 'Created-By: Packages'],
    {
      signal,
    },
  );
  const [, place] = /^(\S+) (?:bookworm|trixie|stable|testing)$/m.exec(lines) ?? [];
  if (place === undefined) throw new Error(`this machine names no mirror of Debian:\n${lines}`);
  return place;
}
