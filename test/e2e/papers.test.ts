import { expect } from 'vitest';
import { LANGUAGES, type LanguageTag } from '../../src/ui/languages/tags.ts';
import type { PrintAnswer, Receipt } from '../../src/ui/receipt-messages.ts';
import { pageStates } from '../fixtures/page-states.ts';
import { cannedPapers } from '../fixtures/papers.ts';
import { inBrowser, sharedBrowser } from '../support/browser-till.ts';
import { openGallery } from '../support/gallery.ts';

const browser = sharedBrowser();

const PATIENCE_MS = 300_000;

/** Runs in a page in place of a print window: what is cut off on the paper, and amounts in more than one line. */
const LOOK = `(() => {
  const paper = document.querySelector('[data-testid=paper]');
  const edge = paper.getBoundingClientRect();
  if (edge.width === 0) return ['the paper is not there'];
  return [...paper.querySelectorAll(':not(svg *)')].filter((element) => {
    const { left, right, height } = element.getBoundingClientRect();
    const isTorn = element.matches('.paper-total > :last-child') && height > 1.6 * parseFloat(getComputedStyle(element).lineHeight);
    return left < edge.left - 1 || right > edge.right + 1 || element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline' || isTorn;
  }).map((element) => element.tagName.toLowerCase() + '.' + element.className + ' ' + element.textContent);
})()`;

inBrowser(
  'in each language a paper of either width holds all that is printed on it, each total in one line',
  async () => {
    const found = await Promise.all(LANGUAGES.map(cutOffIn));
    expect(found.flat()).toEqual([]);
  },
  PATIENCE_MS,
);

async function cutOffIn(language: LanguageTag): Promise<string[]> {
  const { page, show } = await openGallery(browser(), { language });
  const paid = pageStates.filter(({ name }) => name === 'paid');
  for (const state of paid) await show(state);
  let receipt: Receipt | undefined;
  await page.route('**/receipts', (route) => {
    const answer = receipt && ({ printed: false, isCopy: receipt.isCopy, receipt } satisfies PrintAnswer);
    return route.fulfill({ status: 201, json: answer });
  });
  await page.emulateMedia({ media: 'print' });
  const found: string[] = [];
  for (const [name, one] of Object.entries(cannedPapers(language))) {
    receipt = one;
    // Nothing of the page is seen where its papers are, so that no finger could press.
    const cut = await page.evaluate<string[]>(`new Promise((done) => {
      window.print = () => done(${LOOK});
      document.querySelector('[data-testid=receipt]').click();
    })`);
    found.push(...cut.map((each) => `${language}, ${name}: ${each}`));
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }
  return found;
}
