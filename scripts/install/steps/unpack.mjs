import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { assemble } from './assemble.mjs';
import { InstallError } from './install-error.mjs';

/**
 * Unpacks a release and hands over to the installer it brings: the newer one knows best what it needs. Returns its exit
 * code.
 */
export async function runNewInstaller({ file, root, start, waitSeconds }, { places, say }) {
  const archive = resolve(file);
  if (!existsSync(archive)) throw new InstallError(`There is no file ${archive}.`);
  checkSum(archive, say);
  const folder = mkdtempSync(join(places.versions, '.unpacked-'));
  try {
    const { status, stderr } = spawnSync('tar', ['-xzf', archive, '-C', folder, '--no-same-owner'], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new InstallError(`${archive} cannot be unpacked: ${stderr.trim()}`);
    const [top] = readdirSync(folder);
    const till = await tillIn(join(folder, top ?? ''), say);
    const options = ['--root', root, '--wait', String(waitSeconds), ...(start ? [] : ['--no-start'])];
    return spawnSync('sh', [join(till, 'scripts/install/install.sh'), ...options], { stdio: 'inherit' })
      .status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The till within what was unpacked: an archive has it whole, a package gets its Node and its libraries now. */
async function tillIn(top, say) {
  if (existsSync(join(top, 'till/scripts/install/install.sh'))) return join(top, 'till');
  if (!existsSync(join(top, 'scripts/install/install.sh'))) {
    throw new InstallError('This is no release of the till: expected scantill-VERSION-linux-ARCH.tar.gz.');
  }
  if (spawnSync('npm', ['--version']).status !== 0) {
    throw new InstallError(
      'This is the package alone, and there is no npm here to fetch its libraries: take the archive for this machine.',
    );
  }
  say('fetching Node and the libraries');
  await assemble(top, { arch: process.arch });
  return top;
}

/** Where the release's list of sums lies beside the file, it has to be right. */
function checkSum(archive, say) {
  const list = join(dirname(archive), 'SHA256SUMS');
  const lines = existsSync(list) ? readFileSync(list, 'utf8').split('\n') : [];
  const wanted = lines.map((line) => line.split(/ [ *]/)).find(([, name]) => name === basename(archive));
  if (wanted === undefined) return say(`no SHA256SUMS beside ${basename(archive)}: its own sums are checked`);
  const found = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (found !== wanted[0])
    throw new InstallError(`${archive} is damaged: its sum is not that of SHA256SUMS.`);
}
