import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const UNPACKERS = { fd377a585a00: 'xz', '28b52ffd': 'zstd', '1f8b08': 'gzip', '02214c18': 'lz4' };

/**
 * The ELF kernel inside a compressed one. QEMU boots that directly, which saves the guest ten seconds of decompressing
 * itself. `tools` is a tree of programs that this machine may lack. Field offsets: Linux,
 * Documentation/arch/x86/boot.rst.
 */
export function extractVmlinux(bzImage, tools) {
  const image = readFileSync(bzImage);
  if (image.toString('latin1', 0x202, 0x206) !== 'HdrS') throw new Error(`${bzImage} is no bzImage`);
  const setupSectors = image[0x1f1] || 4;
  const start = (setupSectors + 1) * 512 + image.readUInt32LE(0x248);
  // The last four bytes of the payload are its size when unpacked.
  const payload = image.subarray(start, start + image.readUInt32LE(0x24c) - 4);

  const magic = payload.toString('hex', 0, 6);
  const unpacker = Object.entries(UNPACKERS).find(([first]) => magic.startsWith(first))?.[1];
  if (unpacker === undefined) throw new Error(`${bzImage}: unknown compression ${magic}`);
  const env = { ...process.env, PATH: `${process.env.PATH}:${join(tools, 'usr/bin')}` };
  const { stdout } = spawnSync(unpacker, ['-dc'], { input: payload, maxBuffer: 2 ** 28, env });
  if (stdout?.toString('latin1', 1, 4) !== 'ELF')
    throw new Error(`${unpacker} found no kernel in ${bzImage}`);
  return stdout;
}
