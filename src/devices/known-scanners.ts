/**
 * Serial devices that are scanners and nothing else. Most guns in COM-port mode show ids they share with printers,
 * scales and modems; those have to be written into the configuration.
 *
 * Source: the device tables of Linux drivers that are made for these guns alone.
 */
const KNOWN_SERIAL: readonly { vendorId: string; productId: string; name: string }[] = [
  // drivers/usb/serial/metro-usb.c
  { vendorId: '0c2e', productId: '0700', name: 'Metrologic / Honeywell scanner (serial mode, one way)' },
  { vendorId: '0c2e', productId: '0720', name: 'Metrologic / Honeywell scanner (serial mode)' },
  // drivers/usb/serial/symbolserial.c
  { vendorId: '05e0', productId: '0600', name: 'Symbol scanner (serial mode)' },
];

/** The name of a serial device that is certain to be a scanner, by its USB ids in hexadecimal. */
export function knownSerialScanner(vendorId = '', productId = ''): string | undefined {
  const same = (known: { vendorId: string; productId: string }) =>
    known.vendorId === vendorId.toLowerCase() && known.productId === productId.toLowerCase();
  return KNOWN_SERIAL.find(same)?.name;
}
