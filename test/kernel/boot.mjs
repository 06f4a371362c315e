import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const TIMEOUT_MS = 400_000;
/** The guest gives up a little earlier, and can say where it was. */
const GUEST_LIMIT_S = 380;

/**
 * Boots a guest and gives its exit code, or nothing where it did not come to an end. `onLine` is told each line that it
 * prints; a line `QMP {…}` is a command to QEMU, such as to plug in one of QEMU's own USB devices, and `USB-SERIAL …`
 * are bytes, in hexadecimal, that its serial adapter is to send.
 */
export async function bootGuest({ tools, vmlinux, initramfs, console, onLine }) {
  const sockets = mkdtempSync(join(tmpdir(), 'scantill-kernel-'));
  const [control, adapter] = ['control', 'adapter'].map((name) => join(sockets, name));
  const libraries = ['lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu'].map((path) => join(tools, path));
  const qemu = spawn(
    join(tools, 'usr/bin/qemu-system-x86_64'),
    [
      // Emulated even where KVM is offered: nested, it is not dependable.
      ...['-accel', 'tcg', '-cpu', 'Nehalem', '-M', 'pc', '-smp', '2', '-m', '1024'],
      ...['-nodefaults', '-display', 'none', '-no-reboot', '-kernel', vmlinux, '-initrd', initramfs],
      '-append',
      `console=ttyS0 quiet panic=-1 nokaslr mitigations=off random.trust_cpu=on guest_limit=${GUEST_LIMIT_S}`,
      ...['-serial', `file:${console}`, '-serial', 'stdio', '-qmp', `unix:${control},server=on,wait=off`],
      ...['-device', 'qemu-xhci,id=xhci', '-chardev', `socket,id=adapter,path=${adapter},server=on,wait=off`],
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        LD_LIBRARY_PATH: libraries.join(':'),
        QEMU_MODULE_DIR: join(libraries[1], 'qemu'),
      },
    },
  );
  const kill = () => qemu.kill('SIGKILL');
  const late = setTimeout(() => {
    onLine(`# not done after ${TIMEOUT_MS / 1000} s`);
    kill();
  }, TIMEOUT_MS);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, kill);

  const lines = lazySocket(control, (socket) => socket.write('{"execute":"qmp_capabilities"}\n'));
  const wire = lazySocket(adapter);
  let result;
  createInterface({ input: qemu.stdout }).on('line', (line) => {
    const [word, ...rest] = line.split(' ');
    if (word === 'QMP') lines.write(`${rest.join(' ')}\n`);
    else if (word === 'USB-SERIAL') wire.write(Buffer.from(rest.join(''), 'hex'));
    else if (word === 'RESULT') result = Number(rest[0]);
    else onLine(line);
  });
  try {
    await new Promise((resolve, reject) => qemu.on('close', resolve).on('error', reject));
    return result;
  } finally {
    clearTimeout(late);
    for (const socket of [lines, wire]) socket.end();
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, kill);
    rmSync(sockets, { recursive: true, force: true });
  }
}

/** Connected at its first use: QEMU makes the socket as it starts. */
function lazySocket(path, greet = () => {}) {
  let socket;
  return {
    write(data) {
      if (socket === undefined) {
        socket = connect(path);
        socket.on('error', () => {});
        socket.resume();
        greet(socket);
      }
      socket.write(data);
    },
    end: () => socket?.destroy(),
  };
}
