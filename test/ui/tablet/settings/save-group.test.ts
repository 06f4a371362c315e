import { expect, test } from 'vitest';
import { SHOP_DEFAULTS } from '../../../../src/shop.ts';
import { settings as words } from '../../../../src/ui/languages/en/settings.ts';
import type { SettingsAnswer } from '../../../../src/ui/settings-messages.ts';
import { saveGroup } from '../../../../src/ui/tablet/desk/settings/save-group.ts';
import { draftOf } from '../../../../src/ui/tablet/desk/settings/shop-draft.ts';
import type { Rest, RestAnswer, RestRequest } from '../../../../src/ui/tablet/rest.ts';

const answer: SettingsAnswer = {
  settings: { ...SHOP_DEFAULTS, name: 'Corner Shop' },
  fixed: ['quickAmounts'],
  languages: ['en'],
  currency: { code: 'EUR', digits: 2 },
};
const changed = { ...draftOf(answer), name: 'Tea House' };

/** A till that answers so, and what it was asked. */
function till(answers: RestAnswer<SettingsAnswer>) {
  const asked: { path: string; request: RestRequest | undefined }[] = [];
  const rest: Rest = {
    ask: async <T>(path: string, request?: RestRequest) => {
      asked.push({ path, request });
      return answers as RestAnswer<T>;
    },
  };
  return { asked, rest, words };
}

test('what was changed is sent once, and what the till then has is taken over', async () => {
  const body = { ...answer, settings: { ...answer.settings, name: 'Tea House' } };
  const { asked, ...parts } = till({ kind: 'done', body });
  const saved = await saveGroup(parts, { group: 'name', draft: changed, answer });
  expect(saved).toEqual({ tone: 'good', text: 'Saved', answer: body });
  expect(asked).toEqual([{ path: '/settings', request: { method: 'PUT', body: { name: 'Tea House' } } }]);
});

test('nothing is sent where nothing was changed, or where it cannot be', async () => {
  const { asked, ...parts } = till({ kind: 'unknown' });
  const same = await saveGroup(parts, { group: 'name', draft: draftOf(answer), answer });
  expect(same).toEqual({ tone: 'plain', text: words.nothingChanged });
  const nameless = await saveGroup(parts, { group: 'name', draft: { ...changed, name: '' }, answer });
  expect(nameless).toMatchObject({ tone: 'bad', wrong: 'name' });
  expect(asked).toEqual([]);
});

test('what stands in the file is not looked at, whatever is in its field', async () => {
  const { asked, ...parts } = till({ kind: 'unknown' });
  const draft = { ...draftOf(answer), quickAmounts: 'ten' };
  expect(await saveGroup(parts, { group: 'register', draft, answer })).toMatchObject({ tone: 'plain' });
  expect(asked).toEqual([]);
});

test('silence is told as silence, and is not sent again', async () => {
  const { asked, ...parts } = till({ kind: 'unknown' });
  const saved = await saveGroup(parts, { group: 'name', draft: changed, answer });
  expect(saved).toEqual({ tone: 'doubt', text: words.notKnown });
  expect(asked).toHaveLength(1);
});

test.each([
  ['notSaved', 'could not write it to its disk'],
  ['managerNeeded', 'Only a manager'],
  ['badRequest', 'printer: expected HOST:PORT'],
])('why it was not saved is said in the page’s words where it has some: %s', async (code, said) => {
  const detail = 'printer: expected HOST:PORT';
  const { asked: _, ...parts } = till({ kind: 'refused', status: 400, code, detail });
  const saved = await saveGroup(parts, { group: 'name', draft: changed, answer });
  expect(saved).toMatchObject({ tone: 'bad', text: expect.stringContaining(said) });
});
