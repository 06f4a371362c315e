import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { silenceKeys } from '../../../src/devices/hid/inhibit.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const HID = 'devices/pci0000:00/usb1/1-1/1-1:1.0/0003:0C2E:0B01.0001';

/** A `/sys` with one HID device, `/dev/hidraw3`, and its input devices. Nothing as a value: Linux before 5.11. */
function fakeSysfs(inputs: Record<string, string | undefined>) {
  const sysfs = temporaryFolder();
  const device = `${sysfs}/${HID}`;
  mkdirSync(`${device}/hidraw/hidraw3`, { recursive: true });
  symlinkSync(device, `${device}/hidraw/hidraw3/device`);
  mkdirSync(`${sysfs}/class/hidraw`, { recursive: true });
  symlinkSync(`${device}/hidraw/hidraw3`, `${sysfs}/class/hidraw/hidraw3`);
  for (const [name, value] of Object.entries(inputs)) {
    mkdirSync(`${device}/input/${name}`, { recursive: true });
    if (value !== undefined) writeFileSync(`${device}/input/${name}/inhibited`, `${value}\n`);
  }
  const inhibited = (input: string) => readFileSync(`${device}/input/${input}/inhibited`, 'utf8').trim();
  return { sysfs, inhibited };
}

const mayNot = async () => {
  throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
};

test('a keyboard that a udev rule has silenced is silent, and nothing is written', async () => {
  const { sysfs } = fakeSysfs({ input7: '1' });
  expect(await silenceKeys('/dev/hidraw3', { sysfs, write: mayNot })).toBe('silent');
});

test('every input device of a keyboard is silenced where that is permitted', async () => {
  const { sysfs, inhibited } = fakeSysfs({ input7: '0', input8: '1', input12: '0' });
  expect(await silenceKeys('/dev/hidraw3', { sysfs })).toBe('silent');
  expect(['input7', 'input8', 'input12'].map(inhibited)).toEqual(['1', '1', '1']);
});

test('a keyboard of which one input device may not be silenced is heard', async () => {
  const { sysfs } = fakeSysfs({ input7: '1', input8: '0' });
  expect(await silenceKeys('/dev/hidraw3', { sysfs, write: mayNot })).toBe('heard');
});

test('what is written counts only where it has taken effect', async () => {
  const { sysfs } = fakeSysfs({ input7: '0' });
  expect(await silenceKeys('/dev/hidraw3', { sysfs, write: async () => {} })).toBe('heard');
});

test('a kernel without the attribute does not tell, whatever its other devices say', async () => {
  const { sysfs, inhibited } = fakeSysfs({ input7: undefined, input8: '1' });
  expect(await silenceKeys('/dev/hidraw3', { sysfs })).toBe('unknown');
  expect(() => inhibited('input7')).toThrow('ENOENT');
});

test('a device that the system does not show is unknown', async () => {
  const { sysfs } = fakeSysfs({ input7: '1' });
  expect(await silenceKeys('/dev/hidraw4', { sysfs })).toBe('unknown');
  expect(await silenceKeys('1-1:1.0', { sysfs: `${sysfs}/none` })).toBe('unknown');
});

test('a HID device that is no input device of the system types nothing', async () => {
  const { sysfs } = fakeSysfs({});
  expect(await silenceKeys('/dev/hidraw3', { sysfs })).toBe('silent');
});
