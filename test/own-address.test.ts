import { expect, test } from 'vitest';
import { plainHost } from '../src/loopback.ts';
import { machineAddresses } from '../src/machine-addresses.ts';
import { ownNotifyUrl, tabletUrls } from '../src/own-address.ts';

test('with TLS the plain port is for the machine itself, whatever the network comes by', () => {
  const tls = {};
  expect(plainHost({ host: '0.0.0.0', tls })).toBe('127.0.0.1');
  expect(plainHost({ host: '192.0.2.7', tls })).toBe('127.0.0.1');
  expect(plainHost({ host: 'fd00::7', tls })).toBe('::1');
  expect(plainHost({ host: '127.0.0.1', tls })).toBe('127.0.0.1');
  expect(plainHost({ host: '192.0.2.7' })).toBe('192.0.2.7');
});

test('tablets are told where to come by, in the way they have to, and none where nobody may', () => {
  expect(tabletUrls({ host: '127.0.0.1' }, 8080)).toEqual([]);
  expect(tabletUrls({ host: '192.0.2.7' }, 8080)).toEqual(['http://192.0.2.7:8080']);
  expect(tabletUrls({ host: 'fd00::7', tls: {} }, 8443)).toEqual(['https://[fd00::7]:8443']);
  const everywhere = tabletUrls({ host: '0.0.0.0', tls: {} }, 8443);
  expect(everywhere).toEqual(machineAddresses('0.0.0.0').map((address) => `https://${address}:8443`));
  expect(everywhere.filter((url) => url.includes('['))).toEqual([]);
});

test('the sandbox notifies the till where it listens on this machine, and nowhere else', () => {
  expect(ownNotifyUrl('127.0.0.1', 8080)).toBe('http://127.0.0.1:8080/webhooks/codepay');
  expect(ownNotifyUrl('::', 8080)).toBe('http://[::1]:8080/webhooks/codepay');
  expect(ownNotifyUrl('192.0.2.7', 8080)).toBeUndefined();
  expect(ownNotifyUrl('127.0.0.1', undefined)).toBeUndefined();
});
