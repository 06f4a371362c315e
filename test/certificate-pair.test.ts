import { chmodSync, copyFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPair } from '../src/certificate-pair.ts';
import { ENDED_CERTIFICATE, makeCertificate } from './support/certificates.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const problemOf = (files: { certFile: string; keyFile: string }) => {
  const reading = readPair(files);
  return reading.ok ? undefined : reading.problems.join('\n');
};

test('a certificate made by the script is a pair, for its names and this machine, and good for two years', async () => {
  const files = await makeCertificate(temporaryFolder(), 'till.shop.lan', '192.168.1.20', 'fd00::7');
  const reading = readPair(files);
  if (!reading.ok) throw new Error(reading.problems.join());
  const { names, issuer, validFrom, validTo, isFor } = reading.pair;
  expect(names).toContain('till.shop.lan');
  expect(issuer).toBe('Scantill authority of till.shop.lan');
  expect(Math.round((validTo - validFrom) / 86_400_000)).toBe(820);
  for (const name of ['till.shop.lan', '192.168.1.20', 'fd00::7', 'localhost', '127.0.0.1', '::1']) {
    expect(isFor(name), name).toBe(true);
  }
  for (const name of ['other.shop.lan', '192.168.1.21', 'Scantill authority of till.shop.lan']) {
    expect(isFor(name), name).toBe(false);
  }
});

test('the keys are the folder group’s to read, and the authority’s its owner’s alone', async () => {
  const folder = temporaryFolder();
  const { keyFile } = await makeCertificate(folder);
  expect(statSync(keyFile).mode & 0o777).toBe(0o640);
  expect(statSync(join(folder, 'ca.key')).mode & 0o777).toBe(0o600);
});

test('made again, it is another certificate by the same authority; for names that one may not speak for, none', async () => {
  const folder = temporaryFolder();
  const first = await makeCertificate(folder);
  const before = readPair(first);
  const second = await makeCertificate(folder);
  const after = readPair(second);
  expect(second.ca).toBe(first.ca);
  expect(before.ok && after.ok && before.pair.cert !== after.pair.cert).toBe(true);
  await expect(makeCertificate(folder, 'www.bank.example')).rejects.toThrow('may not sign for these names');
  expect(readPair(second)).toMatchObject({ ok: true, pair: { cert: after.ok && after.pair.cert } });
  await expect(makeCertificate(temporaryFolder(), 'no name')).rejects.toThrow(
    'neither a name nor an address',
  );
});

test('each way in which a pair is none is told with its setting, what was expected and what came', async () => {
  const folder = temporaryFolder();
  const good = await makeCertificate(folder);
  const other = await makeCertificate(temporaryFolder());
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  expect(problemOf({ ...good, keyFile: other.keyFile })).toMatch(
    /^server\.tls\.keyFile: expected the key of the certificate in .* holds another$/,
  );
  expect(problemOf({ ...good, certFile: join(folder, 'none') })).toMatch(
    /certFile: expected a readable file; ENOENT/,
  );
  expect(problemOf({ certFile: good.keyFile, keyFile: good.certFile })).toMatch(
    /certFile: expected a certificate as PEM.*\n.*keyFile: expected a key as PEM/,
  );
  const hollow = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  expect(problemOf({ ...good, certFile: file('hollow', hollow) })).toMatch(/cannot be read as one$/);
  const locked = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n';
  const problem = problemOf({ ...good, keyFile: file('locked', locked) });
  expect(problem).toMatch(/expected a key that is not encrypted/);
  expect(problem).not.toContain('AAAA');
});

test('a certificate whose time is over is a pair all the same', () => {
  const reading = readPair(ENDED_CERTIFICATE);
  expect(reading.ok && reading.pair.validTo < Date.now()).toBe(true);
});

test('a chain is taken with the till’s own certificate first', async () => {
  const folder = temporaryFolder();
  const { certFile, keyFile, ca } = await makeCertificate(folder);
  const chain = join(folder, 'chain.pem');
  copyFileSync(certFile, chain);
  chmodSync(chain, 0o600);
  writeFileSync(chain, ca, { flag: 'a' });
  expect(readPair({ certFile: chain, keyFile })).toMatchObject({ ok: true });
});
