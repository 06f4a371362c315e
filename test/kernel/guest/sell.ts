import { maskCode } from '../../../src/payment/payment-code.ts';
import { pause, until } from './steps.ts';
import { cancel, charge, modeOf, orderOf, type SaleFacts, saleOf } from './till.ts';

/** What is still on its way is over after this: a HID gun's pause between the reports of one code is 100 ms at most. */
const REST_MS = 500;

/** A sale on the lane is paid by the code that `send` makes the gun send. */
export async function sell(lane: string, code: string, send: () => unknown): Promise<void> {
  const { saleId } = await charge(lane);
  await send();
  await untilPaidBy(code, saleId);
}

async function untilPaidBy(code: string, saleId: string): Promise<void> {
  let last = '';
  const sale = await until(
    async () => {
      const now = await saleOf(saleId);
      last = now.state;
      return last === 'paid' ? now : undefined;
    },
    { what: 'the sale is paid' },
  ).catch((error: Error) => {
    throw new Error(`${error.message}; it is ${last}`);
  });
  await expectCode(sale, code);
}

async function expectCode(sale: SaleFacts, code: string): Promise<void> {
  const { codeMask } = await orderOf(sale);
  if (codeMask !== maskCode(code)) throw new Error(`paid by ${codeMask}, not by ${maskCode(code)}`);
}

/**
 * What comes of a code whose gun is unplugged while it sends: the sale is paid by the whole code, or there was no scan.
 * Gives which. The lane is free afterwards.
 */
export async function sendInto(
  lane: string,
  code: string,
  send: () => unknown,
): Promise<'delivered' | 'lost'> {
  const sale = await charge(lane);
  await send();
  await pause(REST_MS);
  if ((await modeOf(lane)) === 'ready') {
    await cancel(lane, sale);
    return 'lost';
  }
  await untilPaidBy(code, sale.saleId);
  return 'delivered';
}
