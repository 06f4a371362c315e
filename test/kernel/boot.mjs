/** boot.mjs FOLDER: boots the guest built there, prints what it prints, and ends with its result. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const TIMEOUT_MS = 150_000;
const lab = process.argv[2];
const startedAt = performance.now();
const say = (text) =>
  process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(2).padStart(7)} ${text}\n`);

const qemu = spawn(
  'qemu-system-x86_64',
  [
    // Emulated even where KVM is offered: nested, it is not dependable.
    ...['-accel', 'tcg', '-cpu', 'Nehalem', '-M', 'pc', '-smp', '2', '-m', '1024'],
    ...[
      '-nodefaults',
      '-display',
      'none',
      '-no-reboot',
      '-kernel',
      `${lab}/vmlinux`,
      '-initrd',
      `${lab}/initramfs.cpio`,
    ],
    ...['-append', 'console=ttyS0 quiet panic=-1 nokaslr mitigations=off random.trust_cpu=on'],
    ...['-serial', `file:${lab}/console.txt`, '-serial', 'stdio'],
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
process.exitCode = 1;
const kill = () => qemu.kill('SIGKILL');
const late = setTimeout(() => {
  say(`# not done after ${TIMEOUT_MS / 1000} s`);
  kill();
}, TIMEOUT_MS);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, kill);

createInterface({ input: qemu.stdout }).on('line', (line) => {
  const result = /^RESULT (\d+)/.exec(line)?.[1];
  if (result !== undefined) process.exitCode = Number(result);
  say(line);
});
qemu.on('exit', () => clearTimeout(late));
