import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { homePage } from '../../src/ui/home-page.ts';
import { type ShopAddressesRequest, shopAddresses } from '../../src/ui/shop-addresses.ts';

const at = (address: string, more: object = {}) =>
  ({
    address,
    family: address.includes(':') ? 'IPv6' : 'IPv4',
    internal: false,
    ...more,
  }) as NetworkInterfaceInfo;
const interfaces = {
  lo: [at('127.0.0.1', { internal: true })],
  docker0: [at('172.17.0.1')],
  eth0: [at('fe80::1', { scopeid: 2 }), at('2001:db8::5', { scopeid: 0 }), at('192.0.2.7')],
};
const plain: ShopAddressesRequest = {
  host: '0.0.0.0',
  port: 8080,
  isTls: false,
  allowedHosts: [],
  interfaces,
};
const found = (change: Partial<ShopAddressesRequest>) => shopAddresses({ ...plain, ...change });

test('tablets reach a till at its addresses in the shop’s network, and by the names it was given first', () => {
  expect(found({})).toEqual(['http://192.0.2.7:8080']);
  expect(found({ host: '::' })).toEqual(['http://192.0.2.7:8080', 'http://[2001:db8::5]:8080']);
  expect(found({ host: '192.0.2.7' })).toEqual(['http://192.0.2.7:8080']);
  expect(found({ host: 'till.lan', port: 80 })).toEqual(['http://till.lan']);
  expect(found({ allowedHosts: ['till.lan', 'pos.lan:9000', 'localhost'] }).slice(0, 2)).toEqual([
    'http://till.lan:8080',
    'http://pos.lan:9000',
  ]);
  expect(found({ isTls: true, port: 443, allowedHosts: ['till.lan'] }).slice(0, 2)).toEqual([
    'https://till.lan',
    'https://192.0.2.7',
  ]);
});

test('a till that listens on its own machine alone is reached by what stands before it, or not at all', () => {
  expect(found({ host: '127.0.0.1' })).toEqual([]);
  expect(found({ host: 'localhost', allowedHosts: ['till.lan'] })).toEqual(['https://till.lan']);
});

test('a paired device goes on to the page of its role and lane', () => {
  const lanes = [{ id: '1' }, { id: 'bar 2' }];
  const home = (role: Parameters<typeof homePage>[0]['role'], own: 'all' | string[]) =>
    homePage({ role, lanes: own }, lanes);
  expect(home('cashier', ['bar 2'])).toBe('/lanes/bar%202');
  expect(home('manager', 'all')).toBe('/');
  expect(home('customer', ['1'])).toBe('/customer/1');
  expect(home('technician', 'all')).toBe('/technician');
  expect(homePage({ role: 'cashier', lanes: 'all' }, [{ id: '1' }])).toBe('/lanes/1');
});
