import { createHmac } from 'node:crypto';
import type { Connection, Exchange } from '../../src/payment/codepay/connection.ts';
import { canonicalString } from '../../src/payment/codepay/envelope.ts';
import { calledOffFault, connectFault, lostFault, timeFault } from '../../src/payment/codepay/faults.ts';
import type { Signer, Verifier } from '../../src/payment/codepay/signing.ts';
import { businessRefusal, envelopeRefusal, refusal } from '../../src/sandbox/requests.ts';
import type { SimulatedGateway } from '../../src/sandbox/simulated-gateway.ts';
import type { SeededRandom } from './seeded-random.ts';
import { type Life, NEVER, type Timeline } from './timeline.ts';

export type NetworkFault =
  | 'notSent'
  | 'requestLost'
  | 'requestLate'
  | 'requestTwice'
  | 'reset'
  | 'answerLost'
  | 'answerGarbled'
  | 'outage';

export type Fields = Record<string, string>;

export interface NetworkParts {
  timeline: Timeline;
  random: SeededRandom;
  gateway: SimulatedGateway;
  /** What goes wrong with this exchange, if anything. */
  faultOf(fields: Fields): NetworkFault | undefined;
  /** Every request the till lets go of. */
  onRequest(fields: Fields): void;
}

const HOST = 'simulated';
/** Its timestamp is refused a quarter of an hour later. */
const LATEST_MS = 14 * 60_000;

/** An HMAC in place of RSA, over the same canonical text. */
export function cheapSigner(key: string): Signer {
  return { sign: async (text) => mac(key, text) };
}

export function cheapVerifier(key: string): Verifier {
  return { verify: async (text, signature) => mac(key, text) === signature };
}

/** The wire between the real client and the sandbox's gateway. The gateway's side of it outlives every till. */
export function createNetwork({ timeline, random, gateway, faultOf, onRequest }: NetworkParts) {
  const world: Life = { isAlive: true };
  const clock = timeline.clockFor(world);

  /** The gateway's doing: an answer's text and how long it is held back, or silence. */
  const deliver = (fields: Fields): { text: string; afterMs: number } | 'hang' | 'drop' => {
    if (gateway.isDown()) return 'drop';
    const now = clock.now() + gateway.clockOffsetMs();
    const fits = mac('merchant', canonicalString(fields)) === fields.sign;
    const wrong =
      envelopeRefusal(fields, now) ??
      (fits ? businessRefusal(fields) : refusal('SBX_SIGN', 'the signature does not fit'));
    const reaction = wrong ? { kind: 'answer' as const, result: wrong } : gateway.react(fields);
    if (reaction.kind !== 'answer') return reaction.kind;
    const { result } = reaction;
    const content =
      'data' in result
        ? { code: '0', data: JSON.stringify(result.data), msg: 'success' }
        : { code: result.code, msg: result.message };
    const envelope = { ...content, psn: String(random.between(1, 1e9)) };
    const forged = 'forged' in reaction && reaction.forged === true;
    const sign = mac(forged ? 'foreign' : 'gateway', canonicalString(envelope));
    const afterMs = 'afterMs' in reaction ? (reaction.afterMs ?? 0) : 0;
    return { text: JSON.stringify({ ...envelope, sign }), afterMs };
  };

  const garbled = (text: string) =>
    random.pick([
      text.slice(0, random.between(0, text.length - 1)),
      '<html>502</html>',
      text.replace('2', '3'),
    ]);

  const connectionFor = (life: Life): Connection => {
    let skewMs: number | undefined;
    const carry = (fields: Fields, end: (exchange: Exchange) => void) => {
      const soon = (fn: () => void, ms = random.between(5, 120)) => void clock.after(ms, fn);
      const lost = () => end({ kind: 'failed', begun: true, fault: lostFault(HOST, 'ECONNRESET') });
      const arrive = (withAnswer: (text: string) => void) => {
        const answered = deliver(fields);
        if (answered === 'hang') return;
        if (answered === 'drop') soon(lost);
        else soon(() => withAnswer(answered.text), answered.afterMs + random.between(5, 120));
      };
      const answer = (text: string) => {
        skewMs = -gateway.clockOffsetMs();
        end({ kind: 'answered', body: Buffer.from(text) });
      };
      const ignore = () => {};
      const fault = faultOf(fields);
      // A request that finds no connection has not left: its code may be scanned again.
      if (fault !== 'notSent' && fault !== 'outage') onRequest(fields);
      switch (fault) {
        case undefined:
          return soon(() => arrive(answer));
        case 'notSent':
        case 'outage':
          return soon(() => end({ kind: 'failed', begun: false, fault: connectFault('ECONNREFUSED', HOST) }));
        case 'requestLost':
          return;
        case 'requestLate':
          return soon(() => arrive(ignore), random.between(1_000, LATEST_MS));
        case 'requestTwice':
          soon(() => void deliver(fields), random.between(100, LATEST_MS));
          return soon(() => arrive(answer));
        case 'reset':
          if (random.chance(0.5)) soon(() => arrive(ignore), 1);
          return soon(lost);
        case 'answerLost':
          return soon(() => arrive(ignore));
        case 'answerGarbled':
          return soon(() => arrive((text) => answer(garbled(text))));
      }
    };
    return {
      post: ({ body, timeoutMs, signal }) => {
        if (!life.isAlive) return NEVER;
        const fields = JSON.parse(body) as Fields;
        return new Promise((resolve) => {
          const end = (exchange: Exchange) => {
            callOff();
            signal?.removeEventListener('abort', onAbort);
            if (life.isAlive) resolve(exchange);
          };
          const onAbort = () => end({ kind: 'failed', begun: true, fault: calledOffFault(HOST, true) });
          const callOff = clock.after(timeoutMs, () =>
            end({ kind: 'failed', begun: true, fault: timeFault(HOST, timeoutMs) }),
          );
          signal?.addEventListener('abort', onAbort, { once: true });
          carry(fields, end);
        });
      },
      warm: () => {},
      clockSkewMs: () => skewMs,
      close: () => {},
    };
  };

  return { connectionFor };
}

function mac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64');
}
