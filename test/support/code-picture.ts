import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'qrcode';
import { temporaryFolder } from './temporary-folder.ts';

/** A grey picture, one byte a pixel. */
export interface GreyPicture {
  width: number;
  height: number;
  grey: Uint8Array;
}

interface PictureOptions {
  width?: number;
  height?: number;
  /** Pixels of one module. Default: 8. */
  module?: number;
}

/** A QR code of the text in the middle of a light picture, as a phone is held before a camera. */
export function pictureOf(text: string, options: PictureOptions = {}): GreyPicture {
  const { width = 640, height = 480, module = 8 } = options;
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size * module;
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  const grey = new Uint8Array(width * height).fill(225);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const isDark = modules.get(Math.floor(y / module), Math.floor(x / module));
      if (isDark) grey[(top + y) * width + left + x] = 30;
    }
  }
  return { width, height, grey };
}

/** The same with four bytes a pixel, as a canvas gives it. */
export function rgbaOf({ width, height, grey }: GreyPicture): {
  width: number;
  height: number;
  data: Uint8ClampedArray;
} {
  const data = new Uint8ClampedArray(width * height * 4);
  grey.forEach((light, i) => {
    data.set([light, light, light, 255], i * 4);
  });
  return { width, height, data };
}

/** Writes a film of one picture (YUV4MPEG2), which Chromium shows as its camera. Gives the path. */
export function filmOf({ width, height, grey }: GreyPicture): string {
  const colour = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), grey, colour]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  const path = join(temporaryFolder(), 'code.y4m');
  writeFileSync(path, Buffer.concat([head, frame, frame]));
  return path;
}
