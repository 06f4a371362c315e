import { expect, test } from 'vitest';
import { curlOf } from '../../../src/ui/openapi/curl.ts';
import { docsPage } from '../../../src/ui/openapi/docs-page.ts';
import type { OpenApiDocument } from '../../../src/ui/openapi/document.ts';
import { html } from '../../../src/ui/openapi/html.ts';
import { askRaw } from '../../support/running-ui.ts';
import { openTechnicianShop } from '../../support/technician-shop.ts';

test('the page shows each operation and each schema, needs no script and no style inside, and all its links lead somewhere', async () => {
  const { url } = await openTechnicianShop();
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as OpenApiDocument;
  const answer = await fetch(`${url}/api/v1/docs`);
  expect(answer.headers.get('content-type')).toContain('text/html');
  const page = await answer.text();
  expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:\/\/(?!127\.0\.0\.1)/);
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(operations.filter(({ operationId }) => !ids.has(operationId))).toEqual([]);
  expect(Object.keys(document.components.schemas).filter((name) => !ids.has(`schema-${name}`))).toEqual([]);
  for (const file of ['docs.css', 'openapi.json'])
    expect((await fetch(`${url}/api/v1/${file}`)).status, file).toBe(200);
});

test('a stranger may read the documents, and nothing else; by a name that is not the till’s nobody may', async () => {
  const { url } = await openTechnicianShop();
  const port = Number(new URL(url).port);
  const status = async (path: string, headers: Record<string, string>) =>
    (await askRaw(port, { path: `/api/v1${path}`, headers })).status;
  const stranger = { host: new URL(url).host, 'x-forwarded-for': '10.0.0.9' };
  for (const path of ['/openapi.json', '/docs', '/docs.css']) {
    expect(await status(path, stranger), path).toBe(200);
    expect(await status(path, { host: 'evil.example' }), path).toBe(403);
  }
  expect(await status('/lanes', stranger)).toBe(401);
});

test('the page is made once, by whichever of the till’s names it is asked for: each finds its own way here on it', async () => {
  const { url } = await openTechnicianShop();
  const port = Number(new URL(url).port);
  const ask = (host: string) => askRaw(port, { path: '/api/v1/docs', headers: { host: `${host}:${port}` } });
  const cost = async (hosts: readonly string[]) => {
    const before = process.cpuUsage();
    for (let count = 0; count < 60; count += 1) await ask(hosts[count % hosts.length] ?? '');
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  for (const host of ['127.0.0.1', 'localhost']) {
    const { body } = await ask(host);
    const places = [...body.matchAll(/https?:\/\/[^/\s]+/g)].map(([place]) => place);
    expect(places.length).toBeGreaterThan(40);
    expect(new Set(places)).toEqual(new Set([`http://${host}:${port}`]));
  }
  await cost(['localhost']);
  const one = await cost(['localhost']);
  expect(await cost(['127.0.0.1', 'localhost'])).toBeLessThan(one * 1.8);
});

test('the curl line of the page for a charge is one that charges', async () => {
  const { url } = await openTechnicianShop();
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as OpenApiDocument;
  const [method, path] = ['post', '/lanes/{lane}/charge'];
  const operation = document.paths[path]?.[method];
  if (!operation) throw new Error('there is no charge');
  const line = curlOf({ method, path, operation }, url, document.components.schemas);
  expect(line.split(' \\\n  ')).toEqual([
    `curl -X POST ${url}/api/v1/lanes/1/charge`,
    '-H "Authorization: Bearer $TOKEN"',
    `-H 'Idempotency-Key: "bill-4711"'`,
    "-H 'Content-Type: application/json'",
    `-d '{"amount":"12.30","reference":"bill 4711"}'`,
  ]);
});

test('what a document says is text on the page, whatever it is made of', () => {
  const document: OpenApiDocument = {
    openapi: '3.1.1',
    info: {
      title: '<script>alert(1)</script>',
      version: '1',
      summary: 'x',
      description: '`<b>`',
      license: {},
    },
    servers: [],
    tags: [],
    paths: {},
    components: { securitySchemes: {}, responses: {}, schemas: {} },
  };
  const page = docsPage(document, '"><img src=x>');
  expect(page).not.toContain('<script>');
  expect(page).toContain('<code>&lt;b&gt;</code>');
  expect(html`<a title="${'"x" & \'y\''}">`.text).toBe('<a title="&quot;x&quot; &amp; &#39;y&#39;">');
});
