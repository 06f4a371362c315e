import { expect, test } from 'vitest';
import { pluggedGuns } from '../support/plugged-guns.ts';
import { tcpListenConfig } from '../support/scanner-configs.ts';

const CODE = '281234567890123456';
const CONFIGURED = [{ id: '1', scanners: [tcpListenConfig('127.0.0.1:0')] }];

test('a found gun that was switched off is not opened after a restart, until it is switched on', async () => {
  const first = await pluggedGuns();
  first.plug('1-1');
  await first.look();
  const id = first.scanners.statuses()[0]?.id ?? '';
  expect(await first.scanners.enable(id, false)).toEqual({ ok: true });
  first.gun('1-1').scan(CODE);
  expect(first.scans).toEqual([]);

  const again = await pluggedGuns({ notes: first.kept.notes });
  again.plug('1-1');
  await again.look();
  expect(again.scanners.statuses()).toMatchObject([{ id, lane: '1', state: 'disabled' }]);
  expect(again.opened).toEqual([]);
  expect(await again.scanners.enable(id, true)).toEqual({ ok: true });
  await again.hand.advance(0);
  again.gun('1-1').scan(CODE);
  expect(again.scans).toMatchObject([{ lane: '1' }]);
});

test('a gun of the configuration that was switched off is not opened after a restart', async () => {
  const first = await pluggedGuns({ lanes: CONFIGURED });
  const id = first.scanners.statuses()[0]?.id ?? '';
  await first.scanners.enable(id, false);
  const again = await pluggedGuns({ lanes: CONFIGURED, notes: first.kept.notes });
  expect(again.scanners.statuses()).toMatchObject([{ id, state: 'disabled' }]);
  expect(again.gun('none').isOpen()).toBe(false);
});

test('no gun is switched off or on while a sale is on its lane', async () => {
  const sale = { lane: '' };
  const till = await pluggedGuns({ isBusy: (lane) => lane === sale.lane });
  till.plug('1-1');
  await till.look();
  const id = till.scanners.statuses()[0]?.id ?? '';
  sale.lane = '1';
  expect(await till.scanners.enable(id, false)).toEqual({ ok: false, why: 'laneBusy' });
  till.gun('1-1').scan(CODE);
  expect(till.scans).toHaveLength(1);
  expect(till.kept.notes[Object.keys(till.kept.notes)[0] ?? '']?.isDisabled).toBeUndefined();
});
