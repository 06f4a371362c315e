import { expect, test } from 'vitest';
import { counter } from '../../src/ui/languages/en/counter.ts';
import { wordedAck } from '../../src/ui/worded-ack.ts';

const said = (code: string) => {
  const ack = wordedAck({ ok: false, error: { code, message: 'as it came' } }, counter);
  return ack.ok ? undefined : ack.error;
};

test.each([
  ['saleOver', 'That sale is over.'],
  ['codeUsed', 'This code was used already. Ask the customer for a fresh code.'],
  ['notReady', 'The lane is not waiting for a code. Press Charge first.'],
  ['managerNeeded', 'A manager has to sign in for this.'],
  ['fault', 'The till could not do that.'],
])('a tablet that is refused with %s reads why in its own language', (code, message) => {
  expect(said(code)).toEqual({ code, message });
});

test('what no cashier can cause stays as it came, and what was done is no refusal', () => {
  for (const code of ['badCommand', 'toString', '__proto__', 'constructor'])
    expect(said(code)).toEqual({ code, message: 'as it came' });
  expect(wordedAck({ ok: true, saleId: 'S1' }, counter)).toEqual({ ok: true, saleId: 'S1' });
});
