import { expect, test } from 'vitest';
import type { GunMemory, GunNotes } from '../../src/devices/gun-notes.ts';
import { NoteBook } from '../../src/devices/note-book.ts';
import { createLog } from '../../src/log.ts';

function memory(kept: GunNotes = {}) {
  const state = { kept, isFull: false, isUnreadable: false, writes: 0 };
  const port: GunMemory = {
    read: async () => {
      if (state.isUnreadable) throw new Error('EIO');
      return state.kept;
    },
    write: async (notes) => {
      state.writes++;
      await new Promise((resolve) => setImmediate(resolve));
      if (state.isFull) throw new Error('ENOSPC');
      state.kept = notes;
    },
  };
  return {
    state,
    book: new NoteBook(
      port,
      createLog('debug', () => {}),
    ),
  };
}

test('changes made at the same moment are all kept, in their order', async () => {
  const { state, book } = memory({ x: { lane: '1' } });
  await book.open();
  const results = await Promise.all([
    book.change('a', { lane: '1' }),
    book.change('b', { name: 'Left' }),
    book.change('a', { lane: '2', name: 'Right' }),
  ]);
  expect(results).toEqual([true, true, true]);
  expect(state.kept).toEqual({ x: { lane: '1' }, a: { lane: '2', name: 'Right' }, b: { name: 'Left' } });
  expect(book.notes).toEqual(state.kept);
});

test('what the disk does not take has not changed, and the next change is tried anew', async () => {
  const { state, book } = memory({ a: { lane: '1' } });
  await book.open();
  state.isFull = true;
  expect(await book.change('a', { lane: '2' })).toBe(false);
  expect(book.notes).toEqual({ a: { lane: '1' } });
  state.isFull = false;
  expect(await book.change('a', { name: 'Left' })).toBe(true);
  expect(state.kept).toEqual({ a: { lane: '1', name: 'Left' } });
});

test('nothing holds before it is durable', async () => {
  const { book } = memory();
  await book.open();
  const saved = book.change('a', { lane: '1' });
  expect(book.notes).toEqual({});
  await saved;
  expect(book.notes).toEqual({ a: { lane: '1' } });
});

test('what could not be read is not written over', async () => {
  const { state, book } = memory({ a: { lane: '1' } });
  state.isUnreadable = true;
  await book.open();
  expect(book.notes).toEqual({});
  expect(await book.change('b', { lane: '2' })).toBe(false);
  expect(state).toMatchObject({ kept: { a: { lane: '1' } }, writes: 0 });
});

test('a note moves with its gun, and one that says nothing any more is gone', async () => {
  const { state, book } = memory({ old: { lane: '1', name: 'Left' } });
  await book.open();
  await book.change('new', {}, 'old');
  expect(state.kept).toEqual({ new: { lane: '1', name: 'Left' } });
  await book.change('new', { lane: undefined, name: undefined });
  expect(state.kept).toEqual({});
});
