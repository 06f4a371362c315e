import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { DayBooks, DayPeriod } from '../../../day-messages.ts';
import type { Till } from '../../till.ts';
import { isDay, shiftDay } from '../sales/days.ts';

/** What came of the last press. */
export interface DayRemark {
  tone: 'good' | 'bad' | 'doubt';
  text: string;
}

/** The Day place: a day's books as the till last told them, and what is done with them. It lives as long as the page. */
export interface DayDesk {
  /** What is shown; nothing until the till has answered. */
  books: ReadonlySignal<DayBooks | undefined>;
  /** The same weekday a week before, where the till knows it. */
  weekBefore: ReadonlySignal<DayBooks | undefined>;
  /** No answer came, or the day has not begun. */
  trouble: ReadonlySignal<'unknown' | 'notBegun' | undefined>;
  remark: ReadonlySignal<DayRemark | undefined>;
  busy: ReadonlySignal<'close' | 'export' | undefined>;
  /** `today`, or YYYY-MM-DD; another text is not gone to. */
  goTo(day: string): void;
  reload(): void;
  /** Closes the day that is shown. Resolves when the till has answered, or has not. */
  close(): Promise<void>;
  /** Hands the day's events to `save`, as CSV. */
  exportTo(save: (name: string, csv: string) => void): Promise<void>;
}

/** Sales of other lanes are seen that late at the most. */
const EVERY_MS = 15_000;

export interface DayWords {
  closeDone(number: number): string;
  closeUnknown: string;
  closeRefused(reason: string): string;
  exported: string;
  notExported: string;
}

export function createDayDesk({ till, words }: { till: Till; words: DayWords }): DayDesk {
  const { rest } = till;
  const books = signal<DayBooks | undefined>(undefined);
  const weekBefore = signal<DayBooks | undefined>(undefined);
  const trouble = signal<'unknown' | 'notBegun' | undefined>(undefined);
  const remark = signal<DayRemark | undefined>(undefined);
  const busy = signal<'close' | 'export' | undefined>(undefined);
  let wanted = 'today';
  let askedAt: number | undefined;
  /** Only the newest question's answer is shown. */
  let questions = 0;

  async function load(): Promise<void> {
    questions += 1;
    const question = questions;
    askedAt = till.tillMs.value;
    const answer = await rest.ask<DayBooks>(`/days/${wanted}`);
    if (question !== questions) return;
    if (answer.kind !== 'done') {
      trouble.value = answer.kind === 'refused' && answer.code === 'dayNotBegun' ? 'notBegun' : 'unknown';
      // What was shown before is not what was asked for now.
      if (books.value && wanted !== 'today' && books.value.day !== wanted) books.value = undefined;
      return;
    }
    trouble.value = undefined;
    const isOther = books.value?.day !== answer.body.day;
    books.value = answer.body;
    if (!isOther) return;
    weekBefore.value = undefined;
    const before = await rest.ask<DayBooks>(`/days/${shiftDay(answer.body.day, -7)}`);
    if (question === questions && before.kind === 'done') weekBefore.value = before.body;
  }

  effect(() => {
    const now = till.tillMs.value;
    const isHere = till.place.value === 'day' && till.connected.value;
    untracked(() => {
      if (!isHere) {
        // Whoever comes back sees what is so now.
        if (till.place.value !== 'day') askedAt = undefined;
        return;
      }
      const isLive = wanted === 'today' || books.value?.today === wanted;
      if (askedAt === undefined || (isLive && Math.abs(now - askedAt) >= EVERY_MS)) void load();
    });
  });

  return {
    books,
    weekBefore,
    trouble,
    remark,
    busy,
    goTo: (day) => {
      if (day !== 'today' && !isDay(day)) return;
      wanted = day === books.value?.today ? 'today' : day;
      remark.value = undefined;
      void load();
    },
    reload: () => void load(),
    close: async () => {
      const day = books.value?.day;
      if (day === undefined || busy.value) return;
      busy.value = 'close';
      remark.value = undefined;
      const answer = await rest.ask<DayPeriod>(`/days/${day}/close`, { method: 'POST', body: {} });
      busy.value = undefined;
      if (answer.kind === 'done') remark.value = { tone: 'good', text: words.closeDone(answer.body.z ?? 0) };
      if (answer.kind === 'refused') remark.value = { tone: 'bad', text: words.closeRefused(answer.detail) };
      if (answer.kind === 'unknown') remark.value = { tone: 'doubt', text: words.closeUnknown };
      await load();
    },
    exportTo: async (save) => {
      const day = books.value?.day;
      if (day === undefined || busy.value) return;
      busy.value = 'export';
      const answer = await rest.ask<string>(`/days/${day}.csv`, { isText: true });
      busy.value = undefined;
      if (answer.kind === 'done') save(`${day}.csv`, answer.body);
      remark.value =
        answer.kind === 'done'
          ? { tone: 'good', text: words.exported }
          : { tone: 'bad', text: words.notExported };
    },
  };
}
