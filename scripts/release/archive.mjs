import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { assemble } from '../install/steps/assemble.mjs';
import { must } from '../install/steps/system.mjs';
import { billOfMaterials } from './bill-of-materials.mjs';

/**
 * The archive for one kind of machine: the package with its libraries and its Node, `install.sh` on top, and the sum of
 * each file. Beside it goes its bill of materials. Returns the names of both.
 */
export async function makeArchive(packed, { arch, out, at }) {
  const folder = mkdtempSync(join(tmpdir(), 'scantill-release-'));
  try {
    const top = `${basename(packed, '.tgz')}-linux-${arch}`;
    const till = join(folder, top, 'till');
    mkdirSync(join(folder, top));
    must('tar', ['-xzf', packed, '-C', folder]);
    renameSync(join(folder, 'package'), till);
    await assemble(till, { arch });
    const bill = `${JSON.stringify(billOfMaterials(till, at), null, 2)}\n`;
    writeFileSync(join(out, `${top}.cdx.json`), bill);
    copyFileSync(join(till, 'scripts/install/install.sh'), join(folder, top, 'install.sh'));
    sealFolder(join(folder, top));
    packFolder({ folder, top, archive: join(out, `${top}.tar.gz`), seconds: at.seconds });
    return [`${top}.tar.gz`, `${top}.cdx.json`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the sum of each file below a folder into its `SHA256SUMS`. */
export function sealFolder(folder) {
  const list =
    'find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum > SHA256SUMS';
  must('sh', ['-ec', list], { cwd: folder });
}

/** Packs a folder so that the same files give the same bytes, whenever and by whomever. */
export function packFolder({ folder, top, archive, seconds, level = 9 }) {
  must('chmod', ['-R', 'u=rwX,go=rX', join(folder, top)]);
  const same = [
    '--sort=name',
    '--format=gnu',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    `--mtime=@${seconds}`,
  ];
  const tar = `tar ${same.join(' ')} -cf - "$1" | gzip -${level}n > "$2"`;
  must('bash', ['-euo', 'pipefail', '-c', tar, 'pack', top, archive], { cwd: folder });
}
