import { type Random, randomText } from '../random.ts';
import type { GatewayIdentity } from './order.ts';

/** What `merchant_order_no` may hold at the gateway. */
export const ORDER_NUMBER_PATTERN = /^[0-9A-Za-z]{8,32}$/;

/** 13 characters of base 32 are 65 random bits: no counter, nothing to restore, nothing to guess. */
const RANDOM_LENGTH = 13;
/** A practice order can be told from a real one by its first letter. */
const PRACTICE_PREFIX = 'P';

export interface OrderNumberParts {
  /** Business day, `YYYY-MM-DD`. */
  day: string;
  tillId: string;
  gateway: GatewayIdentity;
}

/** A new number: day, till, chance. At most 32 characters; any old order is one day file away. */
export function newOrderNumber({ day, tillId, gateway }: OrderNumberParts, random: Random): string {
  const prefix = gateway.kind === 'sandbox' ? PRACTICE_PREFIX : '';
  return `${prefix}${day.slice(2).replaceAll('-', '')}${tillId}${randomText(random, RANDOM_LENGTH)}`;
}

/** The till that an order number was made by, or nothing if it is no number of ours. */
export function tillOfOrderNumber(orderNo: string): string | undefined {
  return dayOfOrderNumber(orderNo) && /^P?\d{6}([0-9A-Z]{4})/.exec(orderNo)?.[1];
}

/** The business day an order number carries, or nothing if it is no number of ours. */
export function dayOfOrderNumber(orderNo: string): string | undefined {
  const match = /^P?(\d{2})(\d{2})(\d{2})[0-9A-Z]{14,}$/.exec(orderNo);
  return match && ORDER_NUMBER_PATTERN.test(orderNo) ? `20${match[1]}-${match[2]}-${match[3]}` : undefined;
}
