import { expect, test } from 'vitest';
import { NO_COUNTS } from '../../src/devices/gun.ts';
import type { FindingCode, ScannerState } from '../../src/devices/scan.ts';
import { gunProblem } from '../../src/ui/gun-troubles.ts';
import { counter } from '../../src/ui/languages/en/counter.ts';

function told(state: ScannerState, code?: FindingCode): string | undefined {
  const finding = code && { code, message: 'hidraw0: EACCES', cure: 'sudo udevadm trigger' };
  const gun = { id: 'front', transport: 'hid', name: 'Front', since: 0, isConfigured: true } as const;
  return gunProblem({ ...gun, state, counters: NO_COUNTS, ...(finding && { finding }) }, counter);
}

test.each<[FindingCode, string]>([
  ['LOST', 'Check its cable. It comes back by itself.'],
  ['OPEN_FAILED', 'Check its cable, and switch it off and on. If that does not help, call the technician.'],
  ['PERMISSION_DENIED', 'Call the technician: this machine does not let the till use the scanner.'],
  ['TWO_CANDIDATES', 'Call the technician: it is not clear which scanner this register is to use.'],
  ['WRONG_MODE', 'Call the technician: the scanner is not set up for this till.'],
  ['NOT_ALLOWED', 'Call the technician: something else on the network wants to be this scanner.'],
])('a cashier whose gun has %s is told what to do, and nothing of how', (code, sentence) => {
  expect(told('down', code)).toBe(sentence);
});

test('a gun that is switched off says so whatever was found; one that is well says nothing', () => {
  expect(told('disabled', 'LOST')).toBe('It is switched off. A technician can switch it on again.');
  expect(told('up')).toBeUndefined();
  expect(told('starting')).toBeUndefined();
});
