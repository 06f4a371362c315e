/**
 * extract-vmlinux.mjs BZIMAGE OUT: the ELF kernel inside a compressed one. QEMU boots that directly, which saves the
 * guest ten seconds of decompressing itself. Field offsets: Linux, Documentation/arch/x86/boot.rst.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [source, target] = process.argv.slice(2);
const image = readFileSync(source);
if (image.toString('latin1', 0x202, 0x206) !== 'HdrS') throw new Error(`${source} is no bzImage`);
const setupSectors = image[0x1f1] || 4;
const start = (setupSectors + 1) * 512 + image.readUInt32LE(0x248);
// The last four bytes of the payload are its size when unpacked.
const payload = image.subarray(start, start + image.readUInt32LE(0x24c) - 4);

const UNPACKERS = { fd377a585a00: 'xz', '28b52ffd': 'zstd', '1f8b08': 'gzip', '02214c18': 'lz4' };
const magic = payload.toString('hex', 0, 6);
const unpacker = Object.entries(UNPACKERS).find(([start]) => magic.startsWith(start))?.[1];
if (unpacker === undefined) throw new Error(`unknown compression ${magic}`);
const { stdout } = spawnSync(unpacker, ['-dc'], { input: payload, maxBuffer: 2 ** 28 });
if (stdout.toString('latin1', 1, 4) !== 'ELF') throw new Error('no ELF inside');
writeFileSync(target, stdout);
