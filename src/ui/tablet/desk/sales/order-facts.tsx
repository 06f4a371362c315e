import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { WireOrder } from '../../../order-messages.ts';
import type { DeskWords } from '../desk-words.ts';
import { shownAmount } from './amounts.ts';
import type { OrderPartProps } from './order-page.tsx';
import { storyOf } from './story.ts';
import { fullText } from './times.ts';

interface Fact {
  label: string;
  value: string | undefined;
  /** A number that somebody may have to send on. */
  isNumber?: boolean;
}

/** All that is known of a sale beside its story; codes of the gateway stand apart, for who knows them. */
export function OrderFacts({ till, words, order }: OrderPartProps): JSX.Element {
  const locale = till.screen.value?.locale ?? 'en';
  const { book } = words;
  const money = (amount: string) => shownAmount(amount, order.currency, locale);
  const records = storyOf(order, { words, money, sandbox: till.screen.value?.sandbox ?? false });
  return (
    <section>
      <h2>{book.order.facts}</h2>
      <Facts facts={factsOf(order, { words, locale })} words={words} />
      <details class="order-technician">
        <summary>{book.order.technician}</summary>
        <Facts facts={technicalFacts(order, words)} words={words} />
        <ol class="order-records" dir="ltr">
          {records.map(({ at, record }, place) => (
            <li key={place}>
              {at} {record}
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

function factsOf(order: WireOrder, { words, locale }: { words: DeskWords; locale: string }): Fact[] {
  const { order: said } = words.book;
  const isOther = order.paidAmount !== undefined && order.paidAmount !== order.amount;
  const paid = isOther ? shownAmount(order.paidAmount ?? '', order.currency, locale) : undefined;
  return [
    { label: said.time, value: fullText(order.createdAt, locale) },
    { label: said.wallet, value: order.walletName },
    { label: said.code, value: order.codeMask },
    { label: said.register, value: order.lane },
    { label: said.soldBy, value: order.by },
    { label: said.note, value: order.reference },
    { label: said.customerPaid, value: paid },
    { label: said.orderNo, value: order.orderNo, isNumber: true },
    { label: said.channelNo, value: order.payChannelTransNo, isNumber: true },
    { label: said.walletNo, value: order.payPlatformTransNo, isNumber: true },
    { label: said.gatewayNo, value: order.transNo, isNumber: true },
  ];
}

function technicalFacts(order: WireOrder, { book }: DeskWords): Fact[] {
  const answers = [order, ...(order.refunds ?? [])].map(({ gatewayCode, gatewayMessage }) =>
    [gatewayCode, gatewayMessage].filter(Boolean).join(' '),
  );
  return [
    ...answers.map((value) => ({ label: book.order.answer, value })),
    { label: book.order.trace, value: order.psn, isNumber: true },
    ...(order.refunds ?? []).map(({ refundNo }) => ({
      label: book.order.refunds,
      value: refundNo,
      isNumber: true,
    })),
  ];
}

function Facts({ facts, words }: { facts: Fact[]; words: DeskWords }): JSX.Element {
  const known = facts.filter(({ value }) => value !== undefined && value !== '');
  return (
    <dl class="order-facts">
      {known.map(({ label, value = '', isNumber }) => (
        <div key={`${label} ${value}`} class="order-fact">
          <dt>{label}</dt>
          <dd>
            <bdi class={isNumber ? 'order-number' : undefined}>{value}</bdi>
            {isNumber && <Copy text={value} words={words} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Only where the browser gives a page its clipboard: not on plain HTTP. */
function Copy({ text, words }: { text: string; words: DeskWords }): JSX.Element | null {
  const [isCopied, setCopied] = useState(false);
  if (navigator.clipboard === undefined) return null;
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button type="button" class="order-copy" onClick={copy}>
      {isCopied ? words.book.order.copied : words.book.order.copy}
    </button>
  );
}
