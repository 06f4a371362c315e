import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlainName, readTarEntry, TAR_END, tarBytes } from '../../src/backup/tar.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const AT = 1_795_280_400_000;

test('a file comes out of its archive as it went in, whatever it holds', () => {
  const name = fc.stringMatching(/^([a-zA-Z0-9_-]{1,40}\/){0,4}[a-zA-Z0-9_-]{1,90}$/);
  fc.assert(
    fc.property(name, fc.uint8Array({ maxLength: 3000 }), (path, bytes) => {
      const content = Buffer.from(bytes);
      expect(readTarEntry(tarBytes({ name: path, content }, AT))).toEqual({ name: path, content });
    }),
  );
});

test('the system’s own tar reads it', () => {
  const folder = temporaryFolder();
  const long = `${'folder-of-a-long-name/'.repeat(5)}${'x'.repeat(60)}.json`;
  const entries = [
    { name: 'open/P1.json', content: Buffer.from('{"a":1}\n') },
    { name: long, content: Buffer.alloc(513, 'x') },
  ];
  writeFileSync(
    join(folder, 'a.tar'),
    Buffer.concat([...entries.map((each) => tarBytes(each, AT)), TAR_END]),
  );
  const listed = execFileSync('tar', ['-tf', 'a.tar'], { cwd: folder, encoding: 'utf8' });
  expect(listed).toBe(`open/P1.json\n${long}\n`);
  execFileSync('tar', ['-xf', 'a.tar'], { cwd: folder });
  expect(execFileSync('cat', ['open/P1.json'], { cwd: folder, encoding: 'utf8' })).toBe('{"a":1}\n');
});

test('a header with any byte changed is no header, and a file cut short is told by its name', () => {
  const whole = tarBytes({ name: 'till.json', content: Buffer.from('{}') }, AT);
  for (let at = 0; at < 512; at += 1) {
    const spoilt = Buffer.from(whole);
    spoilt.writeUInt8((spoilt.readUInt8(at) + 1) % 256, at);
    if (at < 148 || at >= 156) expect(readTarEntry(spoilt)).toBeUndefined();
  }
  expect(readTarEntry(whole.subarray(0, 513))).toEqual({ name: 'till.json' });
});

test('a name that leads out of the folder, or that no header can hold, is never taken', () => {
  expect(
    ['../up', 'a/../../b', '/etc/passwd', 'a//b', '.', 'a/./b', 'C:\\x', 'a b'].filter(isPlainName),
  ).toEqual([]);
  expect(isPlainName('quarantine/2026-11-20.torn-line')).toBe(true);
  expect(readTarEntry(tarBytes({ name: '../up', content: Buffer.alloc(0) }, AT))).toBeUndefined();
  expect(() => tarBytes({ name: 'x'.repeat(101), content: Buffer.alloc(0) }, AT)).toThrow('too long');
});
