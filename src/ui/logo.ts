import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { RequestHandler } from 'express';
import { errorText } from '../errors.ts';

/** The shop's sign, on customers' screens and receipts. */
export interface Logo {
  bytes: Buffer;
  /** Content type, told by what the file holds, not by its name. */
  type: string;
  /** Changes with the content. */
  hash: string;
}

const LARGEST_BYTES = 256 * 1024;

/** Reads it once, at the start. Throws with what was expected and what came. */
export function readLogo(file: string): Logo {
  const { size } = statSync(file);
  if (size > LARGEST_BYTES) {
    throw new Error(`expected a picture of at most 256 KB; ${file} has ${Math.ceil(size / 1024)} KB`);
  }
  const bytes = readFileSync(file);
  const type = typeOf(bytes);
  if (type === undefined) throw new Error(`expected a PNG, WebP or SVG picture; ${file} is none`);
  return { bytes, type, hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 12) };
}

/** Why it cannot be shown, or nothing. */
export function logoProblem(file: string): string | undefined {
  try {
    readLogo(file);
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}

/** Where browsers find it: another address for another picture. */
export function logoAddress({ hash }: Logo): string {
  return `/logo?v=${hash}`;
}

/** A picture may be made by anybody: what an SVG could run, or fetch from elsewhere, it may not here. */
export function serveLogo(logo: Logo | undefined): RequestHandler {
  return (_, response, next) => {
    if (!logo) return next();
    response
      .set({
        'Content-Type': logo.type,
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'Cache-Control': 'no-cache',
        ETag: `"${logo.hash}"`,
      })
      .send(logo.bytes);
  };
}

function typeOf(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'image/png';
  const name = (from: number) => bytes.toString('latin1', from, from + 4);
  if (name(0) === 'RIFF' && name(8) === 'WEBP') return 'image/webp';
  const head = bytes.toString('utf8', 0, 4096).replace(/<!--.*?-->\s*/gs, '');
  return SVG.test(head) ? 'image/svg+xml' : undefined;
}

const SVG = /^\uFEFF?\s*(<\?xml[^>]*>\s*)?(<!DOCTYPE[^>]*>\s*)?<svg[\s>]/i;
