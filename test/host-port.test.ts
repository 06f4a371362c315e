import { expect, test } from 'vitest';
import { hostAndPort } from '../src/host-port.ts';

test.each([
  ['127.0.0.1:8081', { host: '127.0.0.1', port: 8081 }],
  ['till.shop.lan:0', { host: 'till.shop.lan', port: 0 }],
  ['[::1]:65535', { host: '::1', port: 65_535 }],
  ['[fe80::1]:80', { host: 'fe80::1', port: 80 }],
])('%s is a host and a port', (place, parts) => {
  expect(hostAndPort(place)).toEqual(parts);
});
