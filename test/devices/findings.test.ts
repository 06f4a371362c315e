import { expect, test } from 'vitest';
import { openFailed } from '../../src/devices/findings.ts';

const coded = (code: string, text = '') => Object.assign(new Error(text), { code });

test.each<[string, unknown, string]>([
  [
    'libusb is missing',
    coded('ERR_DLOPEN_FAILED', 'libusb-1.0.so.0: cannot open shared object file'),
    'LIBRARY_MISSING',
  ],
  [
    'serialport may not',
    new Error('Error: Permission denied, cannot open /dev/ttyACM0'),
    'PERMISSION_DENIED',
  ],
  [
    'node-hid may not',
    "Failed to open a device with path '/dev/hidraw0': Permission denied",
    'PERMISSION_DENIED',
  ],
  ['Windows may not', new Error('Opening COM3: Access denied'), 'PERMISSION_DENIED'],
  ['the node is gone', new Error('Error: No such file or directory, cannot open /dev/ttyACM0'), 'NOT_FOUND'],
  ['Windows has no such port', new Error('Opening COM9: File not found'), 'NOT_FOUND'],
  ['it is locked', new Error('Error Resource temporarily unavailable Cannot lock port'), 'IN_USE'],
  ['the port is taken', coded('EADDRINUSE', 'listen EADDRINUSE'), 'IN_USE'],
  ['nobody listens', coded('ECONNREFUSED'), 'OPEN_FAILED'],
])('when %s, the finding says so and has a cure', (_what, error, code) => {
  const finding = openFailed('the gun', error);
  expect(finding.code).toBe(code);
  expect(finding.message).toMatch(/\.$/);
  expect(finding.message).not.toContain('()');
  expect(finding.cure.length).toBeGreaterThan(20);
});

test('what may not be opened is told with the rule of its own kind, and a port of the network with none', () => {
  const cure = (transport: 'hid' | 'serial' | 'tcp') =>
    openFailed('the gun', coded('EACCES', 'permission denied'), { transport }).cure;
  expect(cure('serial')).toMatch(/group dialout and.*SUBSYSTEM=="tty"/);
  expect(cure('hid')).toMatch(/group plugdev and.*SUBSYSTEM=="hidraw"/);
  expect(cure('tcp')).toBe(
    'Take a port above 1023, such as 9301, and let the firewall of this machine pass it.',
  );
});
