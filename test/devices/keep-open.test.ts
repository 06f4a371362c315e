import { expect, onTestFinished, test } from 'vitest';
import { keepOpen } from '../../src/devices/keep-open.ts';
import { simulatedGun } from '../../src/devices/simulated-transport.ts';
import type { Transport } from '../../src/devices/transport.ts';
import { createLog } from '../../src/log.ts';
import { type HandClock, handClock } from '../support/hand-clock.ts';

const DENIED = { code: 'PERMISSION_DENIED' as const, message: 'It may not be opened.', cure: 'chgrp' };

/** How many timers are pending at a clock. */
function counted(clock: HandClock) {
  let pending = 0;
  const after: HandClock['after'] = (ms, fn) => {
    pending++;
    let isOver = false;
    const end = () => {
      if (!isOver) pending--;
      isOver = true;
    };
    const callOff = clock.after(ms, () => {
      end();
      fn();
    });
    return () => {
      end();
      callOff();
    };
  };
  return { clock: { ...clock, after }, pending: () => pending };
}

async function bench({ isMissed = true, wrap = (transport: Transport) => transport } = {}) {
  const hand = handClock();
  const { clock, pending } = counted(hand);
  const gun = simulatedGun(clock, 'gun');
  const logged: string[] = [];
  const log = createLog('debug', (text) => {
    const { msg, code = '' } = JSON.parse(text) as { msg: string; code?: string };
    logged.push(`${msg} ${code}`.trim());
  });
  const place = { id: 'gun', transport: wrap(gun.transport), isMissed: () => isMissed };
  const random = { fraction: () => 0.5, bytes: () => new Uint8Array() };
  const events = { onFrame: () => {} };
  const start = () => {
    const line = keepOpen(place, { clock, random, log, events, onStatus: () => {} });
    onTestFinished(() => line.stop());
    return line;
  };
  return { hand, gun, logged, pending, start };
}

test('what is not there is tried after pauses that grow, with one timer, and one line of the log', async () => {
  const { hand, gun, logged, pending, start } = await bench();
  gun.unplug();
  start();
  const attempts: number[] = [];
  for (let ms = 0; ms <= 6000; ms += 50) {
    await hand.advance(ms === 0 ? 0 : 50);
    if (attempts.length < gun.attempts()) attempts.push(ms);
    expect(pending()).toBe(1);
  }
  expect(attempts).toEqual([0, 250, 650, 1300, 2350, 4000, 6000]);
  expect(logged).toEqual(['scanner not up NOT_FOUND']);
});

test('a plug-in ends the pause at once, and begins anew with short ones', async () => {
  const { hand, gun, start } = await bench();
  gun.unplug();
  const line = start();
  await hand.advance(60_000);
  const before = gun.attempts();
  line.wake();
  await hand.advance(0);
  expect(gun.attempts()).toBe(before + 1);
  await hand.advance(250);
  expect(gun.attempts()).toBe(before + 2);
  gun.plugIn();
  line.wake();
  await hand.advance(0);
  expect(line.status().state).toBe('up');
});

test('a gun that is up is not disturbed by what is plugged in beside it', async () => {
  const { hand, gun, pending, start } = await bench();
  const line = start();
  await hand.advance(0);
  for (let i = 0; i < 100; i++) line.wake();
  await hand.advance(60_000);
  expect(gun.attempts()).toBe(1);
  expect(pending()).toBe(0);
});

test('permission that comes a moment after the gun is no news; that which does not come is, apart from a gun that is gone', async () => {
  const { hand, gun, logged, start } = await bench();
  gun.refuse(DENIED);
  const line = start();
  await hand.advance(1900);
  expect(logged).toEqual([]);
  expect(gun.attempts()).toBe(10);
  await hand.advance(300);
  expect(line.status()).toMatchObject({ state: 'down', finding: { code: 'PERMISSION_DENIED' } });
  await hand.advance(30_000);
  gun.unplug();
  await hand.advance(10_000);
  expect(line.status().finding?.code).toBe('NOT_FOUND');
  expect(logged).toEqual(['scanner not up PERMISSION_DENIED', 'scanner not up NOT_FOUND']);
});

test('a loose cable is tried ever more slowly, until the gun has stayed for ten seconds', async () => {
  const { hand, gun, start } = await bench();
  start();
  await hand.advance(0);
  const pauses: number[] = [];
  const pull = async () => {
    gun.unplug();
    gun.plugIn();
    let ms = 0;
    for (; !gun.isOpen(); ms += 10) await hand.advance(10);
    pauses.push(ms);
  };
  for (let i = 0; i < 4; i++) await pull();
  await hand.advance(10_000);
  await pull();
  expect(pauses).toEqual([250, 400, 640, 1030, 250]);
});

test('one that nobody named is absent, not lost', async () => {
  const { hand, gun, start } = await bench({ isMissed: false });
  gun.unplug();
  const line = start();
  await hand.advance(0);
  expect(line.status().state).toBe('absent');
});

test('a transport that breaks its word, and fails to open or to close, is tried again', async () => {
  let isBroken = true;
  const wrap = (transport: Transport): Transport => ({
    ...transport,
    // Not async: it throws instead of rejecting.
    open(events, signal) {
      if (isBroken) throw new Error('boom');
      const close = () => Promise.reject(new Error('boom'));
      return transport
        .open(events, signal)
        .then((result) => (result.ok ? { ok: true, connection: { ...result.connection, close } } : result));
    },
  });
  const { hand, gun, logged, start } = await bench({ wrap });
  const line = start();
  await hand.advance(0);
  expect(line.status().finding?.code).toBe('OPEN_FAILED');
  isBroken = false;
  await hand.advance(300);
  expect(line.status().state).toBe('up');
  gun.unplug();
  gun.plugIn();
  await hand.advance(1000);
  expect(line.status().state).toBe('up');
  expect(logged).toContain('a scanner could not be closed');
});

test('a stopped line leaves no timer, and opens nothing any more', async () => {
  const { hand, gun, pending, start } = await bench();
  gun.unplug();
  const line = start();
  await hand.advance(500);
  await line.stop();
  expect(pending()).toBe(0);
  const attempts = gun.attempts();
  gun.plugIn();
  line.wake();
  await hand.advance(60_000);
  expect(gun.attempts()).toBe(attempts);
});

test('what is found about a gun before it is handed over is shown while it is up', async () => {
  const { hand, start } = await bench({
    wrap: (transport) => ({
      ...transport,
      open(events, signal) {
        events.onFinding?.({ ...DENIED, code: 'REDIRECT_REFUSED' });
        return transport.open(events, signal);
      },
    }),
  });
  const line = start();
  await hand.advance(0);
  expect(line.status()).toMatchObject({ state: 'up', finding: { code: 'REDIRECT_REFUSED' } });
});

test('a gun that opens only after the line was stopped is closed again', async () => {
  let letOpen = () => {};
  const held = new Promise<void>((resolve) => {
    letOpen = resolve;
  });
  const { hand, gun, logged, start } = await bench({
    wrap: (transport) => ({
      ...transport,
      open: (events, signal) => held.then(() => transport.open(events, signal)),
    }),
  });
  const line = start();
  await hand.advance(0);
  const stopped = line.stop();
  letOpen();
  await stopped;
  expect(gun.attempts()).toBe(1);
  expect(gun.isOpen()).toBe(false);
  expect(logged).toEqual([]);
});

test('each plug-in gives permission its moment anew', async () => {
  const { hand, gun, logged, start } = await bench();
  gun.refuse(DENIED);
  const line = start();
  await hand.advance(5000);
  gun.unplug();
  await hand.advance(10_000);
  gun.plugIn();
  line.wake();
  await hand.advance(1000);
  gun.refuse();
  await hand.advance(1000);
  expect(line.status().state).toBe('up');
  expect(logged).toEqual(['scanner not up PERMISSION_DENIED', 'scanner not up NOT_FOUND', 'scanner up']);
});

test('that nothing is there after the cable was pulled is no news', async () => {
  const { hand, gun, logged, start } = await bench();
  const line = start();
  await hand.advance(0);
  gun.unplug();
  await hand.advance(60_000);
  expect(line.status()).toMatchObject({ state: 'down', finding: { code: 'LOST' } });
  expect(logged).toEqual(['scanner up', 'scanner not up LOST']);
});
