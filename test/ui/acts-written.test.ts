import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkChain } from '../../src/people/index.ts';
import { staffedShop } from '../support/staffed-shop.ts';

const audit = (folder: string) => readFileSync(join(folder, 'audit.jsonl'), 'utf8');

function linesOf(folder: string): Record<string, unknown>[] {
  const lines = audit(folder).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a close is written down before anybody works here by name, too, by where it came from', async () => {
  const { ask, device, folder } = await staffedShop({ asFound: true });
  const manager = await device('manager');
  const { day } = (await ask('GET', '/days/today')).body;
  expect((await ask('POST', `/days/${day}/close`, {})).status).toBe(200);
  expect((await ask('POST', `/days/${day}/close`, {}, { headers: manager.headers })).status).toBe(200);
  expect(linesOf(folder).filter(({ act, what }) => act === 'closeDay' && what === day)).toMatchObject([
    { person: 'local', place: 'local' },
    { person: manager.id, place: manager.id },
  ]);
});

test('what a manager does stands in one unbroken chain', async () => {
  const { ask, ada, folder } = await staffedShop();
  const session = await ada();
  const { day } = (await ask('GET', '/days/today', undefined, { session })).body;
  expect((await ask('POST', `/days/${day}/close`, {}, { session })).status).toBe(200);
  expect(linesOf(folder).map(({ act }) => act)).toEqual(expect.arrayContaining(['signIn', 'closeDay']));
  expect(checkChain(audit(folder))).toMatchObject({ unlinked: 0, faults: [] });
});
