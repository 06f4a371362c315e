import { expect } from 'vitest';
import { inBrowser, openShop, sharedBrowser } from '../support/browser-till.ts';
import { scanOnPage } from '../support/page-gun.ts';
import { openTablet } from '../support/tablet.ts';
import { tcpGun } from '../support/tcp-gun.ts';
import { builtPages, openTechnician } from '../support/technician-page.ts';
import { formsOf, openTechnicianShop, paidCode } from '../support/technician-shop.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ordersOf, screenOf } from '../support/till-api.ts';
import { until } from '../support/until.ts';

const browser = sharedBrowser();
const TCP = {
  lanes: [
    {
      id: '1',
      name: 'Front',
      scanners: [{ id: 'front', name: 'Counter gun', transport: 'tcp', listen: '127.0.0.1:0' }],
    },
  ],
};

/** A till in a process of its own, with one gun on the network. */
async function openTcpShop() {
  const till = await openShop(temporaryFolder(), undefined, TCP);
  const address = await until(
    async () => {
      const answer = await fetch(`${till.url}/api/v1/lanes/1`);
      const { scanners } = (await answer.json()) as { scanners: { address?: string }[] };
      return scanners[0]?.address;
    },
    { what: 'the gun can be reached' },
  );
  return { till, gun: await tcpGun(address) };
}

inBrowser('a scan stands on the time line within a second, and its code reaches nothing', async () => {
  const { till, gun } = await openTcpShop();
  const { page, of, isLive, heard } = await openTechnician(browser(), till.url);
  await isLive();
  expect(await of('front', 'name').innerText()).toBe('Counter gun');
  expect(await of('front', 'state').innerText()).toBe('Ready');
  expect(await of('front', 'lane').innerText()).toBe('Lane: Front');
  expect(await of('front', 'configured').innerText()).toContain('configuration file');

  const codes = [paidCode(), paidCode(), paidCode()];
  const spans: number[] = [];
  for (const [i, code] of codes.entries()) {
    const sentAt = performance.now();
    gun.write(`\u0002]Q1${code}\r\n`);
    await of('front', 'count-ignored')
      .getByText(String(i + 1), { exact: true })
      .waitFor();
    spans.push(performance.now() - sentAt);
  }
  expect(Math.min(...spans)).toBeLessThan(1000);
  expect(await of('front', 'outcome').innerText()).toBe('Ignored: no sale was waiting for a code.');
  expect(await of('front', 'scan-facts').innerText()).toContain('AIM ]Q1 (QR code)');
  expect(await of('front', 'timeline').innerText()).toMatch(/\+0 ms\s+02\s+STX[\s\S]*0d\s+CR/);
  await page.getByTestId('log').getByText('scanner up').first().waitFor();

  const shownText = await page.locator('body').innerText();
  const everything = `${await heard()}\n${shownText}\n${till.output()}`;
  for (const code of codes) {
    expect(everything).toContain(code.slice(-4));
    expect(formsOf(code).filter((form) => everything.includes(form))).toEqual([]);
  }
  expect(everything).not.toMatch(/Content Security Policy|violates/);
  gun.destroy();
});

inBrowser('a test scan charges nobody, the tablet says so, and Charge ends it', async () => {
  const { till, gun } = await openTcpShop();
  const technician = await openTechnician(browser(), till.url);
  const tablet = await openTablet(browser(), till.url);
  await technician.isLive();

  // By keyboard, as everything on the page can be.
  await technician.of('front', 'test').focus();
  await technician.page.keyboard.press('Enter');
  await tablet.shows('test');
  expect(await tablet.text('message')).toBe('The scanner is being tested. Nothing is charged.');
  // Nothing of the sale's column is drawn over it.
  const hangsOver = (part: { scrollHeight: number; clientHeight: number }) =>
    part.scrollHeight - part.clientHeight;
  expect(await tablet.page.locator('.sale-amount').evaluate(hangsOver)).toBe(0);
  expect(await technician.of('front', 'state').innerText()).toBe('Being tested');
  expect(await technician.of('front', 'since').count()).toBe(0);
  expect(await technician.of('front', 'test-left').innerText()).toMatch(/^(60|5\d) s left$/);
  gun.write(`${paidCode()}\r`);
  await technician.of('front', 'outcome').getByText('nobody was charged').waitFor();
  expect(await ordersOf(till.url)).toEqual([]);

  await tablet.type('1230');
  await tablet.charge();
  await tablet.shows('ready');
  await technician.of('front', 'state').getByText('Ready').waitFor();
  await technician.of('front', 'test').click();
  await technician.of('front', 'remark').getByText('A sale is on this lane').waitFor();
  gun.write(`${paidCode()}\r`);
  await tablet.shows('paid');
  await technician.of('front', 'outcome').getByText('Taken').waitFor();
  expect(await ordersOf(till.url)).toMatchObject([{ state: 'paid', amount: '12.30' }]);

  // A result is not hidden by a test.
  await technician.of('front', 'test').click();
  await technician.of('front', 'state').getByText('Being tested').waitFor();
  await until(async () => (await screenOf(till.url)).warnings[0]?.includes('being tested'), {
    what: 'the test is told',
  });
  await tablet.shows('paid');
  gun.destroy();
});

inBrowser('a name given on the page is there after a restart, and so is the page', async () => {
  const folder = temporaryFolder();
  const publicDir = await builtPages();
  const before = await openTechnicianShop({ folder, publicDir });
  const { id } = await before.shown('A', ({ state }) => state === 'up');
  const { page, of, isLive } = await openTechnician(browser(), before.url);
  await isLive();
  await of(id, 'change').locator('summary').click();
  await of(id, 'name-input').fill('Left gun');
  await of(id, 'name-input').press('Enter');
  await of(id, 'name').getByText('Left gun').waitFor();
  await of(id, 'lane-choice').selectOption({ label: 'Back' });
  await of(id, 'bind').click();
  await of(id, 'lane').getByText('Lane: Back').waitFor();

  await before.stop();
  await page.getByTestId('link').getByText('No connection to the till').waitFor();
  const port = Number(new URL(before.url).port);
  const after = await openTechnicianShop({ folder, publicDir, port });
  await after.shown('A', ({ state }) => state === 'up');
  await isLive();
  await of(id, 'state').getByText('Ready').waitFor();
  expect(await of(id, 'name').innerText()).toBe('Left gun');
  expect(await of(id, 'lane').innerText()).toBe('Lane: Back');
});

inBrowser('the gun that scans is bound to the lane that waits for one', async () => {
  const shop = await openTechnicianShop({ publicDir: await builtPages() });
  const { id } = await shop.shown('B', ({ state }) => state === 'up');
  const { page, of, isLive, heard } = await openTechnician(browser(), shop.url);
  await isLive();
  expect(await of(id, 'lane').innerText()).toContain('No lane');
  await page.getByTestId('bind-by-scan-2').click();
  await page.getByTestId('binding').getByText('belongs to Back').waitFor();

  const code = paidCode();
  shop.gun('B').scan(code);
  await of(id, 'lane').getByText('Lane: Back').waitFor();
  await page.getByTestId('bind-by-scan-2').waitFor();
  expect(await of(id, 'outcome').innerText()).toContain('Nobody was charged');
  expect(await ordersOf(shop.url, '2')).toEqual([]);
  const everything = `${await heard()}${shop.log()}`;
  expect(formsOf(code).filter((form) => everything.includes(form))).toEqual([]);
});

inBrowser(
  'a gun in keyboard mode that is scanned with on the page presses no button and names no gun',
  async () => {
    const shop = await openTechnicianShop({ publicDir: await builtPages() });
    const { id, name } = await shop.shown('A', ({ state }) => state === 'up');
    const { page, of, isLive } = await openTechnician(browser(), shop.url);
    await isLive();
    const scanAsKeys = () => scanOnPage(page, paidCode());
    await of(id, 'disable').focus();
    await scanAsKeys();
    await of(id, 'change').locator('summary').click();
    await of(id, 'name-input').focus();
    await scanAsKeys();
    // What a person does next goes through, and is the first thing that does.
    await of(id, 'disable').focus();
    await page.keyboard.press('Enter');
    await of(id, 'state').getByText('Switched off').waitFor();
    expect((await shop.shown('A')).name).toBe(name);
  },
);

inBrowser(
  'from another machine the page leads to where it is paired; a token it takes once, and hides it',
  async () => {
    const token = 'sixteen-letters-';
    const shop = await openTechnicianShop({ publicDir: await builtPages(), token });
    const headers = { 'x-forwarded-for': '10.0.0.9' };
    const stranger = await openTechnician(browser(), shop.url, { headers });
    await stranger.page.waitForURL('**/pair?away');
    expect(await stranger.page.getByTestId('summary').count()).toBe(0);

    const known = await openTechnician(browser(), shop.url, { headers, behind: `#token=${token}` });
    await known.isLive();
    expect(known.page.url()).not.toContain(token);
    await known.page.reload();
    await known.isLive();
  },
);

/** In the page: what a person can press or fill in, by its name for who hears the page; those without a name as "". */
const CONTROLS = `[...document.querySelectorAll('button, select, input, summary, a[href]')]
  .filter((element) => element.checkVisibility() && !element.disabled)
  .map((element) => {
    const named = element.matches('select, input') ? element.labels?.[0] : element;
    return [...(named?.childNodes ?? [])].map((node) => (node === element ? '' : node.textContent)).join('').trim();
  })`;
/** In the page: how many pixels of it lie beside the window. */
const BESIDE = `document.documentElement.scrollWidth - innerWidth`;
/** In the page: texts whose colour stands out too little from the ground behind them (WCAG 2.2: 4.5 to 1). */
const PALE = `(() => {
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (color) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = color;
    paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const light = (color) => rgb(color).slice(0, 3)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (rgb(backgroundColor)[3] === 255) return backgroundColor;
    }
    return 'white';
  };
  const seen = [...document.querySelectorAll('body *')].filter(
    (element) => element.checkVisibility() && !element.disabled
      && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''),
  );
  const pale = seen.filter((element) => {
    const [one, other] = [light(getComputedStyle(element).color), light(ground(element))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) < 4.5;
  });
  return { seen: seen.length, pale: pale.map((element) => element.outerHTML.slice(0, 120)) };
})()`;

inBrowser(
  'each control has a name and is reached by Tab, no text is pale, and a phone shows it all',
  async () => {
    const shop = await openTechnicianShop({ publicDir: await builtPages() });
    const { id } = await shop.shown('A', ({ state }) => state === 'up');
    const { page, of, isLive } = await openTechnician(browser(), shop.url);
    await isLive();
    await of(id, 'change').locator('summary').click();
    shop.gun('A').scan(paidCode());
    await of(id, 'timeline').waitFor();
    await shop.ask('POST', `/scanners/${id}/test`);
    await of(id, 'test-strip').waitFor();

    const names = await page.evaluate<string[]>(CONTROLS);
    expect(names.length).toBeGreaterThan(12);
    expect(names.filter((name) => name === '')).toEqual([]);
    await page.evaluate('document.activeElement?.blur()');
    const reached = new Set<string>();
    for (let i = 0; i < names.length; i += 1) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate<string>('document.activeElement.outerHTML'));
    }
    expect(reached.size).toBeGreaterThanOrEqual(new Set(names).size);

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { seen, pale } = await page.evaluate<{ seen: number; pale: string[] }>(PALE);
      expect(seen).toBeGreaterThan(40);
      expect(pale, colorScheme).toEqual([]);
    }
    for (const width of [1280, 800, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate<number>(BESIDE), `${width} wide`).toBeLessThanOrEqual(0);
    }
  },
);
