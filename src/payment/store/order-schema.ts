import { z } from 'zod';
import { owedBookings } from '../booking.ts';
import { FINAL_STATES, OPEN_STATES, type Order } from '../order.ts';
import { dayOfOrderNumber } from '../order-number.ts';

const time = z.number().int().nonnegative();

/** Which gateway an order, or a whole data folder, belongs to. */
export const gatewayIdentitySchema = z.object({
  kind: z.enum(['codepay', 'sandbox']),
  baseUrl: z.string(),
  merchantNo: z.string(),
  appId: z.string(),
});

/** What every order document must hold to be acted on. Keys of a later version are kept, never dropped. */
const orderSchema = z.looseObject({
  schema: z.literal(1),
  rev: z.number().int().positive(),
  orderNo: z.string().refine((number) => dayOfOrderNumber(number) !== undefined, 'carries no day'),
  saleId: z.string().min(1),
  lane: z.string().min(1),
  state: z.enum([...OPEN_STATES, ...FINAL_STATES]),
  amountMinor: z.number().int().positive(),
  currency: z.string().length(3),
  digits: z.number().int().min(0).max(4),
  gateway: gatewayIdentitySchema,
  nonce: z.string().min(1),
  wallet: z.string(),
  codeMask: z.string(),
  codeHash: z.string().min(1),
  soldBy: z.object({ id: z.string(), name: z.string() }).optional(),
  createdAt: time,
  sentAt: time.optional(),
  cancels: z.number().int().nonnegative(),
  queries: z.number().int().nonnegative(),
  denials: z.array(time),
  history: z.array(z.object({ at: time, event: z.string(), detail: z.string().optional() })),
});

/** An order out of a file; throws with what does not fit. */
export function parseOrder(value: unknown): Order {
  const parsed = orderSchema.safeParse(value);
  if (parsed.success) return withBookings(parsed.data as unknown as Order);
  const [issue] = parsed.error.issues;
  throw new Error(`no order of ours: ${issue?.path.join('.') || 'document'}: ${issue?.message}`);
}

/** A sale from before there were bookings was counted on its own day. */
function withBookings(order: Order): Order {
  if (order.state !== 'paid' || order.bookings) return order;
  const period = dayOfOrderNumber(order.orderNo) ?? '';
  return { ...order, bookings: owedBookings(order).map((booking) => ({ ...booking, period })) };
}
