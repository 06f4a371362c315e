import { expect, test } from 'vitest';
import { isLoopbackAddress, isLoopbackHost, isLoopbackUrl } from '../src/loopback.ts';

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

test.each(['localhost', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])('%s is this machine', (host) => {
  expect(isLoopbackHost(host)).toBe(true);
});

test.each(['127.evil.example', '127.0.0.1.evil.example', '0.0.0.0', '::', '192.0.2.7', 'localhost.example'])(
  '%s is not this machine, whatever it begins with',
  (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  },
);
