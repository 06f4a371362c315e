import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { openAccess } from '../../src/open-access.ts';
import { systemRandom } from '../../src/random.ts';
import { connectTablet, runUi } from '../support/running-ui.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const LIFE_MS = 6000;

test('a program whose time is over loses its socket at that moment, and gets nothing any more', async () => {
  const parts = { clock: systemClock, random: systemRandom, log: silentLog };
  const letIn = await openAccess(temporaryFolder(), parts);
  onTestFinished(letIn.close);
  const { url } = await runUi({ letIn });
  const wish = {
    name: 'Web shop',
    role: 'program',
    lanes: 'all',
    scopes: ['sell', 'look'],
    by: 'Ada',
  } as const;
  const added = await letIn.devices.add({ ...wish, forMs: LIFE_MS });
  if (!added.ok) throw new Error(added.why);
  const { token, device } = added;
  const far = { 'x-forwarded-for': '198.51.100.4', authorization: `Bearer ${token}` };
  const open = await connectTablet(url, { lane: '1', token });
  const asked = () => fetch(`${url}/api/v1/lanes/1`, { headers: far });
  expect((await asked()).status).toBe(200);
  expect(systemClock.now()).toBeLessThan(device.expiresAt ?? 0);
  await until(() => !open.socket.connected, { what: 'its socket ends' });
  expect(systemClock.now()).toBeGreaterThanOrEqual(device.expiresAt ?? 0);
  const refused = await asked();
  expect([refused.status, await refused.json()]).toMatchObject([401, { code: 'expired' }]);
  await expect(connectTablet(url, { lane: '1', token })).rejects.toMatchObject({ data: { code: 'expired' } });
});
