import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { TAR_END, tarBytes } from '../../src/backup/tar.ts';
import { lastNet, maskCrash } from '../../src/log.ts';

/** One file of a bundle. */
export interface BundleEntry {
  name: string;
  /** What it is, for whoever decides whether to hand it on. */
  about: string;
  text: string;
  /** Long numbers are figures in here, and no codes. */
  isFigures?: true;
}

const FOLDER = 'scantill-support';

/** The entries as they go out: what is a secret of this till, or may be a payment code, is taken out of whatever they say. */
export function safeEntries(entries: readonly BundleEntry[], secrets: readonly string[]): BundleEntry[] {
  const net = lastNet(secrets);
  return entries.map((entry) => {
    const text = net(entry.text);
    return { ...entry, text: entry.isFigures ? text : maskCrash(text) };
  });
}

/** What is in a bundle and what is not, for who opens it. */
export function manifestOf(
  entries: readonly BundleEntry[],
  head: { version: string; at: string },
): BundleEntry {
  const files = entries.map(({ name, about, text }) => ({ name, about, bytes: Buffer.byteLength(text) }));
  const without =
    'No payment codes, keys, passwords, tokens or PINs; no names of people or of the shop; no merchant numbers; no amounts, references or receipts.';
  const text = `${JSON.stringify({ scantill: head.version, made: head.at, without, files }, null, 2)}\n`;
  return { name: 'manifest.json', about: 'what is in here', text };
}

/** A tar.gz of the entries. `at`: epoch ms. */
export function packed(entries: readonly BundleEntry[], at: number): Buffer {
  const files = entries.map(({ name, text }) =>
    tarBytes({ name: `${FOLDER}/${name}`, content: Buffer.from(text) }, at),
  );
  return gzipSync(Buffer.concat([...files, TAR_END]));
}

/** Writes it for its user alone, whole or not at all; never over a file that is there. Throws the system's error. */
export function writeBundle(file: string, bytes: Buffer): void {
  const temporary = `${file}.new`;
  rmSync(temporary, { force: true });
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeFileSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}
