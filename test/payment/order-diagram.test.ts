import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { orderDiagram } from '../support/order-diagram.ts';

const page = fileURLToPath(new URL('../../docs/order-machine.md', import.meta.url));
const BETWEEN_MARKS = /(<!-- drawn[^>]*-->\n).*(<!-- drawn until here -->)/s;

/** `npx vitest run test/payment/order-diagram.test.ts -u` draws it anew. */
test('the page about the order machine shows the arrows that the table has', async () => {
  const text = readFileSync(page, 'utf8');
  expect(text).toMatch(BETWEEN_MARKS);
  const drawn = text.replace(BETWEEN_MARKS, (_, start, end) => `${start}\n${orderDiagram()}\n\n${end}`);
  await expect(drawn).toMatchFileSnapshot(page);
});
