import { decodeQR } from 'qr/decode.js';

/** A picture, four bytes a pixel. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray | Uint8Array;
}

/** The text of the QR code in a picture; nothing where none can be read. */
export function readPicture(picture: Picture): string | undefined {
  try {
    return decodeQR(picture);
  } catch {
    // It throws for every picture without a code.
    return undefined;
  }
}
