import { expect, test } from 'vitest';
import { notFound } from '../../src/devices/findings.ts';
import { simulatedGun } from '../../src/devices/simulated-transport.ts';
import { scannerConfig } from '../../src/scanner-config.ts';
import { hidScanner } from '../support/fake-hid.ts';
import { gunBench } from '../support/gun-bench.ts';
import { handClock } from '../support/hand-clock.ts';
import { pluggedGuns } from '../support/plugged-guns.ts';

/** A door that holds whoever comes while it is shut. */
function door() {
  let open = () => {};
  let shut: Promise<void> | undefined;
  return {
    shut() {
      shut = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => {
      shut = undefined;
      open();
    },
    pass: () => shut ?? Promise.resolve(),
  };
}

test('what is plugged in while the devices are listed is seen right after', async () => {
  const list = door();
  const till = await pluggedGuns({ beforeList: list.pass });
  list.shut();
  till.plug('1-1');
  await till.look();
  till.plug('1-2', { serialNumber: 'B2' });
  list.open();
  await till.hand.advance(0);
  expect(till.shown()).toEqual({ '1-1': '1 up' });
  await till.look();
  expect(till.shown()).toEqual({ '1-1': '1 up', '1-2': '- up' });
});

test('a stop in the middle of a list opens nothing of what it finds', async () => {
  const list = door();
  const till = await pluggedGuns({ beforeList: list.pass });
  list.shut();
  till.plug('1-1');
  await till.look();
  const stopped = till.scanners.stop();
  list.open();
  await stopped;
  await till.hand.advance(60_000);
  expect(till.opened).toEqual([]);
});

test('a list that never ends keeps no stop waiting for longer than a second', async () => {
  const list = door();
  const till = await pluggedGuns({ beforeList: list.pass });
  list.shut();
  till.plug('1-1');
  await till.look();
  let isStopped = false;
  void till.scanners.stop().then(() => {
    isStopped = true;
  });
  await till.hand.advance(1000);
  expect(isStopped).toBe(true);
  list.open();
});

test('a gun that does not close keeps no other from being found', async () => {
  const close = door();
  const till = await pluggedGuns({ lanes: [{ id: '1' }, { id: '2' }], beforeClose: close.pass });
  till.plug('1-1');
  await till.look();
  close.shut();
  till.unplug('1-1');
  await till.look();
  till.plug('1-2', { serialNumber: 'B2' });
  await till.look();
  expect(till.shown()['1-2']).toBe('- up');
  close.open();
});

test('a lane given while the devices are listed is kept', async () => {
  const list = door();
  const till = await pluggedGuns({ lanes: [{ id: '1' }, { id: '2' }], beforeList: list.pass });
  till.plug('1-1');
  await till.look();
  list.shut();
  till.plug('1-2', { serialNumber: 'B2' });
  await till.look();
  const [{ id } = { id: '' }] = till.scanners.statuses().filter(({ name }) => name.endsWith('1-1'));
  expect(await till.scanners.bind(id, '2')).toEqual({ ok: true });
  list.open();
  await till.hand.advance(0);
  expect(till.shown()).toMatchObject({ '1-1': '2 up' });
  await till.look();
  expect(till.shown()).toMatchObject({ '1-1': '2 up', '1-2': '- up' });
});

test('two guns that change their sockets at once change their lanes with them', async () => {
  const till = await pluggedGuns({ lanes: [{ id: '1' }, { id: '2' }] });
  const numbers = { '1-1': 'A1', '1-2': 'B2' } as const;
  for (const [socket, serialNumber] of Object.entries(numbers)) till.plug(socket, { serialNumber });
  await till.look();
  for (const [socket, lane] of [
    ['1-1', '1'],
    ['1-2', '2'],
  ] as const) {
    const gun = till.scanners.statuses().find(({ name }) => name.endsWith(socket));
    await till.scanners.bind(gun?.id ?? '', lane);
  }
  till.unplug('1-1');
  till.unplug('1-2');
  till.plug('1-1', { serialNumber: 'B2' });
  till.plug('1-2', { serialNumber: 'A1' });
  await till.look();
  await till.look();
  till.gun('1-1').scan('281234567890123456');
  till.gun('1-2').scan('281234567890123457');
  expect(till.scans.map(({ lane, text }) => `${lane} ${text.slice(-1)}`)).toEqual(['2 6', '1 7']);
});

test('a gun of the configuration that gives no answer keeps no other from being found', async () => {
  const hand = handClock();
  const serial = scannerConfig({ transport: 'serial', path: '/dev/rfcomm0' });
  const path = '/dev/hidraw1';
  const { scanners } = gunBench({
    lanes: [{ id: '1', scanners: [serial] }, { id: '2' }],
    parts: {
      clock: hand,
      listings: {
        hid: async () => [{ ...hidScanner(path), path, usbPort: '1-1', socket: '1-1' }],
        serial: async () => [],
      },
      transports: ({ transport }) =>
        transport === 'hid'
          ? simulatedGun(hand).transport
          : {
              kind: 'serial',
              name: 'a gun that hangs',
              open: (_events, signal) =>
                new Promise((resolve) => {
                  const end = () => resolve({ ok: false, finding: notFound('a gun that hangs') });
                  signal.addEventListener('abort', end);
                }),
            },
    },
  });
  await scanners.start();
  await hand.advance(5000);
  const states = Object.fromEntries(scanners.statuses().map(({ transport, state }) => [transport, state]));
  expect(states).toMatchObject({ serial: 'starting', hid: 'up' });
});
