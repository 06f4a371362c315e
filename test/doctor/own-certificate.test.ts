import { chmodSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { ownCertificateChecks, ownCertificateFacts } from '../../src/doctor/own-certificate.ts';
import { ENDED_CERTIFICATE, makeCertificate } from '../support/certificates.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DAY_MS = 86_400_000;
const server = (settings: object) =>
  configSchema.parse({ server: settings, gateway: { kind: 'sandbox' } }).server;
const facts = { addresses: ['192.168.1.20', 'fd00::7'], hostName: 'till', isKeyOpen: false };
const outcomes = (checks: ReturnType<typeof ownCertificateChecks>) =>
  checks.map(({ id, outcome }) => `${id} ${outcome}`);

test('a till for its own machine needs none, and one for a network is told what it lacks without', () => {
  const look = (host: string) => ownCertificateChecks({ ...facts, server: server({ host }) }, Date.now());
  expect(outcomes(look('127.0.0.1'))).toEqual(['tls ok']);
  const [open] = look('0.0.0.0');
  expect(open).toMatchObject({
    outcome: 'warn',
    detail: expect.stringMatching(/camera.*screen that stays on/),
  });
  expect(open?.cure).toContain('docs/tls.md');
});

test('a certificate that holds for each address is well; its end is told a month before and when it has come', async () => {
  const tls = await makeCertificate(temporaryFolder(), 'till.shop.lan', ...facts.addresses);
  const own = {
    ...facts,
    server: server({ host: '0.0.0.0', tls: paths(tls), allowedHosts: ['till.shop.lan:8443'] }),
  };
  const now = Date.now();
  const look = (days: number) => ownCertificateChecks(own, now + days * DAY_MS);
  expect(outcomes(look(1))).toEqual(['tls ok', 'tlsNames ok']);
  expect(look(1)[1]?.detail).toBe('Tablets may call it till.shop.lan, 192.168.1.20, fd00::7.');
  expect(look(789)[0]).toMatchObject({ outcome: 'ok' });
  expect(look(792)[0]).toMatchObject({
    outcome: 'warn',
    detail: expect.stringContaining('It ends in 27 days'),
  });
  expect(look(821)[0]).toMatchObject({ outcome: 'fail', detail: expect.stringContaining('has ended') });
  expect(look(-2)[0]).toMatchObject({ outcome: 'fail', cure: expect.stringContaining('date') });
});

test('names it is not for are named, with the command that makes it anew', async () => {
  const tls = await makeCertificate(temporaryFolder(), '192.168.1.20');
  const look = (settings: object, addresses = facts.addresses) =>
    ownCertificateChecks(
      { ...facts, addresses, server: server({ tls: paths(tls), ...settings }) },
      Date.now(),
    )[1];
  expect(look({ host: '0.0.0.0' })).toMatchObject({
    outcome: 'warn',
    detail: 'It is not for fd00::7: a tablet that calls the till so is warned of it.',
    cure: expect.stringMatching(/make-certificate\.sh FOLDER 192\.168\.1\.20 fd00::7$/),
  });
  expect(look({ host: '192.168.1.20' })).toMatchObject({ outcome: 'ok' });
  expect(look({ host: '0.0.0.0' }, ['10.0.0.9'])).toMatchObject({ outcome: 'fail' });
});

test('a pair that is none and a key that everybody may read are told', async () => {
  const tls = await makeCertificate(temporaryFolder());
  const broken = server({ host: '0.0.0.0', tls: { ...paths(tls), keyFile: ENDED_CERTIFICATE.keyFile } });
  expect(outcomes(ownCertificateChecks({ ...facts, server: broken }, Date.now()))).toEqual(['tls fail']);
  const own = server({ host: '127.0.0.1', tls: paths(tls) });
  expect(await ownCertificateFacts(own)).toMatchObject({ isKeyOpen: false });
  chmodSync(tls.keyFile, 0o644);
  const found = ownCertificateChecks(await ownCertificateFacts(own), Date.now());
  expect(outcomes(found)).toEqual(['tls ok', 'tlsNames ok', 'tlsKey warn']);
});

const paths = ({ certFile, keyFile }: { certFile: string; keyFile: string }) => ({ certFile, keyFile });
