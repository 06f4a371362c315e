import { expect, onTestFinished, test } from 'vitest';
import type { Api, Reply } from '../../../src/ui/technician/api.ts';
import { createDesk } from '../../../src/ui/technician/desk.ts';
import { en } from '../../../src/ui/technician/words.ts';
import type { TechnicianView } from '../../../src/ui/technician-messages.ts';
import { technicianViews } from '../../fixtures/technician-views.ts';
import { handClock } from '../../support/hand-clock.ts';

const view = (rev: number, change: Partial<TechnicianView> = {}): TechnicianView => {
  const { technician } = technicianViews;
  if (!technician) throw new Error('There is no such view.');
  return { ...technician, rev, ...change };
};
const ok = (body: TechnicianView): Reply<TechnicianView> => ({ kind: 'ok', body });

/** A page without a browser, whose questions the test answers by hand. */
function bench() {
  const clock = handClock();
  const asked: { path: string; answer: (reply: Reply<never>) => void }[] = [];
  const posted: [string, object | undefined][] = [];
  let toPost: Reply<unknown> = { kind: 'ok', body: {} };
  const api: Api = {
    get: (path, _, signal) =>
      new Promise((resolve) => {
        asked.push({ path, answer: resolve as (reply: Reply<never>) => void });
        signal?.addEventListener('abort', () => resolve({ kind: 'unreachable' }));
      }),
    post: async (path, body) => {
      posted.push([path, body]);
      return toPost as Reply<never>;
    },
    put: async () => ({ kind: 'unreachable' }),
    delete: async () => ({ kind: 'unreachable' }),
  };
  const desk = createDesk({ clock, api, words: en });
  const over = new AbortController();
  onTestFinished(() => over.abort());
  void desk.follow(over.signal);
  return {
    clock,
    desk,
    posted,
    asked,
    stopFollowing: () => over.abort(),
    answerPosts: (reply: Reply<unknown>) => {
      toPost = reply;
    },
    /** Answers the question that waits, and lets the page act on it. */
    answer: async (reply: Reply<TechnicianView>) => {
      asked.at(-1)?.answer(reply as Reply<never>);
      await clock.advance(0);
    },
    last: () => asked.at(-1)?.path,
  };
}

test('the page asks for the view, then for each one that is another', async () => {
  const { desk, answer, last } = bench();
  expect(last()).toBe('/scanners');
  expect(desk.link.value.kind).toBe('connecting');
  await answer(ok(view(3)));
  expect(desk.link.value.kind).toBe('live');
  expect(last()).toBe('/scanners?bootId=boot-1&rev=3&waitSeconds=20');
  await answer(ok(view(4)));
  expect(desk.view.value?.rev).toBe(4);
  expect(last()).toContain('rev=4');
});

test('a view that was overtaken is not shown; one of a new start is', async () => {
  const { desk, answer } = bench();
  await answer(ok(view(4)));
  await answer(ok(view(3)));
  expect(desk.view.value?.rev).toBe(4);
  await answer(ok(view(1, { bootId: 'boot-2' })));
  expect(desk.view.value).toMatchObject({ bootId: 'boot-2', rev: 1 });
});

test('a till that is gone is told since when, asked again each second, and not waited for', async () => {
  const { desk, answer, clock, asked, last } = bench();
  await answer(ok(view(4, { serverTime: 5_000_000 })));
  await clock.advance(3000);
  await answer({ kind: 'unreachable' });
  expect(desk.link.value).toEqual({ kind: 'lost', sinceMs: 5_003_000 });
  const before = asked.length;
  await clock.advance(999);
  expect(asked.length).toBe(before);
  await clock.advance(1);
  expect(asked.length).toBe(before + 1);
  expect(last()).toBe('/scanners');
  await answer({ kind: 'refused', status: 500, code: 'fault', message: 'fault' });
  expect(desk.link.value).toEqual({ kind: 'lost', sinceMs: 5_003_000 });
  await clock.advance(1000);
  await answer(ok(view(1, { bootId: 'boot-2' })));
  expect(desk.link.value.kind).toBe('live');
});

test('a page that wakes asks at once, and does not call live what it has not seen', async () => {
  const { desk, answer, clock, asked, last } = bench();
  await answer(ok(view(4)));
  const before = asked.length;
  desk.wake();
  await clock.advance(0);
  expect(asked.length).toBe(before + 1);
  expect(last()).toBe('/scanners');
  expect(desk.link.value.kind).toBe('connecting');
  await answer(ok(view(4)));
  expect(desk.link.value.kind).toBe('live');
});

test('a page that is shown again follows anew, and the following that ends says nothing any more', async () => {
  const { desk, answer, clock, last, stopFollowing } = bench();
  await answer(ok(view(4)));
  stopFollowing();
  const again = new AbortController();
  onTestFinished(() => again.abort());
  const links: string[] = [];
  onTestFinished(desk.link.subscribe(({ kind }) => void links.push(kind)));
  void desk.follow(again.signal);
  await clock.advance(0);
  expect(last()).toBe('/scanners');
  await answer(ok(view(5)));
  expect(links).not.toContain('lost');
  expect(desk.link.value.kind).toBe('live');
  expect(last()).toContain('rev=5');
});

test('without the token the page says so, and looks again now and then', async () => {
  const { desk, answer, clock, asked } = bench();
  await answer({ kind: 'tokenNeeded' });
  expect(desk.link.value.kind).toBe('tokenNeeded');
  const before = asked.length;
  await clock.advance(9000);
  expect(asked.length).toBe(before);
  await clock.advance(1000);
  expect(asked.length).toBe(before + 1);
});

test('the time of the till goes on between its views', async () => {
  const { desk, answer, clock } = bench();
  await answer(ok(view(1, { serverTime: 9_000_000 })));
  await clock.advance(1500);
  desk.tick();
  expect(desk.tillMs.value).toBe(9_001_500);
});

test('a refused press is told at its gun, and the next press clears it', async () => {
  const { desk, posted, answerPosts } = bench();
  answerPosts({ kind: 'refused', status: 409, code: 'laneBusy', message: 'A sale is on this lane.' });
  expect(await desk.act('front', '/scanners/front/test')).toBe(false);
  expect(desk.remark.value).toEqual({ about: 'front', text: 'A sale is on this lane.' });
  answerPosts({ kind: 'ok', body: {} });
  expect(await desk.act('back', '/scanners/back/sound', { sound: 'good' })).toBe(true);
  expect(desk.remark.value).toBeUndefined();
  expect(posted).toEqual([
    ['/scanners/front/test', undefined],
    ['/scanners/back/sound', { sound: 'good' }],
  ]);
});

test('two presses at once are one, and one without an answer says so', async () => {
  const { desk, posted, answerPosts } = bench();
  answerPosts({ kind: 'unreachable' });
  const both = [desk.act('front', '/scanners/front/disable'), desk.act('front', '/scanners/front/disable')];
  expect(desk.busy.value).toBe('front');
  expect(await Promise.all(both)).toEqual([false, false]);
  expect(posted).toHaveLength(1);
  expect(desk.busy.value).toBeUndefined();
  expect(desk.remark.value?.text).toContain('did not answer');
});
