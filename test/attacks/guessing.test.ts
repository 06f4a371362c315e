import { expect } from 'vitest';
import { attackedTill, onNetwork } from '../support/attacked-till.ts';
import { lettingIn, post, told } from '../support/let-in.ts';

/** As in `floods.test.ts`. */
const LONGEST_SALE_MS = 5000;

/** How often each answer came. */
async function counted(answers: Promise<Response>[]) {
  const counts: Record<string, number> = {};
  for (const answer of await Promise.all(answers)) {
    const { code = 'done' } = (await answer.json()) as { code?: string };
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/** Three at once; one more where the machine is so busy that a wait ends meanwhile. */
function expectFewLookedAt({ wrongPin = 0, pinWait = 0, ...others }: Record<string, number>) {
  expect([wrongPin + pinWait, others]).toEqual([25, {}]);
  expect(wrongPin).toBeLessThanOrEqual(4);
}

onNetwork(
  'PINs guessed at once from many tablets: a few are looked at, and neither the manager nor a sale waits',
  async () => {
    const attacked = await attackedTill();
    const { host, port, sellsDuring } = attacked;
    const url = `http://${host}:${port}/api/v1`;
    const { tablet, manager } = lettingIn(attacked);
    const person = await manager('314159');
    const tablets = await Promise.all(['A', 'B', 'C'].map((name) => tablet(name)));
    const own = await tablet('Own');
    const guess = (cookie: string, pin: string, who = person) =>
      post(`${url}/sessions`, { person: who, pin }, { cookie: `scantill=${cookie}` });
    const times = await sellsDuring('guessing of PINs', async () => {
      for (const each of tablets) {
        const wrong = Array.from({ length: 24 }, (_, count) => guess(each, String(500_000 + count * 7)));
        // The right one comes last, and is not looked at either.
        expectFewLookedAt(await counted([...wrong, guess(each, '314159')]));
      }
      // Who works here is no secret; who does not is no way round.
      const [first = ''] = tablets;
      const nobody = Array.from({ length: 25 }, (_, count) => guess(first, '271828', `p${count + 50}`));
      expectFewLookedAt(await counted(nobody));
      expect((await guess(own, '314159')).status).toBe(201);
    });
    expect(Math.max(...times)).toBeLessThan(LONGEST_SALE_MS);
  },
);

onNetwork('of eight who redeem one code at once one comes in, and who guesses codes waits', async () => {
  const attacked = await attackedTill();
  const { till, host, port, sellsDuring } = attacked;
  const url = `http://${host}:${port}/api/v1`;
  const made = await told<{ code: string }>(
    post(`${till.url}/api/v1/pairing/codes`, { name: 'One', role: 'cashier', lanes: ['2'] }),
  );
  await sellsDuring('guessing of codes', async () => {
    const counts = await counted(
      Array.from({ length: 8 }, () => post(`${url}/pairing`, { code: made.code })),
    );
    expect(counts.done).toBe(1);
    expect(lettingIn(attacked).devices()).toHaveLength(1);
    const guesses = await counted(
      Array.from({ length: 10 }, (_, count) => post(`${url}/pairing`, { code: `0000-000${count}` })),
    );
    expect(guesses.done).toBeUndefined();
    expect(guesses.pairingWait).toBeGreaterThan(5);
    // An address that somebody makes up does not let them begin anew.
    const again = await post(`${url}/pairing`, { code: '0000-1111' }, { 'x-forwarded-for': '10.9.8.7' });
    expect(again.status).toBe(429);
  });
});
