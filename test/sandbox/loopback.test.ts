import { expect, test } from 'vitest';
import { isLoopbackAddress, isLoopbackUrl } from '../../src/sandbox/loopback.ts';

test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
  expect(isLoopbackAddress(address)).toBe(true);
});

test.each(['192.0.2.1', '::ffff:192.0.2.1', '2001:db8::1', '127.0.0.1.shop.example', '', undefined])(
  '%s is not this machine',
  (address) => {
    expect(isLoopbackAddress(address)).toBe(false);
  },
);

test.each(['http://127.0.0.1:8080/hook', 'https://localhost/', 'http://[::1]:1/', 'http://2130706433/'])(
  'what is sent to %s stays on this machine',
  (url) => {
    expect(isLoopbackUrl(url)).toBe(true);
  },
);

test.each([
  'http://192.0.2.1/',
  'https://shop.example/hook',
  'http://127.0.0.1.shop.example/',
  'http://127.0.0.1@shop.example/',
  'http://localhost.shop.example/',
  'http://[::ffff:192.0.2.1]/',
  'http://[',
])('what is sent to %s does not', (url) => {
  expect(isLoopbackUrl(url)).toBe(false);
});
