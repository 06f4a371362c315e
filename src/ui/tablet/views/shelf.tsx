import type { JSX } from 'preact';
import type { Screen } from '../../messages.ts';
import { amountText, timeText } from '../amount-text.ts';
import { mayLeave } from '../modes.ts';
import type { Till } from '../till.ts';
import type { Words } from '../words.ts';
import { Icon, type IconName } from './icons.tsx';

interface Card {
  id: string;
  kind: 'notice' | 'scanner' | 'warning' | 'order';
  icon: IconName;
  loud: boolean;
  title: string;
  text?: string;
  /** The notice that goes away when it was seen. */
  noticeId?: string;
  /** The sale that can be looked at. */
  orderNo?: string;
}

/** What lies beside the present sale. It has its own place: no card ever moves a key or a button. */
export function Shelf({ till, screen, limit }: { till: Till; screen: Screen; limit?: number }): JSX.Element {
  const cards = cardsOf(screen, till.words).slice(0, limit);
  return (
    <ul class="shelf">
      {cards.map((card) => (
        <li key={card.id} class={card.loud ? 'card card-loud' : 'card'} data-testid={card.kind}>
          <Icon name={card.icon} />
          <p>
            <strong>{card.title}</strong>
            {card.text && <span>{card.text}</span>}
          </p>
          {card.noticeId && (
            <button
              type="button"
              class="card-button"
              disabled={!till.connected.value}
              onClick={() => till.dismissNotice(card.noticeId ?? '')}
            >
              {till.words.dismissNotice}
            </button>
          )}
          {card.orderNo && mayLeave(screen.mode) && (
            <button
              type="button"
              class="card-button"
              data-testid="show-order"
              onClick={() => till.showOrder(card.orderNo ?? '')}
            >
              {till.words.openSale}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The urgent ones first. */
function cardsOf(screen: Screen, words: Words): Card[] {
  const { locale } = screen;
  const notices = screen.notices.map((notice): Card => {
    const loud = notice.tone === 'attention';
    return {
      id: notice.id,
      kind: 'notice',
      icon: loud ? 'warning' : 'info',
      loud,
      title: notice.text,
      noticeId: notice.id,
    };
  });
  const scanners = screen.scanners
    .filter((scanner) => !scanner.up)
    .map(
      (scanner): Card => ({
        id: `scanner-${scanner.id}`,
        kind: 'scanner',
        icon: 'gun',
        loud: true,
        title: scanner.name,
        ...(scanner.problem === undefined ? {} : { text: scanner.problem }),
      }),
    );
  const warnings = screen.warnings.map(
    (text): Card => ({ id: text, kind: 'warning', icon: 'warning', loud: false, title: text }),
  );
  const orders = screen.openOrders.map(
    (order): Card => ({
      id: order.orderNo,
      orderNo: order.orderNo,
      kind: 'order',
      icon: order.attention ? 'warning' : 'hourglass',
      loud: order.attention,
      title: words.openOrder(amountText(order.amount, locale), timeText(order.since, locale)),
      text: order.text,
    }),
  );
  const cards = [...notices, ...scanners, ...warnings, ...orders];
  return [...cards.filter((card) => card.loud), ...cards.filter((card) => !card.loud)];
}
