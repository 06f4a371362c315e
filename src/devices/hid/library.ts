/** What is used of node-hid; a test may stand in for it. */
export interface HidLibrary {
  devicesAsync(): Promise<HidDevice[]>;
  HIDAsync: { open(path: string): Promise<HidHandle> };
}

/** A top-level usage of a plugged-in HID device, as node-hid lists it. */
export interface HidDevice {
  vendorId: number;
  productId: number;
  path?: string | undefined;
  serialNumber?: string | undefined;
  manufacturer?: string | undefined;
  product?: string | undefined;
  /** USB interface number; -1 where the device hangs on no USB. */
  interface?: number | undefined;
  usagePage?: number | undefined;
  usage?: number | undefined;
}

/** An open HID device. Its `error` is a string, not an `Error`. */
export interface HidHandle {
  on(event: 'data', listener: (report: Buffer) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  /** An output report, its id first (0 where the device has none). */
  write(report: number[] | Buffer): Promise<number>;
  /** A feature report, its id first. */
  sendFeatureReport(report: number[] | Buffer): Promise<number>;
  close(): Promise<void>;
}

/** Loads node-hid. A missing system library shows at the first call on it, not here. */
export async function loadNodeHid(): Promise<HidLibrary> {
  const { default: library } = await import('node-hid');
  return library;
}

/** A HID device that can be opened. */
export type OpenableHid = HidDevice & { path: string };

/** All HID devices that are plugged in, open or not. Fails where a system library is missing. */
export async function listHidDevices(loadHid = loadNodeHid): Promise<OpenableHid[]> {
  const devices = await (await loadHid()).devicesAsync();
  return devices.flatMap((device) => (device.path === undefined ? [] : [{ ...device, path: device.path }]));
}

/** What a HID device calls itself. */
export function productName({ manufacturer, product, vendorId, productId }: HidDevice): string {
  const words = [manufacturer, product].filter(Boolean).join(' ');
  return words || `HID scanner ${hexId(vendorId)}:${hexId(productId)}`;
}

/** A USB id as the configuration writes it. */
export function hexId(id: number): string {
  return id.toString(16).padStart(4, '0');
}
