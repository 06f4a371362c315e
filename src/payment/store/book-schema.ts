import { z } from 'zod';
import type { Z } from '../book-store.ts';
import type { BooksState } from '../periods.ts';

const period = z.string().regex(/^\d{4}-\d\d-\d\d(\.\d{1,4})?$/);
const time = z.number().int();
const stateSchema = z.object({
  schema: z.literal(1),
  firstDay: z.iso.date(),
  periods: z.array(z.object({ period, openedAt: time })).min(1),
  lastZ: z.number().int().nonnegative(),
});
const closeSchema = z.looseObject({
  schema: z.literal(1),
  z: z.number().int().positive(),
  period,
  openedAt: time,
  closedAt: time,
  totals: z.array(z.looseObject({ currency: z.string(), digits: z.number(), events: z.number() })),
  carried: z.array(z.looseObject({ orderNo: z.string() })),
});

/** The books' state out of its file; throws with what does not fit. */
export function parseState(value: unknown): BooksState {
  return stateSchema.parse(value);
}

/** A Z out of its file; throws with what does not fit. */
export function parseZ(text: string, number: number): Z {
  const parsed = closeSchema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`no close of ours: ${issue?.path.join('.') || 'document'}: ${issue?.message}`);
  }
  if (parsed.data.z !== number) throw new Error(`it holds the close ${parsed.data.z}`);
  return parsed.data as unknown as Z;
}
