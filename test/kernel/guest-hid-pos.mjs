/** The test: a gun that comes, is not permitted yet, scans, goes and comes back, and a program that lives through it. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createScanner } from './guest-gadget.mjs';
import { runSteps, say, until } from './guest-tap.mjs';

const ids = { vendorId: 0x1234, productId: 0x8c01 };
const kiosk = 1000;
const plugdev = Number(/^plugdev:x:(\d+):/m.exec(readFileSync('/etc/group', 'utf8'))[1]);

const lines = [];
const seen = (wanted) => until(() => lines.find((line) => wanted in line), `the program says "${wanted}"`);
const scanner = createScanner(ids);
const program = spawn('node', ['test/kernel/program.js', ...Object.values(ids).map(String)], {
  uid: kiosk,
  gid: plugdev,
  stdio: ['pipe', 'pipe', 'inherit'],
});
createInterface({ input: program.stdout }).on('line', (line) => lines.push(JSON.parse(line)));

async function scan(code) {
  await scanner.scan(code);
  await until(
    () => lines.some((line) => line.code === code && line.aim === ']Q1'),
    `${code.length} characters arrive`,
  );
}

process.exitCode = await runSteps({
  'the program starts without a gun, and says so': () => seen('waiting'),
  'plugged in before udev has given rights, the program says that it may not': async () => {
    scanner.plugIn();
    await until(() => lines.some(({ waiting }) => /Permission denied/.test(waiting)), 'the refusal is told');
  },
  'once udev has, it opens the gun, and a scan comes out whole': async () => {
    execFileSync('/lib/systemd/systemd-udevd', ['--daemon', '--children-max=4'], { stdio: 'ignore' });
    execFileSync('udevadm', ['trigger', '--action=add', '--subsystem-match=hidraw']);
    await seen('open');
    await scan('281234567890123456');
  },
  'a code of 168 characters comes out whole': () => scan('0123456789abcdefghijklmn'.repeat(7)),
  'unplugged and plugged in again, three times, it scans again': async () => {
    for (const digit of [1, 2, 3]) {
      lines.length = 0;
      scanner.unplug();
      await seen('gone');
      scanner.plugIn();
      await seen('open');
      await scan(`13456789012345678${digit}`);
    }
  },
  'it has lived through all that, and ends on SIGTERM': async () => {
    const ended = once(program, 'exit');
    program.kill('SIGTERM');
    const [code] = await ended;
    if (code !== 0) throw new Error(`ended with ${code}`);
  },
});
for (const line of lines) say(`# ${JSON.stringify(line)}`);
