import { expect, test } from 'vitest';
import { TechnicianFeed } from '../../src/ui/technician-feed.ts';
import type { TechnicianView } from '../../src/ui/technician-messages.ts';
import { handClock } from '../support/hand-clock.ts';

const EMPTY: Omit<TechnicianView, 'bootId' | 'rev' | 'serverTime'> = {
  version: '1.2.3',
  shopName: 'Corner Shop',
  locale: 'en',
  timeZone: 'UTC',
  sandbox: false,
  lanes: [],
  scanners: [],
  devices: [],
};

function bench() {
  const clock = handClock();
  const shown = { shopName: 'one', builds: 0 };
  const feed = new TechnicianFeed({
    bootId: 'BOOT',
    clock,
    content: () => {
      shown.builds += 1;
      return { ...EMPTY, shopName: shown.shopName };
    },
  });
  const show = (shopName: string) => {
    shown.shopName = shopName;
    feed.changed();
  };
  /** Asks, and tells later what came. */
  const ask = (known: { bootId: string; rev: number }) => {
    const over = new AbortController();
    const asked: { view?: TechnicianView; over: AbortController } = { over };
    void feed.next(known, over.signal).then((view) => {
      asked.view = view;
    });
    return asked;
  };
  return { clock, feed, show, ask, shown };
}

test('the revision rises when what is shown differs, and only then', () => {
  const { feed, show } = bench();
  expect(feed.now()).toMatchObject({ bootId: 'BOOT', rev: 1, shopName: 'one' });
  feed.changed();
  expect(feed.now().rev).toBe(1);
  show('two');
  expect(feed.now()).toMatchObject({ rev: 2, shopName: 'two' });
});

test('who has an older view, or one of another start, is answered at once', async () => {
  const { clock, feed, show, ask } = bench();
  feed.now();
  show('two');
  feed.now();
  const late = ask({ bootId: 'BOOT', rev: 1 });
  const other = ask({ bootId: 'BEFORE', rev: 2 });
  await clock.advance(0);
  expect([late.view?.rev, other.view?.rev]).toEqual([2, 2]);
});

test('who has the newest view waits for another one', async () => {
  const { clock, feed, show, ask } = bench();
  const { rev } = feed.now();
  const asked = ask({ bootId: 'BOOT', rev });
  await clock.advance(10_000);
  expect(asked.view).toBeUndefined();
  feed.changed();
  await clock.advance(1000);
  expect(asked.view, 'nothing is shown differently').toBeUndefined();
  show('two');
  await clock.advance(250);
  expect(asked.view).toMatchObject({ rev: 2, shopName: 'two' });
});

test('a change between two questions is not missed', async () => {
  const { clock, feed, show, ask } = bench();
  const { rev } = feed.now();
  show('two');
  const asked = ask({ bootId: 'BOOT', rev });
  await clock.advance(250);
  expect(asked.view).toMatchObject({ shopName: 'two' });
});

test('a gun that sends a thousand reports a second makes four answers of it', async () => {
  const { clock, feed, show, ask, shown } = bench();
  let known = feed.now();
  let answers = 0;
  let asked = ask(known);
  shown.builds = 0;
  for (let ms = 0; ms < 2000; ms += 1) {
    show(`report ${ms}`);
    await clock.advance(1);
    if (asked.view) {
      known = asked.view;
      answers += 1;
      asked = ask(known);
    }
  }
  expect(answers).toBeGreaterThan(4);
  expect(answers).toBeLessThanOrEqual(8);
  expect(shown.builds).toBeLessThan(40);
});

test('a wait that is over is answered with what is shown then', async () => {
  const { clock, feed, ask } = bench();
  const asked = ask({ bootId: 'BOOT', rev: feed.now().rev });
  await clock.advance(1000);
  asked.over.abort();
  await clock.advance(1);
  expect(asked.view).toMatchObject({ rev: 1, shopName: 'one' });
});
