import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { pack } from '../../scripts/pack.mjs';
import { builtPages } from '../../src/ui/built-pages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SCRIPT = `export const words = ${JSON.stringify('till '.repeat(400))};`;
const PAGE = `<!doctype html><title>till</title><p>${'till '.repeat(400)}</p>`;
const UNPACKABLE = readFileSync(new URL('../../public/icon-192.png', import.meta.url));

test('each browser gets the smallest form it takes, and whoever keeps a copy is told that there are others', async () => {
  const ask = await served();
  const script = '/assets/index-AJUilgZZ.js';
  const sizes: number[] = [];
  for (const [accepted, encoding, unpack] of [
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    [undefined, undefined, (body: Buffer) => body],
    ['identity', undefined, (body: Buffer) => body],
  ] as const) {
    const { status, headers, body } = await ask(script, accepted);
    expect(status).toBe(200);
    expect(headers['content-encoding'], accepted).toBe(encoding);
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers.vary).toMatch(/accept-encoding/i);
    expect(Number(headers['content-length'])).toBe(body.length);
    expect(unpack(body).toString()).toBe(SCRIPT);
    sizes.push(body.length);
  }
  expect(Math.max(...sizes.slice(0, 3))).toBeLessThan(SCRIPT.length / 4);
});

test('a page is packed too, is asked for again each time, and its forms are told apart', async () => {
  const ask = await served();
  const tags = new Set<string | undefined>();
  for (const accepted of ['br', 'gzip', undefined]) {
    const { headers, body } = await ask('/', accepted);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
    expect(unpacked(headers, body)).toBe(PAGE);
    tags.add(headers.etag);
    const again = await ask('/', accepted, { 'if-none-match': String(headers.etag) });
    expect(again.status).toBe(304);
  }
  expect(tags.size).toBe(3);
});

test('what gains nothing by it is served as it is, and what is not there is not there in any form', async () => {
  const ask = await served();
  const picture = await ask('/icon.png', 'br, gzip');
  expect(picture.headers['content-encoding']).toBeUndefined();
  expect(picture.body.equals(UNPACKABLE)).toBe(true);
  for (const path of ['/none.js', '/../public.br/assets/index-AJUilgZZ.js', '/public.br/tablet/index.html'])
    expect((await ask(path, 'br, gzip')).status, path).toBe(404);
});

test('where nothing was packed the plain files are served', async () => {
  const ask = await served({ isPacked: false });
  const { headers, body } = await ask('/', 'br, gzip');
  expect(headers['content-encoding']).toBeUndefined();
  expect(body.toString()).toBe(PAGE);
});

function unpacked(headers: IncomingHttpHeaders, body: Buffer): string {
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[String(headers['content-encoding'])];
  return (unpack ? unpack(body) : body).toString();
}

async function served({ isPacked = true } = {}) {
  // Below a hidden folder, as a till may be installed.
  const folder = join(temporaryFolder(), '.till', 'public');
  for (const name of ['assets', 'tablet']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'assets', 'index-AJUilgZZ.js'), SCRIPT);
  writeFileSync(join(folder, 'tablet', 'index.html'), PAGE);
  writeFileSync(join(folder, 'icon.png'), UNPACKABLE);
  if (isPacked) pack(folder);
  const { files, page } = builtPages(folder);
  const server = createServer(express().get('/', page('tablet')).use(files));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return (path: string, accepted?: string, more: Record<string, string> = {}) =>
    new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>((done, fail) => {
      const headers = { ...(accepted === undefined ? {} : { 'accept-encoding': accepted }), ...more };
      get({ port, path, headers, agent: false }, async (response) => {
        const body = Buffer.concat(await response.toArray());
        done({ status: response.statusCode, headers: response.headers, body });
      }).on('error', fail);
    });
}
