import { expect, test } from 'vitest';
import { areShopSettings } from '../src/shop.ts';
import { settableShop } from './support/shop.ts';

test('the file counts before the page, and the page before the defaults', () => {
  const shop = settableShop({ file: { name: 'File' }, stored: { name: 'Page', taxNumber: 'DE 1' } });
  expect(shop.settings()).toMatchObject({ name: 'File', taxNumber: 'DE 1', receiptWidthMm: 80 });
  expect(shop.fixed).toEqual(['name']);
});

test('customers are spoken to in the language of the shop until another is set', async () => {
  const shop = settableShop({ stored: { locale: 'de' } });
  expect(shop.settings().customerLocale).toBe('de');
  await shop.change({ customerLocale: 'fr' });
  expect(shop.settings()).toMatchObject({ locale: 'de', customerLocale: 'fr' });
});

test('changes of the same moment are all kept, though the disk is slow', async () => {
  const saved: object[] = [];
  const shop = settableShop({
    save: async (settings) => {
      await Promise.resolve();
      saved.push(settings);
    },
  });
  await Promise.all([shop.change({ name: 'Tea House' }), shop.change({ taxNumber: 'DE 1' })]);
  expect(shop.settings()).toMatchObject({ name: 'Tea House', taxNumber: 'DE 1' });
  expect(saved.at(-1)).toEqual({ name: 'Tea House', taxNumber: 'DE 1' });
});

test('a change that could not be saved is no change, and is in no later one', async () => {
  let isFull = true;
  let told = 0;
  const save = async () => {
    if (isFull) throw new Error('ENOSPC');
  };
  const shop = settableShop({ save, onChange: () => told++ });
  await expect(shop.change({ name: 'Lost' })).rejects.toThrow('ENOSPC');
  expect(shop.settings().name).not.toBe('Lost');
  isFull = false;
  await shop.change({ taxNumber: 'DE 1' });
  expect(shop.settings().name).not.toBe('Lost');
  expect(told).toBe(1);
});

test('only what the page could have set is taken from the disk', () => {
  expect(areShopSettings({ name: 'Tea House' })).toBe(true);
  expect(areShopSettings({ name: '' })).toBe(false);
  expect(areShopSettings({ colour: 'red' })).toBe(false);
});
