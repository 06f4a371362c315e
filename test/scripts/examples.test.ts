import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import { forgetfulLine } from '../support/forgetful-line.ts';
import { openTechnicianShop } from '../support/technician-shop.ts';
import { ordersOf, screenOf } from '../support/till-api.ts';
import { until } from '../support/until.ts';

const place = (name: string) => fileURLToPath(new URL(`../../scripts/examples/${name}`, import.meta.url));
const NODE = { program: process.execPath, file: place('join-a-register.mjs') };
const PYTHON = { program: 'python3', file: place('join_a_register.py') };

interface Ended {
  code: number | null;
  out: string;
}

/** Starts another register, as its makers would. */
function register({ program, file }: typeof NODE, env: Record<string, string>, args: string[]) {
  const child = spawn(program, [file, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
  onTestFinished(() => void child.kill());
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
  }
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, out })));
  return { ended, says: () => out };
}

/** A till with one lane and one gun, and a program's token for it. */
async function openShop() {
  const shop = await openTechnicianShop({ lanes: [{ id: '1' }], plugged: ['A'] });
  const { body } = await shop.ask('POST', '/programs', {
    name: 'POS',
    scopes: ['sell', 'look'],
    lanes: ['1'],
  });
  const scan = (outcome: 'paid' | 'declined') =>
    until(
      async () => {
        if ((await screenOf(shop.url)).mode !== 'ready') return false;
        shop.gun('A').scan(makeCode({ wallet: 'alipay', outcome }, systemRandom));
        return true;
      },
      { what: 'the lane waits for a code' },
    );
  return { ...shop, scan, token: String(body.token) };
}

test('another register charges a bill at a lane, hears that it is paid though answers are lost, and prints its receipt', async () => {
  const shop = await openShop();
  const charge = 'POST /api/v1/lanes/1/charge';
  const line = await forgetfulLine(shop.url, { [charge]: 2 });
  const { ended } = register(NODE, { TILL: line.url, TOKEN: shop.token }, ['1', '12.30', 'bill-7']);
  await until(() => line.lost().length === 2, { what: 'two answers are lost' });
  await shop.scan('paid');
  const { code, out } = await ended;
  expect(out).toContain("12.30 USD is on lane 1: scan the customer's code.\nPAID\n");
  expect(out).toMatch(/12\.30/);
  expect(out).toContain('bill-7');
  expect(code).toBe(0);
  const orders = await ordersOf(shop.url);
  expect(orders).toMatchObject([{ state: 'paid', amount: '12.30' }]);
});

test('another register is told of a decline, and of what it asked wrongly', async () => {
  const shop = await openShop();
  const env = { TILL: shop.url, TOKEN: shop.token };
  const declined = register(NODE, env, ['1', '5.00', 'bill-8']);
  await shop.scan('declined');
  expect(await declined.ended).toMatchObject({ code: 1, out: expect.stringContaining('DECLINED') });
  const wrong = await register(NODE, env, ['1', '5', 'bill-9']).ended;
  expect(wrong.out).toContain('amountInvalid: amount: expected a text with exactly 2 decimals');
  const stranger = await register(NODE, { ...env, TOKEN: 'made-up' }, ['1', '5.00', 'bill-9']).ended;
  expect(stranger.out).toContain('tokenUnknown');
  const elsewhere = await register(NODE, env, ['2', '5.00', 'bill-9']).ended;
  expect(elsewhere.code).not.toBe(0);
});

test('the same in Python', async () => {
  if (spawnSync('python3', ['--version']).status !== 0) {
    process.stderr.write('NOT LOOKED AT: the example in Python. There is no python3 on this machine.\n');
    return;
  }
  const shop = await openShop();
  const line = await forgetfulLine(shop.url, { 'POST /api/v1/lanes/1/charge': 1 });
  const { ended } = register(PYTHON, { TILL: line.url, TOKEN: shop.token }, ['1', '12.30', 'bill-7']);
  await shop.scan('paid');
  expect(await ended).toEqual({
    code: 0,
    out: "12.30 USD is on lane 1: scan the customer's code.\nPAID\n",
  });
  expect(await ordersOf(shop.url)).toHaveLength(1);
});

test('the example has at most thirty lines of code', () => {
  const lines = readFileSync(NODE.file, 'utf8').split('\n');
  const ofCode = lines.filter((line) => !/^\s*($|\/\/|\/\*\*)/.test(line));
  expect(ofCode.length).toBeGreaterThan(20);
  expect(ofCode.length).toBeLessThanOrEqual(30);
});
