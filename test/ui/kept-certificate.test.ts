import { copyFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type CertificatePair, readPair } from '../../src/certificate-pair.ts';
import { silentLog } from '../../src/log.ts';
import { KeptCertificate } from '../../src/ui/kept-certificate.ts';
import { makeCertificate } from '../support/certificates.ts';
import { handClock } from '../support/hand-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

async function kept() {
  const folder = temporaryFolder();
  const files = await makeCertificate(folder);
  const reading = readPair(files);
  if (!reading.ok) throw new Error('no pair');
  const clock = handClock();
  const used: CertificatePair[] = [];
  const certificate = new KeptCertificate(files, reading.pair, {
    clock,
    log: silentLog,
    use: (pair) => used.push(pair),
  });
  /** Looks go on in real files: the hand clock alone does not see their end. */
  const looks = async (isThere: () => boolean, what: string) =>
    until(
      async () => {
        await clock.advance(10_000);
        return isThere();
      },
      { what },
    );
  return { folder, files, clock, used, certificate, looks };
}

test('a renewed pair is used without a restart, and one that stays as it was is not touched', async () => {
  const { folder, used, certificate, clock, looks } = await kept();
  for (let count = 0; count < 20; count += 1) await clock.advance(10_000);
  expect(used).toEqual([]);
  await makeCertificate(folder, 'till.shop.lan', '192.168.1.20');
  await looks(() => used.length > 0, 'the new one is used');
  expect(used.map(({ names }) => names.includes('192.168.1.20'))).toEqual([true]);
  expect(certificate.state().problem).toBeUndefined();
  expect(certificate.state().names).toContain('192.168.1.20');
  certificate.stop();
});

test('a new certificate without its key is told of, and the one in use stays until the key is there too', async () => {
  const { files, used, certificate, looks } = await kept();
  const other = await makeCertificate(temporaryFolder(), 'till.shop.lan', '192.168.1.21');
  copyFileSync(other.certFile, files.certFile);
  await looks(() => certificate.state().problem !== undefined, 'it is told of');
  expect(certificate.state().problem).toMatch(/server\.tls\.keyFile: expected the key of the certificate/);
  expect(certificate.state().names).not.toContain('192.168.1.21');
  expect(used).toEqual([]);
  copyFileSync(other.keyFile, files.keyFile);
  await looks(() => used.length > 0, 'the whole pair is used');
  expect(certificate.state()).toMatchObject({ names: expect.arrayContaining(['192.168.1.21']) });
  expect(certificate.state().problem).toBeUndefined();
  writeFileSync(files.certFile, 'rubbish');
  await looks(() => certificate.state().problem !== undefined, 'rubbish is told of');
  expect(used).toHaveLength(1);
  certificate.stop();
});
