import { expect, test } from 'vitest';
import {
  type Recording,
  readRecording,
  recordedSettings,
  recordingText,
  settingsOf,
} from '../../src/devices/recording.ts';
import { recordingReader } from '../../src/devices/recording-decoder.ts';
import { hidConfig, serialConfig } from '../support/scanner-configs.ts';

const RECORDING: Recording = {
  header: {
    scantillRecording: 1,
    mode: 'serial',
    device: { vendorId: '0c2e', productId: '0720' },
    settings: { baudRate: 9600, terminator: 'cr', prefix: 'A' },
  },
  entries: [
    { atMs: 0, hex: '4132380d' },
    { atMs: 0, code: '28', aim: ']Q1' },
    { atMs: 12.5, hex: '0a' },
  ],
};

test('a recording is read as it was written', () => {
  expect(readRecording(recordingText(RECORDING))).toEqual(RECORDING);
  expect(readRecording(`${recordingText(RECORDING)}\n\n`)).toEqual(RECORDING);
});

const [header = '', ...lines] = recordingText(RECORDING).split('\n');

test.each([
  ['', 1],
  ['{}', 1],
  [header.replace('1', '2'), 1],
  [header.replace('serial', 'telepathy'), 1],
  [header.replace('"cr"', '"never"'), 1],
  [`${header}\nhello`, 2],
  [`${header}\n{"atMs":-1,"hex":"00"}`, 2],
  [`${header}\n{"atMs":1,"hex":"0"}`, 2],
  [`${header}\n{"atMs":1,"hex":"0G"}`, 2],
  [`${header}\n{"atMs":1}`, 2],
  [`${header}\n${lines[2]}\n${lines[0]}`, 3],
])('%s is refused, with its line', (text, line) => {
  expect(() => readRecording(text)).toThrow(`line ${line}: expected`);
});

test('what stands in a damaged file is not told', () => {
  const code = '281234567890123456';
  let message = '';
  try {
    readRecording(`${header}\n{"atMs":1,"text":"${code}"}`);
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain('line 2');
  expect(message).not.toContain(code);
});

test('of the settings all is kept that tells how bytes become codes, and no place', () => {
  const gun = serialConfig('/dev/ttyUSB7', { id: 'front', dataBits: 7, parity: 'even', prefix: 'X' });
  const settings = recordedSettings(gun);
  expect(JSON.stringify(settings)).not.toMatch(/ttyUSB7|front/);
  expect(settingsOf({ ...RECORDING.header, settings })).toMatchObject({
    dataBits: 7,
    parity: 'even',
    prefix: 'X',
  });
  const keyboard = hidConfig({ mode: 'keyboard', layout: 'fr', vendorId: '0c2e', productId: '0b61' });
  const recorded = { ...RECORDING.header, mode: 'keyboard' as const, settings: recordedSettings(keyboard) };
  expect(settingsOf(recorded)).toMatchObject({ transport: 'hid', mode: 'keyboard', layout: 'fr' });
});

test('silence ends a code in a recording where it does at the till', async () => {
  const settings = { terminator: 'none', idleMs: 50 };
  const read = await recordingReader({ ...RECORDING.header, mode: 'network', settings });
  const pieces = [
    { at: 0, bytes: Buffer.from('2812') },
    { at: 40, bytes: Buffer.from('34') },
    { at: 100, bytes: Buffer.from('2856') },
  ];
  expect(read(pieces).map(({ text }) => text)).toEqual(['281234', '2856']);
});

test('where a terminator ends a code, a pause of the gun ends none, and two seconds spoil it', async () => {
  const read = await recordingReader(RECORDING.header);
  const pieces = (pauseMs: number) => [
    { at: 0, bytes: Buffer.from('A2812') },
    { at: pauseMs, bytes: Buffer.from('34\r') },
  ];
  expect(read(pieces(1500)).map(({ text }) => text)).toEqual(['281234']);
  expect(read(pieces(2500))).toEqual([]);
});
