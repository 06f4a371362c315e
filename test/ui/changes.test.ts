import { expect, test } from 'vitest';
import { Changes } from '../../src/ui/changes.ts';

test('who waits for one name is woken by that name and by all, who waits for any by each', async () => {
  const changes = new Changes();
  const never = new AbortController().signal;
  const woken: string[] = [];
  const wait = (what: string, name?: string) =>
    changes.next(never, name).then(() => {
      woken.push(what);
    });
  const waits = [wait('first', '1'), wait('second', '2'), wait('any')];
  changes.tell('1');
  await waits[0];
  await waits[2];
  expect(woken).toEqual(['first', 'any']);
  changes.tell();
  await waits[1];
  expect(woken).toEqual(['first', 'any', 'second']);
});

test('a wait that is called off ends, and one that was called off before does not begin', async () => {
  const changes = new Changes();
  const over = new AbortController();
  const waiting = changes.next(over.signal, '1');
  over.abort();
  await waiting;
  await changes.next(over.signal);
});
