import { expect, test } from 'vitest';
import { codeOf, Ledger, type Sent } from '../../scripts/gun-soak/ledger.ts';
import { growth, type Resources } from '../../scripts/gun-soak/resources.ts';
import { runGunSoak } from '../../scripts/gun-soak/run-gun-soak.ts';

test('guns on serial lines and TCP whose cables are pulled lose, double, join and halve no code', async () => {
  const { violations, grown, sent, arrived, unplugs } = await runGunSoak({
    scans: 200,
    unplugs: 24,
    seed: 7,
  });
  expect(violations).toEqual([]);
  // In so short a run memory says nothing: what is compiled and cached at first is most of it.
  expect(grown.filter((what) => !what.includes('(MB)'))).toEqual([]);
  expect([arrived.whole, arrived.half, unplugs]).toEqual([200, 0, 24]);
  expect(sent.inFlight).toBeGreaterThan(0);
  expect(sent.half).toBeGreaterThan(0);
}, 60_000);

/** A ledger of two guns in which gun 0 sent its codes 0, 1 and 2. */
function ledgerOf(...sent: Sent[]) {
  const ledger = new Ledger(['front', 'back']);
  for (const [number, as] of sent.entries()) ledger.sending(0, { number, as });
  const arrive = (text: string, lane = 'front') =>
    ledger.arrived({ scannerId: 'gun', lane, text, firstByteAt: 0, lastByteAt: 0 });
  const blame = () => {
    ledger.close();
    return ledger.account.violations;
  };
  return { arrive, blame };
}

test('the ledger blames nobody for codes that arrive once, or were in flight as the cable was pulled', () => {
  const { arrive, blame } = ledgerOf('whole', 'inFlight', 'half', 'whole', 'inFlight');
  for (const number of [0, 3, 4]) arrive(codeOf(0, number));
  expect(blame()).toEqual([]);
});

test.each<[string, Sent[], (arrive: ReturnType<typeof ledgerOf>['arrive']) => void]>([
  ['was sent whole and never arrived', ['whole', 'whole'], (arrive) => arrive(codeOf(0, 1))],
  [
    'arrived twice',
    ['whole'],
    (arrive) => {
      arrive(codeOf(0, 0));
      arrive(codeOf(0, 0));
    },
  ],
  ['only half of it was sent', ['half'], (arrive) => arrive(codeOf(0, 0))],
  ['was never sent', ['half'], (arrive) => arrive(codeOf(0, 0).slice(0, -1))],
  ['was never sent', ['inFlight', 'inFlight'], (arrive) => arrive(codeOf(0, 0) + codeOf(0, 1))],
  ['arrived on lane back', ['whole'], (arrive) => arrive(codeOf(0, 0), 'back')],
])('the ledger blames a code that %s', (blamed, sent, live) => {
  const { arrive, blame } = ledgerOf(...sent);
  live(arrive);
  expect(blame()).toEqual([expect.stringContaining(blamed)]);
});

test('what a process holds more of at the end than it may is told', () => {
  const before: Resources = { heapMb: 10, rssMb: 80, descriptors: 30, handles: { Timeout: 3 } };
  expect(growth(before, { ...before, heapMb: 11.5, rssMb: 100 })).toEqual([]);
  const after = { heapMb: 13, rssMb: 200, descriptors: 31, handles: { Timeout: 4, TCPSocketWrap: 1 } };
  expect(growth(before, after)).toEqual([
    'the heap (MB) grew from 10 to 13',
    'resident memory (MB) grew from 80 to 200',
    'open file descriptors grew from 30 to 31',
    'handles of kind Timeout grew from 3 to 4',
    'handles of kind TCPSocketWrap grew from 0 to 1',
  ]);
});
