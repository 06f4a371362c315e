import { expect, test } from 'vitest';
import { NO_COUNTS } from '../../src/devices/gun.ts';
import type { Candidate, ScannerStatus } from '../../src/devices/index.ts';
import type { ScanTrace } from '../../src/devices/scan.ts';
import { refusedChange, scanText } from '../../src/ui/gun-sentences.ts';
import { technicianContent } from '../../src/ui/technician-view.ts';
import { setting } from '../support/screen-setting.ts';

const candidate = (key: string, certainty: Candidate['certainty']): Candidate => ({
  key,
  name: key,
  place: `/dev/${key}`,
  identity: {},
  certainty,
  why: ['a reason'],
  transport: 'serial',
  entry: { transport: 'serial', path: `/dev/${key}` },
});

test('of what is plugged in, a technician is asked about what may be a gun; a wrong mode is not to be used', () => {
  const free = (['certain', 'doubtful', 'wrongMode', 'other'] as const).map((each) => candidate(each, each));
  const { devices } = technicianContent(
    { lanes: [], scanners: [], free, binding: undefined, health: () => undefined },
    setting,
  );
  expect(devices.map(({ key, isUsable }) => `${key} ${isUsable}`)).toEqual([
    'certain true',
    'doubtful true',
    'wrongMode false',
  ]);
  expect(JSON.stringify(devices)).not.toContain('entry');
});

test('the last scan says in words what became of it', () => {
  const lastScan: ScanTrace = {
    at: 5,
    outcome: 'refused',
    why: 'productBarcode',
    mask: '40******1234',
    length: 13,
    pieces: [{ atMs: 0, hex: '.. 0d' }],
  };
  const gun: ScannerStatus = {
    id: 'front',
    transport: 'tcp',
    name: 'Front',
    state: 'up',
    since: 0,
    isConfigured: true,
    counters: NO_COUNTS,
    lastScan,
  };
  const health = () => [{ level: 'internal', health: 'good', says: 'It is open.' } as const];
  const { scanners } = technicianContent(
    { lanes: [], scanners: [gun], free: [], binding: undefined, health },
    setting,
  );
  expect(scanners).toEqual([
    { ...gun, lastScan: { ...lastScan, text: 'Refused: that was a product barcode.' }, health: health() },
  ]);
});

test.each([
  ['taken', undefined, 'Taken: a payment began with it.'],
  ['refused', 'codeUsed', 'Refused: this code was used already.'],
  ['refused', 'somethingNew', 'Refused.'],
  ['ignored', 'closed', 'Ignored: no sale was waiting for a code.'],
  ['ignored', 'unbound', 'Ignored: this scanner is bound to no lane.'],
  ['ignored', 'notReady', 'Ignored: the lane was not waiting for a code.'],
  ['repeat', undefined, 'The same code once more: counted as one scan.'],
  ['test', undefined, 'Test scan: it arrived whole, and nobody was charged.'],
  ['bound', undefined, 'It bound this scanner to its lane. Nobody was charged.'],
] as const)('a scan that was %s (%s) is told as such', (outcome, why, text) => {
  expect(scanText({ outcome, ...(why && { why }) })).toBe(text);
});

test('what came and was no code says so, whatever is known of why', () => {
  const said = (why?: string) => scanText({ outcome: 'malformed', ...(why && { why }) });
  expect(said()).toBe('Dropped: what came was no whole code.');
  expect(said('somethingNew')).toBe(said());
  expect(said('noTerminator')).toMatch(/^Dropped: .* Set the scanner to send CR behind each code/);
});

test('each refused change has a sentence of its own', () => {
  const whys = ['noSuchScanner', 'noSuchLane', 'configured', 'laneBusy', 'notUp'] as const;
  expect(new Set(whys.map(refusedChange)).size).toBe(whys.length);
});

test('a scan that could not bind its gun is told while the lane still waits for one', () => {
  const facts = { lanes: [], scanners: [], health: () => undefined, free: [] };
  const shown = (binding: Parameters<typeof technicianContent>[0]['binding']) =>
    technicianContent({ ...facts, binding }, setting).binding;
  expect(shown({ lane: '2', until: 5 })).toEqual({ lane: '2', until: 5 });
  const told = shown({ lane: '2', until: 5, problem: 'notSaved' });
  expect(told).toEqual({ lane: '2', until: 5, problem: refusedChange('notSaved') });
});
