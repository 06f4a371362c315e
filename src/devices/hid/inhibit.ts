import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { systemCode } from '../../errors.ts';

/**
 * Whether the system hears what a keyboard types.
 * - `silent`: it does not; the keys reach those alone who read the device itself
 * - `heard`: every key reaches the program that has the focus, and this user may not change that
 * - `unknown`: the system does not tell: Linux before 5.11, or none of it in sight
 */
export type KeysHeard = 'silent' | 'heard' | 'unknown';

export interface SilenceParts {
  /** Where the system shows its devices. Default: `/sys`. */
  sysfs?: string;
  /** Writes to an attribute that exists; a test may stand in for a user who may not. */
  write?: (attribute: string, value: string) => Promise<void>;
}

/**
 * Keeps the keys of a HID device from the system, by the attribute `inhibited` of each of its input devices. A udev rule
 * sets it where the till's user may not. It stays as it is when the till stops, until the gun is plugged in again.
 * `path` is the device's node, such as `/dev/hidraw0`.
 */
export async function silenceKeys(
  path: string,
  { sysfs = '/sys', write = writeAttribute }: SilenceParts = {},
): Promise<KeysHeard> {
  const device = `${sysfs}/class/hidraw/${basename(path)}/device`;
  try {
    await access(device);
    const inputs = await inputsIn(`${device}/input`);
    const attributes = inputs.map((input) => `${device}/input/${input}/inhibited`);
    const heard = await Promise.all(attributes.map((attribute) => silenceInput(attribute, write)));
    return heard.find((each) => each === 'heard') ?? 'silent';
  } catch {
    return 'unknown';
  }
}

/** A device that is no input device of the system types nothing. */
async function inputsIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^input\d+$/.test(name));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function silenceInput(attribute: string, write: typeof writeAttribute): Promise<KeysHeard> {
  if (await isOn(attribute)) return 'silent';
  await write(attribute, '1').catch(() => {});
  return (await isOn(attribute)) ? 'silent' : 'heard';
}

function writeAttribute(attribute: string, value: string): Promise<void> {
  return writeFile(attribute, value, { flag: 'r+' });
}

async function isOn(attribute: string): Promise<boolean> {
  const value = (await readFile(attribute, 'utf8')).trim();
  if (value !== '0' && value !== '1') throw new Error(`expected 0 or 1 in ${attribute}`);
  return value === '1';
}
