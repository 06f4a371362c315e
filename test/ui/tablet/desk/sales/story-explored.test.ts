import { expect, test } from 'vitest';
import { type HistoryLine, needsPerson, type Order } from '../../../../../src/payment/order.ts';
import type { HistoryEvent } from '../../../../../src/payment/order-changes.ts';
import { applyEvent } from '../../../../../src/payment/order-machine.ts';
import type { StoryEvent } from '../../../../../src/ui/order-messages.ts';
import { possibleWith, standingOf } from '../../../../../src/ui/tablet/desk/sales/standing.ts';
import { storyOf } from '../../../../../src/ui/tablet/desk/sales/story.ts';
import { deskWords, money, wireOrder } from '../../../../support/desk-words.ts';
import { exploreOrders } from '../../../../support/order-explorer.ts';
import { orderOf } from '../../../../support/orders.ts';

/** Every event that the engine may tell is one that the page has a sentence for, and the other way round: by type. */
const EVENTS = Object.keys({
  created: true,
  sendDecided: true,
  pending: true,
  paid: true,
  declined: true,
  cancelled: true,
  notSent: true,
  held: true,
  cancelWanted: true,
  cancelHeld: true,
  lineDrawn: true,
  cancelDecided: true,
  cancelAnswered: true,
  markedUnwanted: true,
  paidBehindLine: true,
  stuckDeclared: true,
  answeredForAnother: true,
  settled: true,
  takenOver: true,
  caseOpened: true,
  caseClosed: true,
  refundAsked: true,
  refundSent: true,
  refundUnderWay: true,
  refundStuck: true,
  refundDone: true,
  refundFailed: true,
} satisfies Record<HistoryEvent, true> satisfies Record<StoryEvent, true>);

/** Only against hanging: it takes some seconds, and more of them where the machine has other things to do. */
const LONGEST_MS = 120_000;

test('the page has a sentence for each event that the engine may tell, and for no other', () => {
  expect(Object.keys(deskWords.story.line).toSorted()).toEqual(EVENTS.toSorted());
});

test(
  'in each situation an order can come into, its story is told in plain words, and a person may do just what the till takes',
  () => {
    const parts = { words: deskWords, money, sandbox: false };
    const told = new Set<string>();
    const wrong = new Map<string, Order>();
    const demand = (isKept: boolean, what: string, order: Order) => {
      if (!isKept && !wrong.has(what)) wrong.set(what, order);
    };
    const ends = new Set<string>();
    const explored = exploreOrders({
      onStep: ({ before, after }) => {
        const added = after.history.slice(before.history.length);
        for (const { event, detail } of added) if (event === 'cancelled') ends.add(detail ?? '');
      },
      onSituation: (order, now) => {
        const nameOf = ({ event, detail = '' }: HistoryLine) =>
          `${event}: ${detail.replace(/P261120\w+/, 'NUMBER')}`;
        // Each line once: there are thousands of situations, and few things to tell.
        const history = order.history.filter((line) => !told.has(nameOf(line)));
        const wire = wireOrder({ ...order, history });
        storyOf(wire, parts).forEach(({ text, record }, place) => {
          const line = history[place];
          if (line) told.add(nameOf(line));
          demand(text.length > 4 && !/undefined|NaN|\{|P261120/.test(text), `${record}: ${text}`, order);
        });
        const can = possibleWith(wire);
        const settled = { at: now, type: 'settled', as: 'notPaid', by: 'Ana', reason: 'r' } as const;
        const isTaken = needsPerson(order) && applyEvent(order, settled) !== order;
        demand(
          can.settle === isTaken,
          `${order.state}: settle is ${can.settle}, the till takes it: ${isTaken}`,
          order,
        );
        const word = standingOf(wire);
        const isLoud = ['contradicted', 'refundStuck', 'stuck', 'held'].includes(word);
        demand(
          isLoud === needsPerson(order),
          `${order.state} needs a person, and is said to be ${word}`,
          order,
        );
        demand(word !== 'paid' || order.state === 'paid', `${order.state} is said to be paid`, order);
      },
    });
    expect(explored.situations).toBeGreaterThan(500);
    expect([...wrong.keys()]).toEqual([]);
    const events = new Set([...told].map((record) => record.split(':')[0]));
    expect(events.size).toBeGreaterThan(18);
    expect(ends.size).toBeGreaterThan(3);
    const history = [...ends].map((detail) => ({ at: '', event: 'cancelled', detail }));
    const texts = storyOf({ ...wireOrder(orderOf()), history }, parts).map(({ text }) => text);
    const vague = deskWords.story.line.cancelled();
    expect(texts, [...ends].join(' · ')).not.toContain(vague);
  },
  LONGEST_MS,
);
