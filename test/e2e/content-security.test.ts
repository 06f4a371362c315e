import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { LAN } from '../support/attacked-till.ts';
import { inBrowser, openShop, sharedBrowser } from '../support/browser-till.ts';
import { makeCertificate } from '../support/certificates.ts';
import { openTablet } from '../support/tablet.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { scanOn } from '../support/till-api.ts';

const browser = sharedBrowser();

/** What a page complained of: a rule of the till's own that it breaks, or an error. */
async function complaints(context: BrowserContext, addresses: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const address of addresses) {
    const page = await context.newPage();
    await page.exposeFunction('complain', (text: string) => found.push(`${address}: ${text}`));
    await page.addInitScript(
      `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => complain(violatedDirective + ' ' + blockedURI))`,
    );
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 40\d/.test(message.text()))
        found.push(`${address}: ${message.text()}`);
    });
    page.on('pageerror', (error) => found.push(`${address}: ${error.message}`));
    const answer = await page.goto(address);
    expect([address, answer?.status()]).toEqual([address, 200]);
    await page.getByText(/\w{2}/).first().waitFor();
    await page.close();
  }
  return found;
}

const PAGES = ['/', '/lanes/1', '/customer/1', '/technician', '/pair', '/api/v1/docs'];

inBrowser(
  'no page breaks a rule of its own content over plain HTTP, at this machine and over the network',
  async () => {
    const till = await openShop(temporaryFolder(), undefined, { server: { host: '0.0.0.0' } });
    const context = await browser().newContext();
    onTestFinished(() => context.close());
    const hosts = ['127.0.0.1', ...(LAN === undefined ? [] : [LAN])];
    const addresses = hosts.flatMap((host) => PAGES.map((path) => `http://${host}:${till.port}${path}`));
    expect(await complaints(context, addresses)).toEqual([]);
  },
);

inBrowser(
  'with TLS a tablet sells by HTTPS and a secure socket, and no page breaks a rule of its own',
  async () => {
    const folder = temporaryFolder();
    const { certFile, keyFile, ca } = await makeCertificate(folder, 'localhost');
    writeFileSync(join(folder, 'ca.pem'), ca);
    const till = await openShop(folder, undefined, { server: { tls: { certFile, keyFile, port: 0 } } });
    const [, tlsPort] = /"port":(\d+),"msg":"TLS is spoken"/.exec(till.output()) ?? [];
    const base = `https://localhost:${tlsPort}`;
    const headers = await new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
      request(base, { ca, agent: false }, (response) => resolve(response.resume().headers))
        .on('error', reject)
        .end();
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['content-security-policy']).toContain(`connect-src 'self' wss://localhost:${tlsPort}`);
    expect(headers['content-security-policy']).not.toContain(' ws://');
    const context = await browser().newContext({ ignoreHTTPSErrors: true });
    onTestFinished(() => context.close());
    const tablet = await openTablet(context, base);
    expect(await tablet.page.evaluate('[isSecureContext, location.protocol]')).toEqual([true, 'https:']);
    await tablet.type('1230');
    await tablet.charge();
    await tablet.shows('ready');
    await scanOn(till.url, { wallet: 'alipay', outcome: 'paid' });
    await tablet.shows('paid');
    expect(
      await complaints(
        context,
        PAGES.map((path) => base + path),
      ),
    ).toEqual([]);
  },
);
