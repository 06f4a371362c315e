import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { Visitor } from '../../src/access/visitor.ts';
import { callerOf, introduce, placeOf } from '../../src/ui/caller.ts';

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
  expect(callerOf(from('::1', { 'scantill-session': 'T' }))).toMatchObject({ session: 'T', place: 'local' });
  expect(callerOf(from('::1'))).toMatchObject({ session: undefined, why: 'notPaired', place: 'local' });
});

test('a paired device is one place wherever it is carried; a program is where its address is', () => {
  const placeOfCaller = (visitor: Visitor, address: string) => {
    const request = from(address);
    introduce(request, { visitor });
    return callerOf(request).place;
  };
  const tablet: Visitor = { kind: 'device', id: 'dabc123', name: 'Front', role: 'cashier', lanes: 'all' };
  const program: Visitor = { kind: 'program', id: 'dabc124', name: 'Shop', lanes: 'all', scopes: ['sell'] };
  for (const address of ['192.0.2.7', '192.0.2.8']) {
    expect(placeOfCaller(tablet, address)).toBe('dabc123');
    expect(placeOfCaller(program, address)).toBe(address);
  }
});
