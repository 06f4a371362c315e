import { expect, test } from 'vitest';
import { people as words } from '../../../../../src/ui/languages/en/people.ts';
import {
  createPeopleList,
  formProblem,
  type PersonForm,
  requestsOf,
} from '../../../../../src/ui/tablet/desk/people/people-list.ts';
import type { Rest, RestAnswer } from '../../../../../src/ui/tablet/rest.ts';

const mia = { id: 'p2', name: 'Mia', role: 'cashier' as const };
const form = (changes: Partial<PersonForm> = {}): PersonForm => ({
  name: 'Bo',
  role: 'cashier',
  pin: '4071',
  pinAgain: '4071',
  oldPin: '',
  ...changes,
});

test('what the page can tell by itself is told at its field', () => {
  const fieldOf = (changes: Partial<PersonForm>) => formProblem(form(changes), words)?.field;
  expect(fieldOf({})).toBeUndefined();
  expect(fieldOf({ name: ' ' })).toBe('name');
  for (const pin of ['', '123', '123456789', '12a4'])
    expect(fieldOf({ pin, pinAgain: pin }), pin).toBe('pin');
  expect(fieldOf({ role: 'manager' })).toBe('pin');
  expect(fieldOf({ pinAgain: '4072' })).toBe('pinAgain');
  expect(fieldOf({ id: 'p2', pin: '', pinAgain: '' }), 'the PIN stays').toBeUndefined();
});

test('of who is there only what is another is sent; their own PIN last, alone and with the old one', () => {
  const bodies = (changes: Partial<PersonForm>, ownId?: string) =>
    requestsOf(form({ ...mia, pin: '', ...changes }), mia, ownId).map(({ body }) => body);
  expect(bodies({})).toEqual([]);
  expect(bodies({ name: ' Mia B ' })).toEqual([{ name: 'Mia B' }]);
  expect(bodies({ role: 'manager', pin: '407182' })).toEqual([{ role: 'manager', pin: '407182' }]);
  expect(bodies({ name: 'Mia B', pin: '6180', oldPin: '2718' }, 'p2')).toEqual([
    { name: 'Mia B' },
    { pin: '6180', oldPin: '2718' },
  ]);
});

test('a refusal is told in the page’s words, and where no answer came the list is looked at again', async () => {
  const answers: RestAnswer<unknown>[] = [];
  const asked: string[] = [];
  const rest: Rest = {
    ask: async <T>(path: string, { method = 'GET' } = {}) => {
      asked.push(`${method} ${path}`);
      const list = { kind: 'done', body: { people: [], hasManager: true, isDamaged: false } };
      return (method === 'GET' ? list : answers.shift()) as RestAnswer<T>;
    },
  };
  const list = createPeopleList(rest, words);
  const refused = (code: string) => ({ kind: 'refused', status: 409, code, detail: 'English' }) as const;
  answers.push(refused('nameTaken'), refused('lastManager'), refused('strange'), { kind: 'unknown' });
  expect(await list.save(form(), undefined)).toEqual({ field: 'name', text: words.problem.nameTaken });
  expect(await list.setState('p1', 'left')).toEqual({ text: words.problem.lastManager });
  expect(await list.setState('p1', 'left')).toEqual({ text: words.refused });
  expect(asked).toHaveLength(3);
  expect(await list.setState('p1', 'left')).toEqual({ text: words.noAnswer });
  expect(asked.slice(3)).toEqual(['PUT /people/p1', 'GET /people']);
  expect(list.busy.value).toBe(false);
});
