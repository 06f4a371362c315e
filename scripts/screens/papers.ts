import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { PrintAnswer } from '../../src/ui/receipt-messages.ts';
import { cannedPapers } from '../../test/fixtures/papers.ts';

interface PapersRequest {
  browser: Browser;
  /** Of a canned till. */
  origin: string;
  out: string;
  /** Customers' language. */
  language: string;
  isWanted(name: string): boolean;
}

/** A little wider than the widest paper, 96 pixels an inch. */
const WIDTH = 340;

/** Draws each kind of paper as the page gives it to a printer. */
export async function drawPapers({ browser, origin, out, language, isWanted }: PapersRequest): Promise<void> {
  for (const [name, receipt] of Object.entries(cannedPapers(language))) {
    if (!isWanted(name)) continue;
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript('window.print = () => {}');
    const answer: PrintAnswer = { printed: false, isCopy: receipt.isCopy, receipt };
    await page.route('**/receipts', (route) => route.fulfill({ status: 201, json: answer }));
    await page.goto(`${origin}/lanes/paid`);
    await page.getByTestId('receipt').click();
    await page.getByTestId('paper').waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: WIDTH, height: 100 });
    const path = join(out, `${name}.png`);
    await page.screenshot({ path, fullPage: true });
    await page.close();
    console.log(path);
  }
}
