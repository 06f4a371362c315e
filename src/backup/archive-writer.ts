import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Manifest } from './manifest.ts';
import { TAR_END, type TarEntry, tarBytes } from './tar.ts';

/** What was written of one file. */
export type Written = Manifest['files'][number];

/**
 * Writes a `.tar.gz` of which each file is a gzip member of its own: `tar` reads it as any other, and where a part of it is
 * damaged, the rest can still be read.
 */
export class ArchiveWriter {
  readonly #handle: FileHandle;
  readonly #at: number;

  private constructor(handle: FileHandle, at: number) {
    this.#handle = handle;
    this.#at = at;
  }

  /** `at`: the time its files are given, epoch ms. What stands there already is written over. */
  static async begin(file: string, at: number): Promise<ArchiveWriter> {
    return new ArchiveWriter(await open(file, 'w', 0o600), at);
  }

  async add(entry: TarEntry): Promise<Written> {
    await this.#handle.appendFile(await promisify(gzip)(tarBytes(entry, this.#at)));
    const { name, content } = entry;
    return { path: name, size: content.length, sha256: hashOf(content) };
  }

  /** On disk when it resolves. */
  async end(): Promise<void> {
    await this.#handle.appendFile(await promisify(gzip)(TAR_END));
    await this.#handle.sync();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** SHA-256, hex. */
export function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
