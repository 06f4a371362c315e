import { expect, test } from 'vitest';
import { softwareChecks } from '../../src/doctor/software.ts';
import { type MachineFacts, machineOf } from '../support/machine.ts';

const NONE = { hid: false, serial: false };
const outcomes = async (facts: MachineFacts, needed = NONE) =>
  Object.fromEntries(
    (await softwareChecks(machineOf(facts), needed)).map(({ id, outcome }) => [id, outcome]),
  );
const find = async (id: string, facts: MachineFacts, needed = NONE) =>
  (await softwareChecks(machineOf(facts), needed)).find((check) => check.id === id);

/** As the system's loader words it. */
const missing = (library: string) => async () => {
  const text = `${library}: cannot open shared object file: No such file or directory`;
  throw Object.assign(new Error(text), { code: 'ERR_DLOPEN_FAILED' });
};

test('where all software is there, nothing is to do', async () => {
  expect(await outcomes({})).toEqual({ node: 'ok', hidLibrary: 'ok', serialLibrary: 'ok', udevadm: 'ok' });
});

test.each([
  ['v20.19.0', 'ok'],
  ['v21.0.0', 'ok'],
  ['v20.18.9', 'fail'],
  ['v18.20.0', 'fail'],
])('Node.js %s: %s', async (nodeVersion, outcome) => {
  expect(await find('node', { nodeVersion })).toMatchObject({ outcome, detail: `${nodeVersion}.` });
});

test('a missing system library is a warning with the packages, and a failure where a configured gun needs it', async () => {
  const facts = { loadHid: missing('libusb-1.0.so.0') };
  expect(await find('hidLibrary', facts)).toMatchObject({
    outcome: 'warn',
    detail: expect.stringContaining('libusb-1.0.so.0'),
    cure: 'On Debian or Ubuntu: sudo apt-get install libusb-1.0-0 libudev1',
  });
  expect(await find('hidLibrary', facts, { hid: true, serial: false })).toMatchObject({ outcome: 'fail' });
  expect(await find('serialLibrary', facts, { hid: true, serial: true })).toMatchObject({ outcome: 'ok' });
});

test('without udev guns get neither rights nor lasting names; on other systems nobody needs it', async () => {
  const facts: MachineFacts = { run: async () => ({ kind: 'missing' }) };
  expect(await find('udevadm', facts)).toMatchObject({
    outcome: 'warn',
    cure: expect.stringContaining('sudo apt-get install udev'),
  });
  expect(await find('udevadm', { ...facts, system: 'darwin' })).toBeUndefined();
});
