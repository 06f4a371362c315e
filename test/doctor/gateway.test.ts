import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { type CertificateFacts, certificateCheck, fetchCertificate } from '../../src/doctor/certificate.ts';
import { type GatewayFacts, gatewayChecks } from '../../src/doctor/gateway-checks.ts';

type Asked = Extract<GatewayFacts, { kind: 'asked' }>;
const READY: Asked = {
  kind: 'asked',
  baseUrl: 'https://pay.example',
  isSigned: true,
  preflight: { kind: 'ready' },
  skewMs: 300,
};
const outcomes = (facts: GatewayFacts) => gatewayChecks(facts).map(({ id, outcome }) => `${id} ${outcome}`);
const preflight = (kind: 'unreachable' | 'refused' | 'untrusted') => ({
  kind,
  detail: 'as it is',
  cure: 'do this',
});

test('the sandbox is named, and nothing is asked of it', () => {
  expect(outcomes({ kind: 'sandbox' })).toEqual(['gateway ok']);
});

test('a gateway that answers, takes the keys and has our time is well', () => {
  expect(outcomes(READY)).toEqual(['gateway ok', 'keys ok', 'clock ok']);
});

test('a gateway that was not asked is no good news', () => {
  expect(outcomes({ kind: 'notAsked', baseUrl: 'https://pay.example' })).toEqual(['gateway warn']);
});

test('a gateway that is not reached fails, and says nothing of keys and clock', () => {
  const { skewMs: _, ...facts } = READY;
  expect(outcomes({ ...facts, preflight: preflight('unreachable') })).toEqual([
    'gateway fail',
    'keys warn',
    'clock warn',
  ]);
});

test.each(['refused', 'untrusted'] as const)('keys that are %s fail, with the cure', (kind) => {
  const checks = gatewayChecks({ ...READY, preflight: preflight(kind) });
  expect(checks.map(({ outcome }) => outcome)).toEqual(['ok', 'fail', 'ok']);
  expect(checks[1]).toMatchObject({ detail: 'As it is.', cure: 'do this' });
});

test('an unsigned error answer is a warning', () => {
  const preflight = { kind: 'ready', warning: 'errorsUnsigned' } as const;
  expect(outcomes({ ...READY, preflight })[1]).toBe('keys warn');
});

test.each([
  [119_000, 'ok', '119.0 s fast.'],
  [-180_000, 'warn', '3 minutes slow.'],
  [11 * 60_000, 'fail', '11 minutes fast.'],
])('a clock that is %i ms off: %s', (skewMs, outcome, detail) => {
  expect(gatewayChecks({ ...READY, skewMs })[2]).toMatchObject({ outcome, detail });
});

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-21T12:00:00Z');
const CERTIFICATE: CertificateFacts = {
  host: 'pay.example',
  names: 'DNS:pay.example',
  issuer: 'Some Authority',
  validTo: NOW + 60 * DAY,
};

test('a certificate is well while it is trusted and lasts', () => {
  expect(certificateCheck(CERTIFICATE, NOW)).toMatchObject({
    outcome: 'ok',
    detail: 'For DNS:pay.example; by Some Authority; until 2027-01-20.',
  });
  expect(certificateCheck({ ...CERTIFICATE, validTo: NOW + 13 * DAY }, NOW)).toMatchObject({
    outcome: 'warn',
    cure: expect.stringContaining('13 days'),
  });
});

test.each([
  ['CERT_HAS_EXPIRED', /date/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /another name than pay\.example/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /NODE_EXTRA_CA_CERTS/],
])('a certificate that is not trusted (%s) fails, with its own cure', (problem, cure) => {
  expect(certificateCheck({ ...CERTIFICATE, problem }, NOW)).toMatchObject({
    outcome: 'fail',
    cure: expect.stringMatching(cure),
  });
});

test('the certificate of a real server is fetched though nobody trusts it', async () => {
  const pem = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url));
  const server = createServer({ cert: pem('localhost.cert'), key: pem('localhost.key') }).listen(
    0,
    '127.0.0.1',
  );
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const facts = await fetchCertificate(new URL(`https://localhost:${port}`), systemClock);
  expect(facts).toMatchObject({
    host: 'localhost',
    problem: expect.any(String),
    names: expect.stringContaining('localhost'),
  });
  expect(facts.validTo).toBeGreaterThan(0);
  server.close();
  await expect(fetchCertificate(new URL('https://127.0.0.1:1'), systemClock)).rejects.toThrow(/ECONNREFUSED/);
});
