import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const SCRIPT = resolve('scripts/install/scantill-kiosk.sh');

/** A till that can be asked whether it lives. */
async function till(): Promise<{ url: string; asked(): number; live(): void }> {
  let isUp = false;
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    response.writeHead(isUp && request.url === '/healthz' ? 200 : 503).end();
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    live: () => {
      isUp = true;
    },
  };
}

/** As xrandr tells of two screens side by side. */
const SCREENS = [
  'Screen 0: minimum 320 x 200, current 3200 x 1080, maximum 16384 x 16384',
  'HDMI-1 connected primary 1920x1080+0+0 (normal left inverted right) 509mm x 286mm',
  'DP-2 connected 1280x1024+1920+0 (normal left inverted right) 376mm x 301mm',
];

/** Runs the script with a program in place of Chromium that writes down how it was called, and ends. */
function kiosk(env: Record<string, string>) {
  const folder = temporaryFolder();
  const calls = join(folder, 'calls');
  const program = (name: string, script: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
    return join(folder, name);
  };
  const browser = program('browser', `echo "$@" >> ${calls}`);
  program('xset', 'exit 1');
  program('xrandr', `printf '%s\\n' ${SCREENS.map((line) => `'${line}'`).join(' ')}`);
  const child: ChildProcess = spawn('sh', [SCRIPT], {
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      STATE_DIRECTORY: folder,
      SCANTILL_KIOSK_BROWSER: browser,
      ...env,
    },
    stdio: 'ignore',
    detached: true,
  });
  onTestFinished(() => {
    // All that it started is in its group; one that has ended by itself left nothing.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  });
  return {
    folder,
    child,
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []),
  };
}

test('the browser waits for the till, fills the screen, and is opened again as often as it ends', async () => {
  const { url, asked, live } = await till();
  const { folder, calls } = kiosk({ SCANTILL_KIOSK_URL: `${url}/lanes/1#token=x` });
  const preferences = join(folder, 'till', 'Default', 'Preferences');
  mkdirSync(join(folder, 'till', 'Default'), { recursive: true });
  writeFileSync(preferences, '{"profile":{"exit_type":"Crashed","exited_cleanly":false}}');
  await until(() => asked() > 0, { what: 'it has asked for the till' });
  expect(calls()).toEqual([]);
  live();
  await until(() => calls().length >= 2, { what: 'it was opened twice' });
  for (const call of calls()) {
    expect(call).toMatch(/^--kiosk .*--window-position=0,0 .* \S+\/lanes\/1#token=x$/);
    expect(call).toContain(`--user-data-dir=${folder}/till`);
    expect(call).not.toContain('disable-pinch');
  }
  expect(readFileSync(preferences, 'utf8')).toBe('{"profile":{"exit_type":"Normal","exited_cleanly":true}}');
});

test('the customer has a window of its own on the second screen', async () => {
  const { url, live } = await till();
  live();
  const { calls } = kiosk({
    SCANTILL_KIOSK_URL: `${url}/`,
    SCANTILL_KIOSK_CUSTOMER_URL: `${url}/customer/1`,
    SCANTILL_KIOSK_CUSTOMER_AT: '1920,0',
  });
  const customers = () => calls().filter((call) => call.endsWith('/customer/1'));
  await until(() => customers().length > 0 && calls().length > customers().length, {
    what: 'both are shown',
  });
  expect(customers()[0]).toContain('--window-position=1920,0 --window-size=1280,1024');
  expect(calls().find((call) => !call.endsWith('/customer/1'))).toContain('--window-size=1920,1080');
  expect(customers()[0]).toMatch(/--user-data-dir=\S+\/customer /);
});

test('a second screen without its place is an error that says what is missing', async () => {
  const { url } = await till();
  const { child, calls } = kiosk({
    SCANTILL_KIOSK_URL: `${url}/`,
    SCANTILL_KIOSK_CUSTOMER_URL: `${url}/customer/1`,
  });
  await until(() => child.exitCode !== null, { what: 'it has ended' });
  expect(child.exitCode).toBeGreaterThan(0);
  expect(calls()).toEqual([]);
});
