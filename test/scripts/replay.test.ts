import { expect, test } from 'vitest';
import type { ByteGun } from '../../scripts/scanner-simulator/guns.ts';
import { parseScanOptions } from '../../scripts/scanner-simulator/options.ts';
import { asRecorded, replay } from '../../scripts/scanner-simulator/replay.ts';
import { ScanProblem, type Till } from '../../scripts/scanner-simulator/till.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { Recording, RecordingHeader } from '../../src/devices/recording.ts';
import { systemRandom } from '../../src/random.ts';

const hex = (text: string) => Buffer.from(text).toString('hex');

function recordingOf(mode: RecordingHeader['mode'], firstHex = hex('28')): Recording {
  return {
    header: { scantillRecording: 1, mode, device: { vendorId: '05e0', productId: '1200' }, settings: {} },
    entries: [
      { atMs: 0, hex: firstHex },
      { atMs: 30, hex: hex('12\r') },
      { atMs: 30, code: '2812' },
      { atMs: 1000, hex: hex('2834\r') },
      { atMs: 1000, code: '2834' },
    ],
  };
}

/** Replays on a clock that only sleep moves; gives what was written, and when. */
async function writes(line: string, { readyAfterMs = 0, sandbox = true } = {}) {
  let now = 0;
  const clock: Clock = {
    ...systemClock,
    monotonic: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
  const written: string[] = [];
  const gun: ByteGun = {
    place: () => 'here',
    opened: async () => {},
    write: (bytes) => void written.push(`${Math.round(now)} ${Buffer.from(bytes).toString().trim()}`),
    unplug: () => {},
    plugIn: async () => {},
    close: async () => {},
  };
  const till: Till = {
    lane: async (lane) => ({
      lane,
      screen: { mode: now >= readyAfterMs ? 'ready' : 'idle' },
      sandbox,
      scanners: [],
    }),
    scan: async () => {},
  };
  const said: string[] = [];
  const parts = {
    till,
    clock,
    random: systemRandom,
    say: (words: string) => said.push(words),
    signal: new AbortController().signal,
  };
  const options = parseScanOptions(`--file r ${line}`.trim().split(' '), {});
  await replay({ recording: recordingOf('serial'), gun, options, parts });
  return { written, said };
}

test('what was recorded is sent with its times, or so many times as fast', async () => {
  expect((await writes('--no-wait')).written).toEqual(['0 28', '30 12', '1000 2834']);
  expect((await writes('--no-wait --speed 10')).written).toEqual(['0 28', '3 12', '100 2834']);
});

test('a scan waits for the lane, and keeps its own times', async () => {
  const { written, said } = await writes('', { readyAfterMs: 5000 });
  const [first = 0, second = 0, third = 0] = written.map((line) => Number(line.split(' ')[0]));
  expect(first).toBeGreaterThanOrEqual(5000);
  expect(second - first).toBe(30);
  expect(third - second).toBeGreaterThanOrEqual(970);
  expect(said.join()).not.toContain('2812');
});

test('a till with a real gateway is refused unless --real is given', async () => {
  await expect(writes('--no-wait', { sandbox: false })).rejects.toThrow(/real gateway/);
  expect((await writes('--no-wait --real', { sandbox: false })).written).toHaveLength(3);
});

const options = (line = '') => parseScanOptions(`--file r ${line}`.trim().split(' '), {});

test.each([
  ['serial', 'pty'],
  ['network', 'tcp'],
  ['hidPos', 'hid'],
  ['keyboard', 'hid'],
] as const)('a gun in mode %s is replayed by %s', (mode, transport) => {
  expect(asRecorded(options(), recordingOf(mode)).transport).toBe(transport);
});

test('a HID gun is simulated as the one that was recorded', () => {
  expect(asRecorded(options(), recordingOf('keyboard'))).toMatchObject({
    hidMode: 'keyboard',
    vid: 0x05e0,
    pid: 0x1200,
  });
  expect(asRecorded(options(), recordingOf('hidPos', '02125d5131'))).toMatchObject({
    hidMode: 'pos-honeywell',
  });
  expect(asRecorded(options(), recordingOf('hidPos', '0212005d5131'))).toMatchObject({
    hidMode: 'pos-zebra',
  });
});

test('bytes of a line go over another line, and no report goes over one', () => {
  expect(asRecorded(options('--transport tcp'), recordingOf('serial')).transport).toBe('tcp');
  expect(() => asRecorded(options('--transport pty'), recordingOf('hidPos'))).toThrow(ScanProblem);
  expect(() => asRecorded(options('--transport hid'), recordingOf('serial'))).toThrow(ScanProblem);
});
