import { type AnswerData, queryData } from './answers.ts';
import { type LedgerOrder, type Standing, standingOf } from './ledger.ts';
import type { OutcomeId } from './outcomes.ts';

/** Something the gateway tells the merchant of its own accord. */
export interface Notice {
  /** Where the merchant wants it. */
  url: string;
  /** It is told so long after now. */
  afterMs: number;
  /** How often it is told, each time until it was taken. */
  times: number;
  /** Signed with a foreign key, by somebody who tries once. */
  forged: boolean;
  /** What is told, looked up when it is told; nothing where it did not come to pass. */
  content(): AnswerData | undefined;
}

interface Plan {
  /** After the customer's decision. */
  lateMs: number;
  times: number;
  forged: boolean;
}

const PLANS: Partial<Record<OutcomeId, Plan>> = {
  notified: { lateMs: 0, times: 1, forged: false },
  'notified-twice': { lateMs: 0, times: 2, forged: false },
  'notified-late': { lateMs: 60_000, times: 1, forged: false },
  'notified-forged': { lateMs: 0, times: 1, forged: true },
};

/** Reads an order as it stands when a notice of it is due. */
export type LookUp = () => { order: LedgerOrder; now: number };

/** The notice of a payment, where its outcome asks for one: that it was paid, or the lie that it was. */
export function paymentNotice(order: LedgerOrder, url: string, lookUp: LookUp): Notice | undefined {
  const plan = PLANS[order.outcome];
  if (!plan) return undefined;
  const afterMs = order.decidesAfterMs + plan.lateMs;
  const content = () => {
    const { order: latest, now } = lookUp();
    // A timer may fire a moment early.
    const at = Math.max(now, order.at + afterMs);
    const standing: Standing = plan.forged ? { state: 'paid', at } : standingOf(latest, at);
    if (standing.state !== 'paid') return undefined;
    return { ...queryData(latest, standing), terminal_sn: latest.terminalSn };
  };
  return { url, afterMs, times: plan.times, forged: plan.forged, content };
}
