import { expect, test } from 'vitest';
import { type Guest, whoMakesRoom } from '../../src/devices/tcp-guests.ts';

interface Named extends Guest {
  name: string;
}

test.each<[string, Named[], string | undefined]>([
  [
    'nobody leaves while all came or scanned in the last ten seconds',
    [
      { name: 'new', since: 95_000 },
      { name: 'busy', since: 0, lastCodeAt: 91_000 },
    ],
    undefined,
  ],
  [
    'one that never sent a code leaves before one that did',
    [
      { name: 'gun', since: 0, lastCodeAt: 1000 },
      { name: 'silent', since: 50_000 },
    ],
    'silent',
  ],
  [
    'of those that never did, the one that came first leaves',
    [
      { name: 'later', since: 60_000 },
      { name: 'first', since: 50_000 },
    ],
    'first',
  ],
  [
    'of those that did, the one whose code is oldest leaves',
    [
      { name: 'lately', since: 0, lastCodeAt: 80_000 },
      { name: 'long ago', since: 10_000, lastCodeAt: 20_000 },
    ],
    'long ago',
  ],
])('%s', (_what, guests, name) => {
  expect(whoMakesRoom(guests, 100_000)?.name).toBe(name);
});
