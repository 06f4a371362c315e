import type { Plugged } from './equal-guns.ts';
import { CERTAIN, fingerprint } from './fingerprint.ts';
import type { ListedPort } from './serial/ports.ts';

/** A serial port at USB as a candidate. One that is at no USB, as those of the mainboard, says nothing of itself. */
export function serialCandidate(port: ListedPort): Plugged[] {
  const { path, vendorId, productId, serialNumber, manufacturer, product, usbPort, byId } = port;
  if (!vendorId || !productId) return [];
  const ids = { vendorId: vendorId.toLowerCase(), productId: productId.toLowerCase() };
  const { score, isShared, known, why } = fingerprint({ ...port, ...ids });
  const isGun = score >= CERTAIN && (known === undefined || known.mode === 'serial');
  const ask = isShared
    ? 'It may be a gun or not: it is only opened where a person says so.'
    : 'That is not enough to open it without being asked to.';
  const place = byId ?? path;
  return [
    {
      socket: port.socket,
      part: port.interfaceNumber === undefined ? '' : ` interface ${port.interfaceNumber}`,
      byPath: port.byPath,
      candidate: {
        transport: 'serial',
        key: '',
        name: known?.name ?? ([manufacturer, product].filter(Boolean).join(' ') || `Serial port ${path}`),
        place,
        identity: {
          path,
          ...ids,
          ...(serialNumber && { serialNumber }),
          ...(manufacturer && { manufacturer }),
          ...(product && { product }),
          ...(usbPort && { usbPort }),
        },
        certainty: isGun ? 'certain' : 'doubtful',
        why: ['It is a serial port at USB.', ...why, ...(isGun ? [] : [ask])],
        entry: { transport: 'serial', path: place },
      },
    },
  ];
}
