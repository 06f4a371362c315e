import { expect, test } from 'vitest';
import { allowList, scannerConfig } from '../src/scanner-config.ts';

test.each(['0.0.0.0:9100', '[::]:9100', '192.0.2.1:9100', 'till.example:9100'])(
  'a port that others reach (%s) is opened only with a list of who may connect',
  (listen) => {
    expect(() => scannerConfig({ transport: 'tcp', listen })).toThrow(
      'a port beyond this machine is open to all',
    );
    expect(scannerConfig({ transport: 'tcp', listen, allow: ['192.0.2.7'] })).toMatchObject({ listen });
  },
);

test.each(['127.0.0.1:9100', '[::1]:9100', 'localhost:9100'])(
  'a port of this machine (%s) needs no list',
  (listen) => {
    expect(scannerConfig({ transport: 'tcp', listen })).toMatchObject({ listen });
  },
);

test('a list lets in its addresses and networks, also as a socket of both families tells them, and nobody else', () => {
  const isAllowed = allowList(['192.0.2.7', '198.51.100.0/24', '2001:db8::/32']);
  const all = ['192.0.2.7', '::ffff:192.0.2.7', '198.51.100.200', '::ffff:198.51.100.1', '2001:db8:1::9'];
  expect(all.filter((address) => !isAllowed(address))).toEqual([]);
  const others = ['192.0.2.8', '::ffff:192.0.2.8', '198.51.101.1', '2001:db9::1', '127.0.0.1', '::1', ''];
  expect(others.filter(isAllowed)).toEqual([]);
});
