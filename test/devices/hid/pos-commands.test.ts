import { expect, test } from 'vitest';
import { posTransport } from '../../../src/devices/hid/pos-transport.ts';
import type { Finding } from '../../../src/devices/scan.ts';
import type { Connection } from '../../../src/devices/transport.ts';
import type { HidScannerConfig } from '../../../src/scanner-config.ts';
import * as descriptors from '../../fixtures/hid-descriptors.ts';
import { type FakeHid, fakeHid, hidScanner } from '../../support/fake-hid.ts';
import { handClock } from '../../support/hand-clock.ts';
import { hidConfig } from '../../support/scanner-configs.ts';

const PATH = '/dev/hidraw0';
const OTHER_MAKER = 0x1234;

interface Bench {
  descriptor?: Uint8Array;
  vendorId?: number;
  config?: Partial<HidScannerConfig>;
  prepare?: (fake: FakeHid) => void;
}

/** An open gun, what it was told, and what was found about it. */
async function open({ descriptor, vendorId = 0x0c2e, config = {}, prepare }: Bench = {}) {
  const fake = fakeHid([hidScanner(PATH, { vendorId })]);
  prepare?.(fake);
  const clock = handClock();
  const findings: Finding[] = [];
  const parts = {
    clock,
    claims: new Set<string>(),
    quietMs: 0,
    loadHid: async () => fake.library,
    readDescriptor: async () => descriptor,
  };
  const events = { onFrame() {}, onLost() {}, onFinding: (finding: Finding) => findings.push(finding) };
  const result = await posTransport(hidConfig(config), parts).open(events, new AbortController().signal);
  if (!result.ok) throw new Error(result.finding.message);
  await clock.advance(0);
  const connection: Connection = result.connection;
  return {
    fake,
    clock,
    findings,
    connection,
    sent: () => fake.sent(PATH).map((hex) => hex.replace(/(00)+$/, '')),
  };
}

test('a gun whose descriptor has a beep for each tells good from refused by them', async () => {
  const { connection, sent } = await open({ descriptor: descriptors.honeywellDescriptor });
  connection.sound?.('good');
  connection.sound?.('refused');
  expect(sent()).toEqual(['0440', '0420']);
});

test('a Honeywell is told to read and to stop by the switches of its descriptor', async () => {
  const { connection, sent } = await open({ descriptor: descriptors.honeywellDescriptor });
  connection.trigger?.(true);
  connection.trigger?.(false);
  // As Hand Held Products' application note on USB interfaces has them.
  expect(sent()).toEqual(['0404', '0402']);
});

test('a gun whose descriptor has a switch to read alone is triggered by it', async () => {
  const { connection, fake } = await open({
    descriptor: descriptors.virtualScannerDescriptor,
    vendorId: OTHER_MAKER,
  });
  connection.trigger?.(true);
  connection.trigger?.(false);
  expect(fake.sent(PATH)).toEqual(['0401', '0400']);
  expect(connection.sound).toBeUndefined();
});

test('a Honeywell whose descriptor is not known beeps once for good and three times for refused', async () => {
  const { connection, clock, sent, fake } = await open();
  connection.sound?.('good');
  await clock.advance(2000);
  expect(sent()).toEqual(['fd0316070d']);
  expect(fake.sent(PATH)[0]).toHaveLength(128);
  connection.sound?.('refused');
  await clock.advance(499);
  expect(sent()).toHaveLength(3);
  await clock.advance(2000);
  expect(sent()).toEqual(Array.from({ length: 4 }, () => 'fd0316070d'));
});

test('a sound ends the one before, and the end of the line ends all', async () => {
  const { connection, clock, sent } = await open();
  connection.sound?.('refused');
  connection.sound?.('good');
  await clock.advance(2000);
  expect(sent()).toHaveLength(2);
  connection.sound?.('refused');
  await connection.close();
  await clock.advance(2000);
  expect(sent()).toHaveLength(3);
});

test('a Honeywell whose descriptor is not known is triggered as a serial one is', async () => {
  const { connection, sent } = await open();
  connection.trigger?.(true);
  connection.trigger?.(false);
  expect(sent()).toEqual(['fd0316540d', 'fd0316550d']);
});

test("another maker's gun whose descriptor is not known is told nothing", async () => {
  const { connection } = await open({ vendorId: OTHER_MAKER });
  expect([connection.sound, connection.trigger]).toEqual([undefined, undefined]);
});

test('a gun that vanished is told nothing any more, and nobody hears of it', async () => {
  let writes = 0;
  const { connection, fake, clock } = await open({
    prepare: (prepared) => {
      const openHandle = prepared.library.HIDAsync.open;
      prepared.library.HIDAsync.open = async (path) => {
        const write = async () => {
          writes += 1;
          return 0;
        };
        return Object.assign(await openHandle(path), { write });
      };
    },
  });
  connection.sound?.('refused');
  fake.vanish(PATH);
  connection.sound?.('refused');
  connection.trigger?.(true);
  await clock.advance(2000);
  expect(writes).toBe(1);
});

test('what a gun does not take is nobody’s fault', async () => {
  const { connection, findings, clock } = await open({
    prepare: (fake) => {
      const openHandle = fake.library.HIDAsync.open;
      fake.library.HIDAsync.open = async (path) => {
        const handle = await openHandle(path);
        return Object.assign(handle, { write: async () => Promise.reject(new Error('Broken pipe')) });
      };
    },
  });
  connection.sound?.('refused');
  connection.trigger?.(true);
  await clock.advance(2000);
  expect(findings).toEqual([]);
});

test('a Honeywell in keyboard mode is redirected to HID POS where that is configured, and only there', async () => {
  const redirected = await open({ config: { redirect: true } });
  expect(redirected.fake.sent(PATH)).toEqual(['fe01']);
  expect(redirected.findings).toEqual([]);
  expect((await open()).fake.sent(PATH)).toEqual([]);
});

test('a redirection that is refused is told of while the gun is open', async () => {
  const { connection, findings, fake } = await open({
    config: { redirect: true },
    prepare: (prepared) => {
      prepared.refuseFeature = new Error('Broken pipe');
    },
  });
  expect(findings).toMatchObject([{ code: 'REDIRECT_REFUSED' }]);
  expect(findings[0]?.message).toContain('Broken pipe');
  expect(fake.open()).toEqual([PATH]);
  await connection.close();
});

test('a Honeywell that is a keyboard too is told apart from one that is not, until it is redirected', async () => {
  const withKeyboard =
    (vendorId: number, more: { serialNumber?: string } = {}) =>
    (fake: FakeHid) => {
      fake.devices.push(hidScanner('/dev/hidraw1', { vendorId, usagePage: 1, usage: 6, ...more }));
    };
  const { connection } = await open({ prepare: withKeyboard(0x0c2e) });
  expect(connection.finding).toMatchObject({ code: 'NOT_REDIRECTED' });
  const redirected = await open({ prepare: withKeyboard(0x0c2e), config: { redirect: true } });
  expect(redirected.connection.finding).toBeUndefined();
  expect((await open()).connection.finding).toBeUndefined();
  // Other makers' composite guns were never seen to stay silent; a keyboard of another device says nothing.
  const zebra = await open({ vendorId: 0x05e0, prepare: withKeyboard(0x05e0) });
  expect(zebra.connection.finding).toBeUndefined();
  const another = withKeyboard(0x0c2e, { serialNumber: 'another one' });
  expect((await open({ prepare: another })).connection.finding).toBeUndefined();
});

test("another maker's gun is sent no redirection", async () => {
  const { findings, fake } = await open({ vendorId: 0x05e0, config: { redirect: true } });
  expect(findings).toMatchObject([{ code: 'REDIRECT_REFUSED' }]);
  expect(fake.sent(PATH)).toEqual([]);
});
