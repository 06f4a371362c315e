import type { HidScannerConfig } from '../../scanner-config.ts';
import type { ScannerIdentity } from '../scan.ts';
import { hexId, type OpenableHid } from './library.ts';
import { usbPortOf } from './sysfs.ts';

/** What a plugged-in HID device says of itself. */
export async function identityOf(device: OpenableHid): Promise<ScannerIdentity> {
  const { path, vendorId, productId, serialNumber, manufacturer, product } = device;
  const usbPort = await usbPortOf(path);
  return {
    path,
    vendorId: hexId(vendorId),
    productId: hexId(productId),
    ...(serialNumber && { serialNumber }),
    ...(manufacturer && { manufacturer }),
    ...(product && { product }),
    ...(usbPort !== undefined && { usbPort }),
  };
}

/** What a person calls the gun that these settings name, before one was found. */
export function placeOf({ vendorId, productId, serialNumber, usbPort }: HidScannerConfig): string {
  const ids = vendorId || productId ? `${vendorId ?? '*'}:${productId ?? '*'}` : '';
  const where = [ids, serialNumber && `serial ${serialNumber}`, usbPort && `port ${usbPort}`].filter(Boolean);
  return ['HID scanner', ...where].join(' ');
}
