import { type Random, randomText } from '../../random.ts';
import type { ExchangeFacts, PreflightResult } from '../gateway.ts';
import type { CodeTable } from './answer.ts';
import type { Reply } from './reply.ts';

/** The gateway refuses every request whose timestamp is further off than this. */
const MAX_SKEW_MS = 15 * 60_000;

/** An order number nobody has: 130 random bits. */
export function preflightNumber(random: Random): string {
  return `CHECK-${randomText(random, 26)}`;
}

/** `Http-Request-Psn`: month, day, hour, minute, second (UTC) and ten random digits. */
export function traceNumber(at: number, random: Random): string {
  const time = new Date(at).toISOString().replace(/\D/g, '').slice(4, 14);
  return time + Array.from(random.bytes(10), (byte) => byte % 10).join('');
}

interface Told {
  reply: Reply;
  facts: ExchangeFacts;
  codes: CodeTable;
  /** Our clock minus the gateway's. */
  skewMs: number | undefined;
}

/** What the reply to a query for an unknown number tells of keys, ids and clocks. */
export function preflightResult({ reply, facts, codes, skewMs }: Told): PreflightResult {
  const noRecord = facts.code !== undefined && codes.noRecordCodes.includes(facts.code);
  const says = `code ${facts.code ?? 'none'}${facts.message === undefined ? '' : `, "${facts.message}"`}`;
  if (reply.kind === 'verified') {
    if (noRecord || facts.code === '0') return { kind: 'ready' };
    return {
      kind: 'refused',
      detail: `the gateway refuses our requests: ${says}`,
      cure: refusalCure(facts, skewMs),
    };
  }
  switch (reply.reason) {
    case 'unsigned':
      if (noRecord) return { kind: 'ready', warning: 'errorsUnsigned' };
      return {
        kind: 'refused',
        detail: `the gateway refuses our requests, unsigned: ${says}`,
        cure: refusalCure(facts, skewMs),
      };
    case 'badSignature':
      return {
        kind: 'untrusted',
        detail: `the gateway's public key does not fit its answers (${says})`,
        cure: "Put the gateway's own public key, from its portal, into auth.gatewayPublicKeyFile.",
      };
    default:
      return {
        kind: 'unreachable',
        detail: reply.detail,
        cure: 'Check gateway.baseUrl and gateway.path: something else than the gateway answers there.',
      };
  }
}

function refusalCure({ code = '', message = '' }: ExchangeFacts, skewMs: number | undefined): string {
  if (skewMs !== undefined && Math.abs(skewMs) > MAX_SKEW_MS) {
    const minutes = Math.round(Math.abs(skewMs) / 60_000);
    const direction = skewMs > 0 ? 'fast' : 'slow';
    return `This machine's clock is ${minutes} minutes ${direction}: set it (switch network time on).`;
  }
  const likely = CURES.find(([words]) => words.test(`${code} ${message}`));
  return likely?.[1] ?? `${CURES.map(([, cure]) => cure).join(' ')} ${NO_RECORD_CURE}`;
}

const NO_RECORD_CURE =
  'If the gateway means that it has no such order, add its code to gateway.noRecordCodes: keys and clock are well then.';

/** What its words point to, likeliest first. The gateway publishes no table of its codes, so without such a word each is told. */
const CURES: readonly (readonly [RegExp, string])[] = [
  [
    /sign|rsa|public.?key/i,
    'Check that the public key in the portal is the one of our private key: upload it again (`scantill init --keys-only` shows it), as RSA2.',
  ],
  [/timestamp|expired request|clock/i, "Check this machine's clock and its network time."],
  [/merchant|mch/i, 'Check gateway.merchantNo, and that this merchant belongs to the app.'],
  [
    /app.?id|application|\bapp\b|isv/i,
    'Check gateway.appId, and that gateway.baseUrl is the place it was made for.',
  ],
];
