import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readTarEntry, TAR_END } from './tar.ts';

/**
 * What one part of an archive holds. `end`: the archive's own · `damaged`: `name` where at least that can be read, and how
 * far into the archive it stands.
 */
export type Part =
  | { kind: 'file'; name: string; content: Buffer }
  | { kind: 'end' }
  | { kind: 'damaged'; name?: string; at: number };

/** How each member that we write begins: gzip, deflate, no flags, no time. */
const MEMBER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
const CHUNK = 1024 * 1024;

/** Reads an archive of ours part by part, whatever is damaged in it. Rejects where the disk does not give it. */
export async function* readArchive(file: string): AsyncGenerator<Part> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    let from: number | undefined;
    for await (const at of memberStarts(handle)) {
      const begin = from ?? 0;
      if (at > begin) yield await partAt(handle, begin, at);
      from = at;
    }
    if (size > 0) yield await partAt(handle, from ?? 0, size);
  } finally {
    await handle.close();
  }
}

/** Where a member begins, as offsets into the file. */
async function* memberStarts(handle: FileHandle): AsyncGenerator<number> {
  const chunk = Buffer.alloc(CHUNK + MEMBER.length - 1);
  let kept = 0;
  for (let offset = 0; ; ) {
    const { bytesRead } = await handle.read(chunk, kept, CHUNK, offset);
    if (bytesRead === 0) return;
    const seen = chunk.subarray(0, kept + bytesRead);
    const start = offset - kept;
    for (let at = seen.indexOf(MEMBER); at >= 0; at = seen.indexOf(MEMBER, at + 1)) yield start + at;
    offset += bytesRead;
    // The beginning of a member may lie across two chunks.
    kept = Math.min(MEMBER.length - 1, seen.length);
    seen.copy(chunk, 0, seen.length - kept);
  }
}

async function partAt(handle: FileHandle, from: number, to: number): Promise<Part> {
  const packed = Buffer.alloc(to - from);
  await handle.read(packed, 0, packed.length, from);
  const bytes = await promisify(gunzip)(packed).catch(() => undefined);
  if (!bytes) return { kind: 'damaged', at: from };
  if (bytes.equals(TAR_END)) return { kind: 'end' };
  const entry = readTarEntry(bytes);
  if (entry?.content) return { kind: 'file', name: entry.name, content: entry.content };
  return { kind: 'damaged', at: from, ...(entry && { name: entry.name }) };
}
