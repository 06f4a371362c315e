import { areDevices, Devices, type DevicesDocument, PairingCodes } from './access/index.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import { openSettings } from './payment/index.ts';
import type { Random } from './random.ts';

/** Everything that was let in, and the codes that let more in. */
export interface OpenAccess {
  devices: Devices;
  codes: PairingCodes;
  close(): Promise<void>;
}

/** `folder`: the data folder, which this process has. A damaged list is put aside: each device is paired anew then. */
export async function openAccess(
  folder: string,
  parts: { clock: Clock; random: Random; log: Log },
): Promise<OpenAccess> {
  const file = openSettings<DevicesDocument>({ folder, name: 'devices', isFit: areDevices, log: parts.log });
  const devices = new Devices({ ...parts, file });
  await devices.load();
  return { devices, codes: new PairingCodes(parts), close: () => devices.close() };
}
