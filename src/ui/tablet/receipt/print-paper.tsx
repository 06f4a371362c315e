import { render } from 'preact';
import type { Receipt } from '../../receipt-messages.ts';
import { Paper } from './paper.tsx';

/** CSS pixels of a millimetre: by definition, whatever the screen. */
const PX_PER_MM = 96 / 25.4;

/** Browsers round down what they lay out; a line that falls off the page would be a page of its own. */
const SPARE_MM = 2;

/**
 * Prints a paper by the browser, on one page just as long as it is. The page it is printed from stays as it is. Resolves
 * when the browser's print window is closed, or at once where it has none.
 */
export async function printPaper(receipt: Receipt): Promise<void> {
  endPrinting();
  const root = document.createElement('div');
  root.className = 'print-root';
  root.dataset.testid = 'print-root';
  // Twice the same for a reader of the screen would be one too many.
  root.setAttribute('aria-hidden', 'true');
  document.body.append(root);
  render(<Paper receipt={receipt} />, root);
  await picturesOf(root);
  const heightMm = Math.ceil(root.getBoundingClientRect().height / PX_PER_MM) + SPARE_MM;
  setPageSize(`${receipt.widthMm}mm ${heightMm}mm`);
  document.documentElement.dataset.printing = '';
  window.addEventListener('afterprint', endPrinting, { once: true });
  window.print();
}

/** A picture that did not come leaves no hole: the paper says who the shop is without it. */
async function picturesOf(root: HTMLElement): Promise<void> {
  const pictures = [...root.querySelectorAll('img')];
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => picture.remove())));
}

/** Also before the next paper: not every browser says when it has printed. */
function endPrinting(): void {
  for (const root of document.querySelectorAll('.print-root')) {
    render(null, root);
    root.remove();
  }
  delete document.documentElement.dataset.printing;
  setPageSize(undefined);
}

/** The rule of the page in force: a style sheet's own, for the page may hold no style written into it. */
function setPageSize(size: string | undefined): void {
  for (const sheet of document.styleSheets) {
    const rules = [...sheet.cssRules];
    const at = rules.findIndex((rule) => rule instanceof CSSPageRule);
    if (at >= 0) sheet.deleteRule(at);
  }
  const sheet = document.styleSheets[0];
  if (size !== undefined && sheet)
    sheet.insertRule(`@page { size: ${size}; margin: 0 }`, sheet.cssRules.length);
}
