import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from './system.mjs';

/** The Node that a till carries. docs/supported.md says until when its makers care for it. */
export const NODE_VERSION = '24.21.0';

/**
 * Completes an unpacked package: the libraries of its own lock, no others and none of their scripts run, and the Node
 * for that kind of machine, from npm's packages of Node's binaries.
 */
export async function assemble(till, { arch }) {
  must('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: till,
  });
  const version = dropDevelopment(join(till, 'package.json'));
  prunePrebuilds(join(till, 'node_modules'), arch);
  takeNode(till, arch);
  const bundle = { version, platform: 'linux', arch, node: NODE_VERSION };
  writeFileSync(join(till, 'bundle.json'), `${JSON.stringify(bundle, null, 2)}\n`);
}

/** What is installed needs nothing to build it. Returns its version. */
function dropDevelopment(file) {
  const { devDependencies: _, scripts: __, ...facts } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`);
  return facts.version;
}

function takeNode(till, arch) {
  const folder = mkdtempSync(join(tmpdir(), 'scantill-node-'));
  try {
    const args = [
      'pack',
      '--loglevel=error',
      '--pack-destination',
      folder,
      `node-linux-${arch}@${NODE_VERSION}`,
    ];
    must('npm', args, { cwd: folder });
    const [archive = ''] = readdirSync(folder);
    must('tar', ['-xzf', join(folder, archive), '-C', folder, 'package/bin/node', 'package/LICENSE']);
    mkdirSync(join(till, 'node/bin'), { recursive: true });
    cpSync(join(folder, 'package/bin/node'), join(till, 'node/bin/node'));
    cpSync(join(folder, 'package/LICENSE'), join(till, 'node/LICENSE'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Libraries bring binaries for every kind of machine; a till needs those of its own. */
function prunePrebuilds(modules, arch) {
  for (const library of ['node-hid', '@serialport/bindings-cpp']) {
    const prebuilds = join(modules, library, 'prebuilds');
    for (const name of readdirSync(prebuilds)) {
      if (!name.includes(`linux-${arch}`) || name.endsWith('-musl')) {
        rmSync(join(prebuilds, name), { recursive: true });
      }
    }
  }
}
