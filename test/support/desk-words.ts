import { formatMinor } from '../../src/money.ts';
import type { Order } from '../../src/payment/order.ts';
import * as words from '../../src/ui/languages/en/desk.ts';
import { orderJson } from '../../src/ui/order-json.ts';
import type { WireOrder } from '../../src/ui/order-messages.ts';

/** The desk's words, in the language whose words are the model for all others. */
export const deskWords = words;

/** An order as the page gets it. */
export function wireOrder(order: Order): WireOrder {
  return orderJson(order, () => 'Alipay');
}

/** An amount as no locale would write it, so that it is found again in a sentence. */
export const money = (amount: string) => `<${formatMinor(Number(amount.replace('.', '')), 2)}>`;
