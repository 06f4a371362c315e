import { EventEmitter } from 'node:events';
import type { HidDevice, HidLibrary } from '../../src/devices/hid/library.ts';

export interface FakeHid {
  library: HidLibrary;
  /** What is plugged in. */
  devices: HidDevice[];
  /** A report from the device at a path. */
  report(path: string, bytes: Uint8Array): void;
  /** The device at a path vanishes, told as node-hid does: by a string. */
  vanish(path: string): void;
  /** Paths of the handles that are open, once for each. */
  open(): string[];
  /** Listeners for reports on the open handles. */
  readers(): number;
  /** What each attempt to open fails with. */
  refuse?: unknown;
  /** What each feature report is refused with. */
  refuseFeature?: unknown;
  /** Output and feature reports that were sent to the device at a path, in hexadecimal, in order. */
  sent(path: string): string[];
}

/** Stands in for node-hid where no kernel makes HID devices. */
export function fakeHid(devices: HidDevice[]): FakeHid {
  const handles = new Map<EventEmitter, string>();
  const sent: { path: string; hex: string }[] = [];
  const at = (path: string) => [...handles].flatMap(([handle, place]) => (place === path ? [handle] : []));
  const fake: FakeHid = {
    devices,
    library: {
      devicesAsync: async () => fake.devices,
      HIDAsync: {
        async open(path) {
          if (fake.refuse !== undefined) throw fake.refuse;
          const handle = new EventEmitter();
          handles.set(handle, path);
          const close = async () => {
            if (!handles.delete(handle)) throw new Error('device is already closed');
          };
          const send = async (bytes: number[] | Buffer) => {
            if (!handles.has(handle)) throw new Error('Cannot write to hid device: No such device');
            sent.push({ path, hex: Buffer.from(bytes).toString('hex') });
            return bytes.length;
          };
          const sendFeatureReport = async (bytes: number[] | Buffer) => {
            if (fake.refuseFeature !== undefined) throw fake.refuseFeature;
            return send(bytes);
          };
          return Object.assign(handle, { close, write: send, sendFeatureReport });
        },
      },
    },
    report: (path, bytes) => {
      for (const handle of at(path)) handle.emit('data', Buffer.from(bytes));
    },
    vanish(path) {
      fake.devices = fake.devices.filter((device) => device.path !== path);
      for (const handle of at(path))
        handle.emit('error', 'could not read from HID device: device disconnected');
    },
    open: () => [...handles.values()],
    sent: (path) => sent.flatMap((each) => (each.path === path ? [each.hex] : [])),
    readers: () => [...handles.keys()].reduce((sum, handle) => sum + handle.listenerCount('data'), 0),
  };
  return fake;
}

/** A plugged-in HID point-of-sale scanner. */
export function hidScanner(path: string, more: Partial<HidDevice> = {}): HidDevice {
  return {
    vendorId: 0x0c2e,
    productId: 0x1007,
    path,
    serialNumber: 'A1',
    manufacturer: 'Honeywell',
    product: 'Vuquest',
    usagePage: 0x8c,
    usage: 2,
    ...more,
  };
}
