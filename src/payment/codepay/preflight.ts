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
      cure: refusalCure(skewMs),
    };
  }
  switch (reply.reason) {
    case 'unsigned':
      if (noRecord) return { kind: 'ready', warning: 'errorsUnsigned' };
      return {
        kind: 'refused',
        detail: `the gateway refuses our requests, unsigned: ${says}`,
        cure: refusalCure(skewMs),
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

function refusalCure(skewMs: number | undefined): string {
  if (skewMs !== undefined && Math.abs(skewMs) > MAX_SKEW_MS) {
    const minutes = Math.round(Math.abs(skewMs) / 60_000);
    const direction = skewMs > 0 ? 'fast' : 'slow';
    return `This machine's clock is ${minutes} minutes ${direction}: set it (switch network time on).`;
  }
  return 'Check gateway.appId and gateway.merchantNo, and that the private key belongs to the public key in the portal.';
}
