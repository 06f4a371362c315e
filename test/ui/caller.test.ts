import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { callerOf, placeOf } from '../../src/ui/caller.ts';

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;

test('this machine is one place by each of its names, and every other address its own', () => {
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    expect(placeOf(from(address)), address).toBe('local');
  expect(placeOf(from('192.0.2.7'))).toBe('192.0.2.7');
  expect(placeOf(from('::ffff:192.0.2.7'))).toBe('192.0.2.7');
  expect(placeOf(from(undefined))).toBe('unknown');
});

test('behind a proxy of this machine the place is the one it saw, not what the caller says of itself', () => {
  const proxied = (forwarded: string) => placeOf(from('127.0.0.1', { 'x-forwarded-for': forwarded }));
  expect(proxied('198.51.100.1, 192.0.2.7')).toBe('192.0.2.7');
  expect(proxied('2001:db8::1')).toBe('2001:db8::1');
  expect(proxied('a "b"\n')).toBe('proxy');
  expect(proxied(''), 'none').toBe('local');
  expect(placeOf(from('127.0.0.1', { forwarded: 'for=192.0.2.7' }))).toBe('proxy');
});

test('nobody else changes their place by a header', () => {
  expect(placeOf(from('192.0.2.7', { 'x-forwarded-for': '127.0.0.1' }))).toBe('192.0.2.7');
});

test('the session is the one that the header names', () => {
  expect(callerOf(from('::1', { 'scantill-session': 'T' }))).toEqual({ session: 'T', place: 'local' });
  expect(callerOf(from('::1'))).toEqual({ session: undefined, place: 'local' });
});
