import type { PreflightResult } from '../payment/gateway.ts';
import type { Check } from './check.ts';

/** What is known of the gateway. */
export type GatewayFacts =
  | { kind: 'sandbox' }
  /** It was wished that it be left alone. */
  | { kind: 'notAsked'; baseUrl: string }
  | {
      kind: 'asked';
      baseUrl: string;
      isSigned: boolean;
      /** The answer to a signed question about an order that nobody has. */
      preflight: PreflightResult;
      /** This machine's clock minus the gateway's, ms. */
      skewMs?: number | undefined;
    };

/** From here on the till says so, and from there on it sells nothing. */
const SKEW_WARN_MS = 2 * 60_000;
const SKEW_STOP_MS = 10 * 60_000;

/** Whether the gateway answers, takes the keys, and has the same time. Asks for no payment. */
export function gatewayChecks(facts: GatewayFacts): Check[] {
  const base = { id: 'gateway', title: 'Gateway' };
  if (facts.kind === 'sandbox') {
    return [
      {
        ...base,
        outcome: 'ok',
        detail: 'The sandbox, within the till: no money moves, and there are no keys to fit.',
      },
    ];
  }
  if (facts.kind === 'notAsked') {
    const detail = `${facts.baseUrl} was not asked: --no-gateway was given.`;
    return [{ ...base, outcome: 'warn', detail, cure: 'Look again without --no-gateway.' }];
  }
  return [reachCheck(facts), keyCheck(facts), clockCheck(facts)];
}

type Asked = Extract<GatewayFacts, { kind: 'asked' }>;

function reachCheck({ baseUrl, preflight }: Asked): Check {
  const base = { id: 'gateway', title: 'Gateway' };
  if (preflight.kind !== 'unreachable') return { ...base, outcome: 'ok', detail: `${baseUrl} answers.` };
  return { ...base, outcome: 'fail', detail: `${baseUrl}: ${preflight.detail}.`, cure: preflight.cure };
}

function keyCheck({ preflight, isSigned }: Asked): Check {
  const base = { id: 'keys', title: isSigned ? 'Keys' : 'User name and password' };
  switch (preflight.kind) {
    case 'ready': {
      const detail = isSigned
        ? 'The gateway took a signed question about a number that nobody has, and its answer is signed with the key we have of it.'
        : 'The gateway took a question.';
      if (preflight.warning === undefined) return { ...base, outcome: 'ok', detail };
      return {
        ...base,
        outcome: 'warn',
        detail: 'The gateway took our question. It does not sign its error answers.',
        cure: 'Nothing to do: payments are only counted on a signed word. Tell the gateway where it can be.',
      };
    }
    case 'unreachable':
      return {
        ...base,
        outcome: 'warn',
        detail: 'Whether they fit is not known: the gateway was not reached.',
        cure: 'Mend the way to the gateway first.',
      };
    default:
      return { ...base, outcome: 'fail', detail: `${capital(preflight.detail)}.`, cure: preflight.cure };
  }
}

function clockCheck({ skewMs }: Asked): Check {
  const base = { id: 'clock', title: "Clock against the gateway's" };
  if (skewMs === undefined) {
    const detail = 'Not known: the gateway was not reached, or told no time.';
    return { ...base, outcome: 'warn', detail, cure: 'Mend the way to the gateway first.' };
  }
  const off = Math.abs(skewMs);
  const detail = `${tell(off)} ${skewMs > 0 ? 'fast' : 'slow'}.`;
  if (off <= SKEW_WARN_MS) return { ...base, outcome: 'ok', detail };
  const cure = "Set this machine's clock, and switch network time on: sudo timedatectl set-ntp true";
  return { ...base, outcome: off > SKEW_STOP_MS ? 'fail' : 'warn', detail, cure };
}

function tell(ms: number): string {
  return ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} minutes`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
