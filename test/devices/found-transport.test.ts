import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Candidate } from '../../src/devices/candidate.ts';
import { foundTransport } from '../../src/devices/found-transport.ts';
import { simulatedGun } from '../../src/devices/simulated-transport.ts';
import type { ScannerConfig } from '../../src/scanner-config.ts';
import { candidate } from '../support/candidates.ts';

function bench() {
  const gun = simulatedGun(systemClock, 'gun');
  const made: ScannerConfig[] = [];
  const seen: { candidate: Candidate | undefined; isStillThere: boolean } = {
    candidate: undefined,
    isStillThere: true,
  };
  const transport = foundTransport({
    kind: 'serial',
    name: 'Left gun',
    current: () => seen.candidate,
    isStillThere: async () => seen.isStillThere,
    transportFor: (config) => {
      made.push(config);
      return gun.transport;
    },
  });
  const attempt = async () => {
    const events = { onFrame: () => {}, onLost: () => {} };
    const result = await transport.open(events, new AbortController().signal);
    return result.ok ? 'open' : result.finding;
  };
  return { gun, made, seen, attempt };
}

const at = (path: string) =>
  candidate('1', {
    transport: 'serial',
    place: path,
    identity: { path },
    entry: { transport: 'serial', path },
  });

test('a gun that is not plugged in is not tried, and is called by its name', async () => {
  const { gun, attempt } = bench();
  expect(await attempt()).toMatchObject({ code: 'NOT_FOUND', message: 'Left gun is not plugged in.' });
  expect(gun.attempts()).toBe(0);
});

test('a place that another device has taken by now is not opened', async () => {
  const { gun, seen, attempt } = bench();
  seen.candidate = at('/dev/ttyACM0');
  seen.isStillThere = false;
  expect(await attempt()).toMatchObject({ code: 'NOT_FOUND' });
  expect(gun.attempts()).toBe(0);
  seen.isStillThere = true;
  expect(await attempt()).toBe('open');
});

test('it is opened where it is now, by a transport of its own for each place', async () => {
  const { made, seen, attempt } = bench();
  for (const path of ['/dev/ttyACM0', '/dev/ttyACM0', '/dev/ttyACM1']) {
    seen.candidate = at(path);
    await attempt();
  }
  expect(made).toMatchObject([{ path: '/dev/ttyACM0' }, { path: '/dev/ttyACM1' }]);
});

test('refused permission names the group and the rule of a serial gun', async () => {
  const { gun, seen, attempt } = bench();
  seen.candidate = { ...at('/dev/ttyACM0'), identity: { vendorId: '05e0', productId: '1701' } };
  gun.refuse({ code: 'PERMISSION_DENIED', message: 'no', cure: 'no' });
  const finding = await attempt();
  expect(finding).toMatchObject({ code: 'PERMISSION_DENIED' });
  expect(JSON.stringify(finding)).toMatch(/dialout.*SUBSYSTEM==.*tty.*05e0.*1701.*0660.*dialout/);
});
