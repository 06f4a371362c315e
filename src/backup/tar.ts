/** One file as it stands in a tar archive (POSIX ustar): a header of 512 bytes, the content, zeros up to the next 512. */
export interface TarEntry {
  /** Relative, with `/` between its parts. */
  name: string;
  content: Buffer;
}

const BLOCK = 512;
/** Two empty blocks end an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** Header, content and padding. `at`: when it was written, epoch ms. Throws where the name is too long for a header. */
export function tarBytes({ name, content }: TarEntry, at: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const { prefix, base } = splitName(name);
  header.write(base, 0, 100);
  writeOctal(header, 0o600, { from: 100, length: 8 });
  writeOctal(header, 0, { from: 108, length: 8 });
  writeOctal(header, 0, { from: 116, length: 8 });
  writeOctal(header, content.length, { from: 124, length: 12 });
  writeOctal(header, Math.max(0, Math.floor(at / 1000)), { from: 136, length: 12 });
  header.write('0', 156);
  header.write('ustar\0', 257);
  header.write('00', 263);
  header.write(prefix, 345, 155);
  writeOctal(header, checksumOf(header), { from: 148, length: 7 });
  header.write(' ', 155);
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  return Buffer.concat([header, content, padding]);
}

/** The one file that the bytes hold, header first. `name` alone where the rest is not what the header says; nothing where there is none. */
export function readTarEntry(bytes: Buffer): { name: string; content?: Buffer } | undefined {
  if (bytes.length < BLOCK) return undefined;
  const header = bytes.subarray(0, BLOCK);
  if (Number.parseInt(text(header, 148, 8), 8) !== checksumOf(header)) return undefined;
  if (text(header, 257, 5) !== 'ustar' || text(header, 156, 1) !== '0') return undefined;
  const prefix = text(header, 345, 155);
  const name = `${prefix === '' ? '' : `${prefix}/`}${text(header, 0, 100)}`;
  const size = Number.parseInt(text(header, 124, 12), 8);
  if (!isPlainName(name)) return undefined;
  const content = bytes.subarray(BLOCK, BLOCK + size);
  return content.length === size ? { name, content } : { name };
}

/** Whether a name stays within the folder it is put into. */
export function isPlainName(name: string): boolean {
  return name.split('/').every((part) => /^[\w.,@+=-]+$/.test(part) && part !== '.' && part !== '..');
}

/** A name above 100 bytes is parted at a slash: the header has 155 bytes for what stands before. */
function splitName(name: string): { prefix: string; base: string } {
  if (Buffer.byteLength(name) <= 100) return { prefix: '', base: name };
  const at = name.indexOf('/', name.length - 101);
  const prefix = name.slice(0, Math.max(0, at));
  if (at < 0 || Buffer.byteLength(prefix) > 155)
    throw new Error(`${name}: its name is too long for a backup`);
  return { prefix, base: name.slice(at + 1) };
}

/** Octal digits, and a zero byte. */
function writeOctal(header: Buffer, value: number, { from, length }: { from: number; length: number }): void {
  header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, from);
}

/** The sum of all bytes, the checksum's own taken as spaces. */
function checksumOf(header: Buffer): number {
  let sum = 0;
  for (const [at, byte] of header.entries()) sum += at >= 148 && at < 156 ? 0x20 : byte;
  return sum;
}

function text(header: Buffer, from: number, length: number): string {
  return header
    .subarray(from, from + length)
    .toString()
    .replace(/\0.*$/s, '')
    .trim();
}
