import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { keyboardTransport } from '../../src/devices/hid/keyboard-transport.ts';
import { posTransport } from '../../src/devices/hid/pos-transport.ts';
import type { HidScannerConfig } from '../../src/scanner-config.ts';
import { codeText, honeywellReports } from '../fixtures/hid-reports.ts';
import { fakeHid, hidScanner } from '../support/fake-hid.ts';
import { gunBench } from '../support/gun-bench.ts';
import { hidConfig } from '../support/scanner-configs.ts';
import { until } from '../support/until.ts';

const KEYBOARD = { usagePage: 1, usage: 6 };

/** Two lanes whose guns are written in the configuration, at a stand-in for node-hid. */
async function till(
  [first, second]: [Partial<HidScannerConfig>, Partial<HidScannerConfig>],
  plugged: Parameters<typeof hidScanner>[1][],
) {
  const fake = fakeHid(plugged.map((more, i) => hidScanner(`/dev/hidraw${i}`, more)));
  const claims = new Set<string>();
  const loadHid = async () => fake.library;
  const clock = scaledClock(20);
  const bench = gunBench({
    lanes: [
      { id: '1', scanners: [hidConfig(first)] },
      { id: '2', scanners: [hidConfig(second)] },
    ],
    parts: {
      clock,
      transports: (config, whose) => {
        if (config.transport !== 'hid') return undefined;
        return config.mode === 'keyboard'
          ? keyboardTransport(config, {
              clock,
              claims,
              whose,
              loadHid,
              system: 'linux',
              silence: async () => 'silent',
            })
          : posTransport(config, { clock, claims, whose, quietMs: 1, loadHid });
      },
    },
  });
  await bench.scanners.start();
  const shown = () =>
    bench.scanners.statuses().map(({ lane, state, finding }) => `${lane} ${finding?.code ?? state}`);
  await until(() => bench.scanners.statuses().every(({ state }) => state !== 'starting'), {
    what: 'each was tried',
  });
  return { ...bench, fake, shown };
}

test.each([
  ['HID POS', {}, {}],
  ['keyboard mode', { mode: 'keyboard', vendorId: '0c2e', productId: '1007' } as const, KEYBOARD],
])(
  'a gun in %s that two lanes describe alike is opened for neither: it might scan for the other’s customers',
  async (_mode, config, device) => {
    const { shown, fake } = await till([config, config], [device]);
    expect(shown()).toEqual(['1 TWO_CANDIDATES', '2 TWO_CANDIDATES']);
    expect(fake.open()).toEqual([]);
  },
);

test('a gun that one lane describes more exactly than another is its own, and the other waits for its own', async () => {
  const numbers = { vendorId: '0c2e', productId: '1007' };
  const { shown, fake, scans } = await till(
    [numbers, { ...numbers, serialNumber: 'A1' }],
    [{ serialNumber: 'A1' }],
  );
  expect(shown()).toEqual(['1 NOT_FOUND', '2 up']);
  for (const report of honeywellReports(codeText(18))) fake.report('/dev/hidraw0', report);
  expect(scans.map(({ lane }) => lane)).toEqual(['2']);
});

test('of two guns each lane opens the one that it alone describes', async () => {
  const { shown } = await till(
    [{}, { serialNumber: 'B2' }],
    [{ serialNumber: 'A1' }, { serialNumber: 'B2' }],
  );
  expect(shown()).toEqual(['1 up', '2 up']);
});
