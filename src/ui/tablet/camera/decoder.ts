/** Reads a code out of a picture. The browser's own reader where it has one, which is quicker and reads bars too. */

/** The text of a code in the picture, or nothing. */
export type Decode = (picture: HTMLVideoElement) => Promise<string | undefined>;

/** The browser's own, as far as it is used here; the types do not know it yet. */
interface NativeDetector {
  detect(picture: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface NativeDetectorClass {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

/** Wallets show their code as a QR code, most of them as bars above it too. */
const FORMATS = ['qr_code', 'code_128'];

/** A reader for this browser. The one that comes with the page is only fetched where it is needed. */
export async function openDecoder(): Promise<Decode> {
  return (await nativeDecoder()) ?? ownDecoder();
}

async function nativeDecoder(): Promise<Decode | undefined> {
  const Native = (globalThis as { BarcodeDetector?: NativeDetectorClass }).BarcodeDetector;
  const supported: string[] = (await Native?.getSupportedFormats().catch(() => [])) ?? [];
  const formats = FORMATS.filter((format) => supported.includes(format));
  if (!Native || !formats.includes('qr_code')) return undefined;
  const detector = new Native({ formats });
  return async (picture) => {
    // Between two frames there is nothing to read, which it calls an error.
    const found = await detector.detect(picture).catch(() => []);
    return found.find(({ rawValue }) => rawValue !== '')?.rawValue;
  };
}

async function ownDecoder(): Promise<Decode> {
  const { readPicture } = await import('./own-decoder.ts');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (picture) => {
    const { videoWidth: width, videoHeight: height } = picture;
    if (!context || width === 0) return undefined;
    canvas.width = width;
    canvas.height = height;
    context.drawImage(picture, 0, 0);
    return readPicture(context.getImageData(0, 0, width, height));
  };
}
