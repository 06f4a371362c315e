import { expect, test } from 'vitest';
import type { ShopSettings } from '../../src/shop-settings.ts';
import { api, expectProblem } from '../support/api-client.ts';
import { connectTablet } from '../support/running-ui.ts';
import { cornerShop, settableShop } from '../support/shop.ts';

test('what is set is kept, answered, and on each tablet at once', async () => {
  const saved: Partial<ShopSettings>[] = [];
  const shop = settableShop({
    stored: cornerShop(),
    save: async (settings) => void saved.push(settings),
    onChange: () => reachTablets(),
  });
  const { till, get, put } = await api({ shop });
  const reachTablets = () => till.changed();
  const tablet = await connectTablet(till.url);
  const set = { name: ' Tea House ', quickAmounts: ['5.00', '12.5'], resultSeconds: 8 };
  const answer = await put('/settings', set);
  expect(answer).toMatchObject({
    status: 200,
    body: { settings: { ...set, name: 'Tea House' }, fixed: [], currency: { code: 'USD', digits: 2 } },
  });
  expect((await get('/settings')).body).toEqual(answer.body);
  expect(saved).toEqual([expect.objectContaining({ name: 'Tea House' })]);
  const screen = await tablet.screenWhen(({ shopName }) => shopName === 'Tea House');
  expect(screen).toMatchObject({ quickMinor: [500, 1250], resultSeconds: 8 });
});

test('what stands in the configuration file is shown as fixed, and no page changes any of it', async () => {
  const shop = settableShop({ file: { name: 'Corner Shop', signIn: false } });
  const { get, put } = await api({ shop });
  expect((await get('/settings')).body).toMatchObject({ fixed: ['name', 'signIn'] });
  const answer = await put('/settings', { name: 'Tea House', taxNumber: 'DE 1' });
  expectProblem(answer, 409, 'fixedInFile');
  expect(answer.body.detail).toContain('shop.name');
  expect((await get('/settings')).body).toMatchObject({ settings: { name: 'Corner Shop', taxNumber: '' } });
});

test('what the disk does not take is refused, and nothing has changed', async () => {
  const shop = settableShop({ stored: cornerShop(), save: () => Promise.reject(new Error('ENOSPC')) });
  const { get, put } = await api({ shop });
  expectProblem(await put('/settings', { name: 'Tea House' }), 503, 'notSaved');
  expect((await get('/settings')).body).toMatchObject({ settings: { name: 'Corner Shop' } });
});

test('all that is wrong is told at once, and none of it is kept', async () => {
  const { get, put } = await api();
  const answer = await put('/settings', {
    name: 'Tea House',
    quickAmounts: ['5.00', '0', '1.234', '1000000.00', 'ten'],
    locale: 'xx',
    printer: 'printer',
    resultSeconds: -1,
    sound: 'loud',
  });
  expectProblem(answer, 400, 'badRequest');
  const told = answer.body.detail?.match(/[\w.]+(?=: (?:expected|there))/g);
  expect(told?.toSorted()).toEqual(
    [
      ...['quickAmounts.1', 'quickAmounts.2', 'quickAmounts.3', 'quickAmounts.4'],
      ...['locale', 'printer', 'resultSeconds', 'sound'],
    ].toSorted(),
  );
  expect((await get('/settings')).body).toMatchObject({ settings: { name: 'Corner Shop' } });
});

/** What is sent of the settings, each by itself. */
const IMPOSSIBLE = [
  { name: '' },
  { name: 'Shop 281234567890123456' },
  { address: ['hQVDUFYwMWEH'] },
  { taxNumber: '281234567890123456' },
  { receiptFooter: 'Thank you\u0002' },
  { receiptWidthMm: 70 },
  { printer: '10.0.0.40:0' },
  { printer: '10.0.0.40:65536' },
  { printer: 'http://10.0.0.40:9100' },
  { locale: 'not a locale' },
  { customerLocale: 'tlh' },
  { quickAmounts: ['1', '2', '3', '4', '5', '6', '7'] },
];

test('a setting that cannot be is refused', async () => {
  const { put } = await api();
  for (const set of IMPOSSIBLE) {
    const answer = await put('/settings', set);
    expect(answer.status, JSON.stringify(set)).toBe(400);
    expectProblem(answer, 400, 'badRequest');
  }
});

const POSSIBLE = [
  { printer: '' },
  { printer: '[fd00::1]:9100' },
  { printer: 'receipts.shop.lan:9100' },
  { receiptFooter: 'Thank you\nCome again' },
  { locale: 'en-AU' },
  { quickAmounts: [] },
  {},
];

test('a setting that can be is taken', async () => {
  const { put } = await api();
  for (const set of POSSIBLE) {
    expect(await put('/settings', set)).toMatchObject({ status: 200, body: { settings: set } });
  }
});

test('a body that is not said to be JSON changes nothing', async () => {
  const { till } = await api();
  const response = await fetch(`${till.url}/api/v1/settings`, {
    method: 'PUT',
    body: '{"name":"Tea House"}',
  });
  expect(response.status).toBe(415);
});
