import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';

beforeAll(() => void execFileSync(process.execPath, ['scripts/build.mjs']));

/** Each settles within three minutes of the till's time, so that the books come to rest soon. */
const OUTCOMES = 'paid,paid,password,discount,slow,no-answer,race,never,declined,refused,unknown-code,forged';

test('a till killed six times under load keeps the books that its gateway keeps', async () => {
  const seed = String(Date.now() % 1_000_000);
  const args = [
    '--kills',
    '6',
    '--lanes',
    '4',
    '--speed',
    '40',
    '--seed',
    seed,
    '--outcomes',
    OUTCOMES,
    '--json',
  ];
  const kills = spawn(process.execPath, ['scripts/run.mjs', 'scripts/kills', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(kills.stdout), once(kills, 'exit')]);
  const result = JSON.parse(output);
  expect(result.found, `seed ${seed}`).toEqual([]);
  expect(code).toBe(0);
  expect(result).toMatchObject({ kills: 6, violations: 0 });
  // A run in which nothing was sold proves nothing.
  expect(result.submits).toBeGreaterThan(3);
  expect(result.states.paid).toBeGreaterThan(0);
}, 180_000);
