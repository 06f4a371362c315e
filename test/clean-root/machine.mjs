import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const BOOT_MS = 60_000;
const STOP_MS = 30_000;

/** Starts a folder as a machine with its own systemd, and without a network. */
export async function bootMachine({ tools, root }) {
  const host = spawn(
    tools.nspawn,
    [
      '--quiet',
      '--register=no',
      '--keep-unit',
      '--private-network',
      `--machine=clean-${process.pid}`,
      '-D',
      root,
      '--boot',
    ],
    { env: { ...process.env, LD_LIBRARY_PATH: tools.libraries }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [host.stdout, host.stderr]) stream.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => host.on('close', resolve));
  const leader = await until(() => childOf(host.pid), { what: () => said });
  /** Runs a program in it. Never throws: how it ended is in the result. */
  const run = (...command) => {
    const into = ['-t', leader, '-m', '-u', '-i', '-n', '-p', '-C', '-r', '-w', '--'];
    const clean = ['/usr/bin/env', '-i', 'HOME=/root', 'LANG=C.UTF-8'];
    const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    const { status, stdout, stderr } = spawnSync('nsenter', [...into, ...clean, path, ...command], {
      encoding: 'utf8',
    });
    return { status, out: stdout.trim(), all: `${stdout}${stderr}`.trim() };
  };
  await until(() => /running|degraded/.test(run('systemctl', 'is-system-running').out), { what: () => said });
  // nspawn puts a boot id of its own over the kernel's, and a service that may not change the kernel's settings does not
  // see it. On a machine there is one.
  while (run('umount', '/proc/sys/kernel/random/boot_id').status === 0);
  return {
    root,
    run,
    shell: (line) => run('sh', '-c', line),
    async stop() {
      run('systemctl', 'poweroff', '--no-block');
      const isGone = await Promise.race([ended.then(() => true), pause(STOP_MS)]);
      if (!isGone) host.kill('SIGKILL');
    },
  };
}

async function until(look, { what }) {
  const endsAt = performance.now() + BOOT_MS;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > endsAt) throw new Error(`the machine did not start: ${what().slice(-2000)}`);
    await pause(200);
  }
}

function childOf(pid) {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0];
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms, false));
