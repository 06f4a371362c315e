/**
 * What is written to and read from `/dev/uhid`, by which the kernel lets a program be a HID device. Each write and each
 * read is one event: its number (32 bits) and its fields, packed, in the machine's order of bytes; here that of x86 and
 * ARM. Source: Linux, include/uapi/linux/uhid.h.
 */

const DESTROY = 1;
const OPEN = 4;
const CLOSE = 5;
const OUTPUT = 6;
const GET_REPORT = 9;
const CREATE2 = 11;
const INPUT2 = 12;
const SET_REPORT = 13;

/** The largest report and the largest descriptor. */
const DATA_MAX = 4096;
/** Bytes of the longest event: what a read has to have room for. */
export const EVENT_MAX = 4 + 276 + DATA_MAX;

/** As if it were on USB: hidapi passes over devices of the virtual bus. */
const BUS_USB = 3;
const EIO = 5;

export interface UhidDevice {
  name: string;
  serialNumber: string;
  vendorId: number;
  productId: number;
  descriptor: Uint8Array;
}

/** Makes the device: as if it was plugged in. */
export function createEvent({ name, serialNumber, vendorId, productId, descriptor }: UhidDevice): Uint8Array {
  const event = Buffer.alloc(EVENT_MAX);
  event.writeUInt32LE(CREATE2, 0);
  // Three texts that end with a zero byte: name (128), place (64), serial number (64).
  event.write(name, 4, 127, 'utf8');
  event.write('scantill/simulator', 132, 63, 'latin1');
  event.write(serialNumber, 196, 63, 'utf8');
  event.writeUInt16LE(descriptor.length, 260);
  event.writeUInt16LE(BUS_USB, 262);
  event.writeUInt32LE(vendorId, 264);
  event.writeUInt32LE(productId, 268);
  event.set(descriptor, 280);
  return event;
}

/** The device sends a report, its id first where it has one. */
export function inputEvent(report: Uint8Array): Uint8Array {
  const event = Buffer.alloc(6 + report.length);
  event.writeUInt32LE(INPUT2, 0);
  event.writeUInt16LE(report.length, 4);
  event.set(report, 6);
  return event;
}

/** Unplugs it. */
export function destroyEvent(): Uint8Array {
  const event = Buffer.alloc(4);
  event.writeUInt32LE(DESTROY, 0);
  return event;
}

/** What the kernel tells the device. */
export type UhidEvent =
  /** Somebody begins, or ceases, to read it. */
  | { kind: 'open' }
  | { kind: 'close' }
  /** An output report, its id first. */
  | { kind: 'output'; report: Uint8Array }
  /** A report that is asked for or set, and waits for an answer. */
  | { kind: 'request'; refusal: Uint8Array }
  | { kind: 'other' };

export function readEvent(bytes: Uint8Array): UhidEvent {
  const event = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = event.readUInt32LE(0);
  switch (type) {
    case OPEN:
      return { kind: 'open' };
    case CLOSE:
      return { kind: 'close' };
    case OUTPUT:
      return { kind: 'output', report: event.subarray(4, 4 + event.readUInt16LE(4 + DATA_MAX)) };
    case GET_REPORT:
    case SET_REPORT: {
      // Each answer's number follows its question's. A device without such reports answers with an error.
      const refusal = Buffer.alloc(type === GET_REPORT ? 12 : 10);
      refusal.writeUInt32LE(type + 1, 0);
      event.copy(refusal, 4, 4, 8);
      refusal.writeUInt16LE(EIO, 8);
      return { kind: 'request', refusal };
    }
    default:
      return { kind: 'other' };
  }
}
