import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openPty } from '../../scripts/scanner-simulator/pty.ts';
import { gunBench } from '../support/gun-bench.ts';
import { serialConfig } from '../support/scanner-configs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CODE = 'TEST-4711-CODE';

/** `npm run doctor -- --find-settings PLACE` in a process of its own. */
function findSettings(place: string) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/doctor', '--find-settings', place], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  return { output: () => output, ended: once(child, 'close').then(([code]) => code as number) };
}

test('the settings of a serial gun are found by listening to it, and told as an entry of the configuration', async () => {
  const link = `${temporaryFolder()}/gun`;
  const pty = await openPty({ link });
  onTestFinished(() => pty.close());
  const finder = findSettings(link);
  await until(() => pty.isOpen(), { what: 'the port is open', timeoutMs: 30_000 });
  await until(() => /scan/i.test(finder.output()), { what: 'a scan is asked for' });
  const scanning = setInterval(() => pty.write(Buffer.from(`\x02${CODE}\t`)), 600);
  onTestFinished(() => clearInterval(scanning));
  expect(await finder.ended).toBe(0);
  clearInterval(scanning);
  expect(finder.output()).toContain(`"path":"${link}"`);
  expect(finder.output()).toMatch(/TE\*+CODE \(14 characters\)/);
  expect(finder.output()).not.toContain(CODE);
}, 60_000);

test('a gun that a till reads is left to it, with where to switch it off', async () => {
  const link = `${temporaryFolder()}/gun`;
  const bench = gunBench({ speed: 1, lanes: [{ id: '1', scanners: [serialConfig(link)] }] });
  const pty = await openPty({ link });
  onTestFinished(() => pty.close());
  await bench.scanners.start();
  await until(() => bench.scanners.statuses()[0]?.state === 'up', { what: 'the till has it' });
  const finder = findSettings(link);
  expect(await finder.ended).toBe(1);
  expect(finder.output()).toContain('switch the gun off on its page /technician');
}, 30_000);

test('a port that is not there is told, with what to do', async () => {
  const finder = findSettings('/dev/serial/by-id/usb-nobody');
  expect(await finder.ended).toBe(1);
  expect(finder.output()).toMatch(/usb-nobody is not there\.\n-> /);
}, 30_000);
