import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealFolder } from '../../scripts/release/archive.mjs';

/** Whether it would start: where the configuration says `"refused"` it would not. */
const CHECK = `
import { readFileSync } from 'node:fs';
const text = readFileSync(process.env.SCANTILL_CONFIG, 'utf8');
if (text.includes('refused')) { console.error('CONFIG_INVALID: refused'); process.exitCode = 2; }
else console.log(JSON.stringify({ ok: true, dataDir: process.env.SCANTILL_DATA_DIR }));
`;
/** Tells what it was given, and as whom it runs. */
const TELL = `
const { SCANTILL_CONFIG: config, SCANTILL_DATA_DIR: data, SCANTILL_PORT: port } = process.env;
console.log(JSON.stringify({ args: process.argv.slice(2), config, data, port, uid: process.getuid() }));
`;

export interface MadeUpRelease {
  version: string;
  arch?: string;
  /** What another build of the same version differs in. */
  build?: string;
}

/** An unpacked release whose programs do next to nothing, with the real installer and the real command. Returns its folder. */
export function madeUpRelease(
  folder: string,
  { version, arch = process.arch, build = '' }: MadeUpRelease,
): string {
  const till = join(folder, 'till');
  const put = (path: string, text: string) => {
    mkdirSync(join(till, path, '..'), { recursive: true });
    writeFileSync(join(till, path), text);
  };
  for (const path of ['scripts/install', 'scripts/scantill.mjs', 'scripts/lock.mjs']) {
    cpSync(path, join(till, path), { recursive: true });
  }
  put('package.json', JSON.stringify({ name: 'scantill', version, type: 'module' }));
  put('bundle.json', JSON.stringify({ version, platform: process.platform, arch, build }));
  put('dist/scripts/check-till.js', CHECK);
  put('dist/scripts/orders.js', TELL);
  for (const library of ['node-hid', 'serialport']) put(`node_modules/${library}/index.js`, '');
  mkdirSync(join(till, 'node/bin'), { recursive: true });
  symlinkSync(process.execPath, join(till, 'node/bin/node'));
  cpSync(join(till, 'scripts/install/install.sh'), join(folder, 'install.sh'));
  sealFolder(folder);
  return folder;
}
