import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { patientTransport } from '../../src/devices/patient-transport.ts';
import { simulatedGun } from '../../src/devices/simulated-transport.ts';

function bench() {
  const gun = simulatedGun(systemClock, 'gun');
  const seen = { nodes: 'a', isBroken: false };
  const transport = patientTransport(gun.transport, async () => {
    if (seen.isBroken) throw new Error('no /dev');
    return seen.nodes;
  });
  const attempt = async () => {
    const events = { onFrame: () => {}, onLost: () => {} };
    const result = await transport.open(events, new AbortController().signal);
    return result.ok ? 'open' : result.finding.code;
  };
  return { gun, seen, attempt };
}

test('a gun that is not there is looked for again when something was plugged in', async () => {
  const { gun, seen, attempt } = bench();
  gun.unplug();
  expect([await attempt(), await attempt(), await attempt()]).toEqual(Array(3).fill('NOT_FOUND'));
  expect(gun.attempts()).toBe(1);
  gun.plugIn();
  seen.nodes = 'b';
  expect(await attempt()).toBe('open');
});

test('anything else that is wrong is tried each time', async () => {
  const { gun, attempt } = bench();
  gun.refuse({ code: 'PERMISSION_DENIED', message: 'no', cure: 'no' });
  expect([await attempt(), await attempt()]).toEqual(Array(2).fill('PERMISSION_DENIED'));
  gun.refuse();
  expect(await attempt()).toBe('open');
});

test('where it cannot be told what was plugged in, each attempt looks', async () => {
  const { gun, seen, attempt } = bench();
  seen.isBroken = true;
  gun.unplug();
  await attempt();
  gun.plugIn();
  expect(await attempt()).toBe('open');
});
