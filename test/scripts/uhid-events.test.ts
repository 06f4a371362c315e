import { expect, test } from 'vitest';
import {
  createEvent,
  destroyEvent,
  EVENT_MAX,
  inputEvent,
  readEvent,
} from '../../scripts/scanner-simulator/uhid-events.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replace(/\s/g, ''), 'hex');

test('a device is made by its name, serial number, bus, ids and descriptor, each in its place', () => {
  const event = Buffer.from(
    createEvent({
      name: 'Gun',
      serialNumber: 'S1',
      vendorId: 0x0c2e,
      productId: 0x1007,
      descriptor: bytes('058c0902'),
    }),
  );
  expect(event.length).toBe(4376);
  const at = (from: number, length: number) => event.subarray(from, from + length).toString('hex');
  expect(at(0, 4)).toBe('0b000000');
  expect(event.toString('latin1', 4, 8)).toBe('Gun\0');
  expect(event.toString('latin1', 132, 151)).toBe('scantill/simulator\0');
  expect(event.toString('latin1', 196, 199)).toBe('S1\0');
  expect(at(260, 4)).toBe('04000300');
  expect(at(264, 16)).toBe('2e0c0000071000000000000000000000');
  expect(at(280, 5)).toBe('058c090200');
});

test('a name that is too long is cut, and leaves the serial number as it is', () => {
  const device = { serialNumber: 'S1', vendorId: 1, productId: 2, descriptor: bytes('00') };
  const event = Buffer.from(createEvent({ ...device, name: 'G'.repeat(300) }));
  expect(event.toString('latin1', 4, 132)).toBe(`${'G'.repeat(127)}\0`);
  expect(event.toString('latin1', 132, 136)).toBe('scan');
});

test('a report is sent with its length before it', () => {
  expect(Buffer.from(inputEvent(bytes('02023238'))).toString('hex')).toBe('0c000000040002023238');
});

test('to unplug takes the number of the event alone', () => {
  expect(Buffer.from(destroyEvent()).toString('hex')).toBe('01000000');
});

/** What the kernel hands over: always as long as its longest event. */
function fromKernel(start: string, at: Record<number, string> = {}): Buffer {
  const event = Buffer.alloc(EVENT_MAX + 4);
  bytes(start).copy(event);
  for (const [place, hex] of Object.entries(at)) bytes(hex).copy(event, Number(place));
  return event;
}

test('it is told who opens and closes it, and passes over what it needs not know', () => {
  expect(readEvent(fromKernel('04000000'))).toEqual({ kind: 'open' });
  expect(readEvent(fromKernel('05000000'))).toEqual({ kind: 'close' });
  expect(readEvent(fromKernel('02000000'))).toEqual({ kind: 'other' });
});

test('an output report is as long as the kernel says, whatever stands behind it', () => {
  const event = readEvent(fromKernel('06000000 0440 ffff', { 4100: '0200' }));
  expect(event.kind === 'output' && Buffer.from(event.report).toString('hex')).toBe('0440');
});

test('a report that is asked for or set is refused under the number of its question', () => {
  const refusalOf = (event: ReturnType<typeof readEvent>) =>
    event.kind === 'request' && Buffer.from(event.refusal).toString('hex');
  expect(refusalOf(readEvent(fromKernel('09000000 2a010000 fe02')))).toBe('0a0000002a01000005000000');
  expect(refusalOf(readEvent(fromKernel('0d000000 07000000 fe02')))).toBe('0e000000070000000500');
});
