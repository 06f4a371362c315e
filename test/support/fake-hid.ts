import { EventEmitter } from 'node:events';
import type { HidDevice, HidLibrary } from '../../src/devices/hid-transport.ts';

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
}

/** Stands in for node-hid where no kernel makes HID devices. */
export function fakeHid(devices: HidDevice[]): FakeHid {
  const handles = new Map<EventEmitter, string>();
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
          return Object.assign(handle, { close });
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
