import { expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import type { WireDevice } from '../../../src/ui/pairing-messages.ts';
import type { Api, Reply } from '../../../src/ui/technician/api.ts';
import { createApi } from '../../../src/ui/technician/api.ts';
import { createDevicesDesk } from '../../../src/ui/technician/devices-desk.ts';
import { createPeopleDesk } from '../../../src/ui/technician/people-desk.ts';
import { handClock } from '../../support/hand-clock.ts';
import { ADA_PIN } from '../../support/staff.ts';
import { FAR, staffedShop } from '../../support/staffed-shop.ts';
import { until } from '../../support/until.ts';

/** The desks of a page at the machine, over a real till. */
async function page(options: Parameters<typeof staffedShop>[0] = {}) {
  const shop = await staffedShop(options);
  const people = createPeopleDesk({ clock: systemClock, noAnswer: 'no answer' }, () => api);
  const api = createApi({
    clock: systemClock,
    token: undefined,
    session: () => people.signedIn.value?.token,
    signIn: people.ask,
    fetch,
    origin: shop.till.url,
  });
  const parts = { clock: systemClock, api, signIn: people.ask, noAnswer: 'no answer' };
  const devices = createDevicesDesk(parts);
  const asked = () => until(() => people.question.value?.people, { what: 'a PIN is asked for' });
  return { ...shop, api, people, devices, asked };
}

const WISH = { name: 'Front tablet', role: 'cashier', lanes: 'all' } as const;

test('a code is shown until a tablet came in with it, and the tablet is in the list then', async () => {
  const { devices, ask } = await page({ asFound: true });
  await devices.open();
  expect(devices.list.value).toEqual([]);
  await devices.makeCode(WISH);
  expect(devices.code.value).toMatchObject({ state: 'open', code: expect.stringMatching(/-/) });
  await ask('POST', '/pairing', { code: devices.code.value?.code }, { headers: FAR });
  await until(() => devices.code.value?.state === 'used', { what: 'the page has seen it' });
  expect(devices.code.value?.device?.name).toBe('Front tablet');
  await until(() => devices.list.value.length === 1, { what: 'it is in the list' });
  const [device] = devices.list.value as readonly WireDevice[];
  await devices.revoke(device?.id ?? '');
  expect(devices.list.value).toMatchObject([{ revokedAt: expect.any(Number) }]);
});

test('a code that is closed is withdrawn', async () => {
  const { devices, ask } = await page({ asFound: true });
  await devices.makeCode(WISH);
  const code = devices.code.value?.code;
  devices.close();
  expect(devices.code.value).toBeUndefined();
  await until(
    async () => (await ask('POST', '/pairing', { code }, { headers: FAR })).body.code === 'codeOver',
    { what: 'the till has withdrawn it' },
  );
});

test('where people work, the PIN is asked for and what was pressed goes on; without it nothing is done', async () => {
  const { devices, people, asked } = await page();
  const opened = devices.open();
  const list = await asked();
  expect(
    list.map(({ name }) => name),
    'no cashier is offered',
  ).toEqual(['Ada']);
  people.dismiss();
  await opened;
  expect(devices.list.value).toBe('hidden');
  expect(devices.problem.value).toContain('has to sign in');
  const made = devices.makeCode(WISH);
  await asked();
  await people.enter('p1', '999998');
  expect(people.problem.value).toContain('PIN');
  await people.enter('p1', ADA_PIN);
  await made;
  expect(people.signedIn.value?.name).toBe('Ada');
  expect(devices.code.value?.state).toBe('open');
  await people.signOut();
  expect(people.signedIn.value).toBeUndefined();
});

test('a program’s token is shown, and goes away with the page’s next step', async () => {
  const { devices } = await page({ asFound: true });
  await devices.makeProgram({ name: 'Web shop', scopes: ['sell'], lanes: 'all' });
  expect(devices.program.value?.token).toHaveLength(43);
  await devices.makeCode(WISH);
  expect(devices.program.value).toBeUndefined();
  await devices.makeProgram({ name: '', scopes: ['sell'], lanes: 'all' });
  expect(devices.problem.value).toContain('name: ');
});

test('a question for a PIN that nobody answers goes away', async () => {
  const clock = handClock();
  const silent: Api = {
    get: async <T>(): Promise<Reply<T>> => ({ kind: 'unreachable' }),
    post: async <T>(): Promise<Reply<T>> => ({ kind: 'unreachable' }),
    put: async <T>(): Promise<Reply<T>> => ({ kind: 'unreachable' }),
    delete: async <T>(): Promise<Reply<T>> => ({ kind: 'unreachable' }),
  };
  const people = createPeopleDesk({ clock, noAnswer: 'no answer' }, () => silent);
  const came = people.ask('technician');
  await until(() => people.problem.value === 'no answer', { what: 'it says that no answer came' });
  await clock.advance(120_000);
  expect(await came).toBe(false);
  expect(people.question.value).toBeUndefined();
});
