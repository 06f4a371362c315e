import { z } from 'zod';
import { LANGUAGES } from '../languages/tags.ts';
import type { PrintAnswer, PrintTarget, Receipt, ReceiptKind, ReceiptLine } from '../receipt-messages.ts';
import { wire } from './wire.ts';

const text = z.string();
const kinds = ['sale', 'refund', 'notice', 'report', 'test'] as const satisfies ReceiptKind[];

const line = wire<ReceiptLine>()(
  'ReceiptLine',
  z.union([
    z.strictObject({ kind: z.literal('heading'), text }),
    z.strictObject({ kind: z.literal('banner'), text }),
    z.strictObject({ kind: z.literal('text'), text, align: z.literal('center').exactOptional() }),
    z.strictObject({ kind: z.literal('row'), label: text, value: text }),
    z.strictObject({ kind: z.literal('total'), label: text, value: text }),
    z.strictObject({ kind: z.literal('rule') }),
    z.strictObject({
      kind: z.literal('qr'),
      text,
      size: z.number(),
      path: text.describe(
        'Its dark squares as an SVG path on a grid of size by size, the quiet zone included',
      ),
    }),
  ]),
);

const receipt = wire<Receipt>()(
  'Receipt',
  z.strictObject({
    kind: z.enum(kinds).describe('notice: a slip that says that it is no receipt'),
    isCopy: z.boolean(),
    language: z.enum(LANGUAGES),
    widthMm: z.union([z.literal(80), z.literal(58)]),
    logo: text.exactOptional(),
    lines: z.array(line),
  }),
);

export const printTarget = z.enum(['auto', 'browser', 'printer'] satisfies PrintTarget[]).meta({
  id: 'PrintTarget',
  description:
    "browser: who asks draws it. printer: the shop's one on the network. auto: that one where there is one, else browser",
});

export const printAnswer = wire<PrintAnswer>()(
  'PrintAnswer',
  z.union([
    z.strictObject({ printed: z.literal(true), isCopy: z.boolean() }),
    z.strictObject({ printed: z.literal(false), isCopy: z.boolean(), receipt }),
  ]),
);
