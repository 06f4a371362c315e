import QRCode from 'qrcode';
import type { ReceiptLine } from '../receipt-messages.ts';

/** Light squares that a reader needs on each side (ISO/IEC 18004). */
const QUIET = 4;

/** A QR code of a number, as squares that need no library to be drawn. */
export function qrLine(text: string): ReceiptLine & { kind: 'qr' } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const rows: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; ) {
      const from = x;
      while (x < modules.size && modules.get(y, x)) x += 1;
      if (x > from) rows.push(`M${from + QUIET} ${y + QUIET}h${x - from}v1h-${x - from}z`);
      else x += 1;
    }
  }
  return { kind: 'qr', text, size: modules.size + 2 * QUIET, path: rows.join('') };
}
