import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { TillError } from '../../src/errors.ts';
import { isDiskFault } from '../../src/ui/disk-fault.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a file that the disk does not give is a fault of the disk, on its own and as the cause of another', async () => {
  const fault: unknown = await readFile(temporaryFolder()).catch((error) => error);
  expect(isDiskFault(fault)).toBe(true);
  expect(isDiskFault(new Error('not read', { cause: fault }))).toBe(true);
});

test('a write that was not taken is a fault of the disk, and no other error of the till is', () => {
  const error = (code: 'STORE_WRITE_FAILED' | 'PORT_IN_USE') =>
    new TillError({ code, message: 'It failed', hint: 'Mend it.' });
  expect(isDiskFault(error('STORE_WRITE_FAILED'))).toBe(true);
  expect(isDiskFault(error('PORT_IN_USE'))).toBe(false);
});

test('a network that fails, a mistake of ours and nothing at all are none', async () => {
  const refused: unknown = await fetch('http://127.0.0.1:1').catch((error) => error);
  for (const other of [refused, new TypeError('x is not a function'), 'text', undefined, null])
    expect(isDiskFault(other)).toBe(false);
});
