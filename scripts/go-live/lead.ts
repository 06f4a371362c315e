import { counted, giveBack, type Paid, pay, type StepParts, Stopped } from './steps.ts';

export interface LeadParts extends StepParts {
  /** Asked before money moves. */
  isWanted(question: string): Promise<boolean>;
}

/** Leads through payment, refund and totals. Resolves when both were done and are counted; throws `Stopped`. */
export async function lead(parts: LeadParts): Promise<Paid & { refundNo: string }> {
  const { amount, currency, lane, practice, say, isWanted } = parts;
  const money = practice ? 'No money moves: it is the sandbox.' : 'Real money moves.';
  const question = practice
    ? `Charge ${amount} ${currency} on lane ${lane}, and give it back? ${money}`
    : `Hold your own phone ready, with its payment code on the screen. The till charges ${amount} ${currency} on lane ${lane}, and gives it back. ${money} Go on?`;
  if (!(await isWanted(question))) throw new Stopped('Nothing was charged.');
  const before = await counted(parts);
  say('1. The payment');
  const paid = await pay(parts);
  say(`Paid: order ${paid.orderNo}. Look at the phone: it should say ${amount} ${currency}.`);
  say('2. The refund');
  const refundNo = await giveBack(parts, paid);
  say(`Given back: refund ${refundNo}. Look at the phone again; some wallets take a day to show it.`);
  say("3. The day's totals");
  const after = await counted(parts);
  if (after.paid <= before.paid || after.refunded <= before.refunded) {
    throw new Stopped(
      `Both were done, and the day's totals do not show both (payments ${before.paid} → ${after.paid}, refunds ${before.refunded} → ${after.refunded}). Do not go live: make a bundle with scantill support, and ask for help.`,
    );
  }
  say(`They count one payment and one refund more (${after.paid} and ${after.refunded} today).`);
  return { ...paid, refundNo };
}
