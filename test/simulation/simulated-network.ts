import type { Clock } from '../../src/clock.ts';
import type { Connection, Exchange } from '../../src/payment/codepay/connection.ts';
import { canonicalString } from '../../src/payment/codepay/envelope.ts';
import { calledOffFault, connectFault, lostFault, timeFault } from '../../src/payment/codepay/faults.ts';
import { businessRefusal, envelopeRefusal, refusal } from '../../src/sandbox/requests.ts';
import type { SimulatedGateway } from '../../src/sandbox/simulated-gateway.ts';
import type { Signing } from './checksum-signing.ts';
import type { SeededRandom } from './seeded-random.ts';
import { type Life, never } from './timeline.ts';

/** Those that show a lane nothing of another. */
export const LANES_OWN_FAULTS = [
  'notSent',
  'requestLost',
  'requestLate',
  'requestTwice',
  'reset',
  'answerLost',
  'answerLate',
  'answerGarbled',
] as const;
export const NETWORK_FAULTS = [...LANES_OWN_FAULTS, 'answerOfAnother'] as const;
export type NetworkFault = (typeof NETWORK_FAULTS)[number] | 'outage';

export type Fields = Record<string, string>;

export interface NetworkParts {
  /** The world's. */
  clock: Clock;
  /** How far the till's wall clock is ahead of the truth. */
  tillAheadMs(): number;
  gateway: SimulatedGateway;
  signing: Signing['gateway'];
  /** The chance that decides about this request, and about nothing else. */
  chanceOf(fields: Fields): SeededRandom;
  /** What goes wrong with this exchange, if anything. */
  faultOf(fields: Fields): NetworkFault | undefined;
  /** Every request the till lets go of. */
  onRequest(fields: Fields): void;
}

const HOST = 'simulated';
/** Its timestamp is refused a quarter of an hour later. */
const LATEST_MS = 14 * 60_000;

/** The wire between the real client and the sandbox's gateway. The gateway's side of it outlives every till. */
export function createNetwork(parts: NetworkParts) {
  const { clock, gateway, signing, chanceOf, faultOf, onRequest } = parts;
  /** The last one that names the order it is about: an answer that does not cannot be told from another. */
  let lastAnswer = '';
  let psn = 0;

  /** The gateway's doing: an answer's text and how long it is held back, or silence. */
  const deliver = (fields: Fields): { text: string; afterMs: number } | 'hang' | 'drop' => {
    if (gateway.isDown()) return 'drop';
    const now = clock.now() + gateway.clockOffsetMs();
    const fits = signing.fits(canonicalString(fields), fields.sign ?? '');
    const wrong =
      envelopeRefusal(fields, now) ??
      (fits ? businessRefusal(fields) : refusal('SBX_SIGN', 'the signature does not fit'));
    const reaction = wrong ? { kind: 'answer' as const, result: wrong } : gateway.react(fields);
    if (reaction.kind !== 'answer') return reaction.kind;
    const { result } = reaction;
    const data = 'data' in result ? JSON.stringify(result.data) : undefined;
    psn += 1;
    const envelope =
      'data' in result
        ? { code: '0', data, msg: 'success', psn: String(psn) }
        : { code: result.code, msg: result.message, psn: String(psn) };
    const forged = 'forged' in reaction && reaction.forged === true;
    const sign = signing.sign(canonicalString(envelope), forged);
    const afterMs = 'afterMs' in reaction ? (reaction.afterMs ?? 0) : 0;
    return { text: JSON.stringify({ ...envelope, sign }), afterMs };
  };

  const garbled = (text: string, chance: SeededRandom) =>
    chance.pick([
      text.slice(0, chance.between(0, text.length - 1)),
      '<html>502</html>',
      text.replace('2', '3'),
    ]);

  const connectionFor = (life: Life): Connection => {
    let skewMs: number | undefined;
    const carry = (fields: Fields, end: (exchange: Exchange) => void) => {
      const chance = chanceOf(fields);
      const soon = (fn: () => void, ms = chance.between(5, 120)) => void clock.after(ms, fn);
      const lost = () => end({ kind: 'failed', begun: true, fault: lostFault(HOST, 'ECONNRESET') });
      const arrive = (withAnswer: (text: string) => void, lateMs = 0) => {
        const answered = deliver(fields);
        if (answered === 'hang') return;
        if (answered === 'drop') soon(lost);
        else soon(() => withAnswer(answered.text), answered.afterMs + lateMs + chance.between(5, 120));
      };
      const answer = (text: string) => {
        skewMs = parts.tillAheadMs() - gateway.clockOffsetMs();
        if (fields.method === 'order.query' && text.includes('merchant_order_no')) lastAnswer = text;
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
          return soon(() => arrive(ignore), chance.between(1_000, LATEST_MS));
        case 'requestTwice':
          soon(() => void deliver(fields), chance.between(100, LATEST_MS));
          return soon(() => arrive(answer));
        case 'reset':
          if (chance.chance(0.5)) soon(() => arrive(ignore), 1);
          return soon(lost);
        case 'answerLost':
          return soon(() => arrive(ignore));
        case 'answerLate':
          return soon(() => arrive(answer, chance.between(500, 12_000)));
        case 'answerGarbled':
          return soon(() => arrive((text) => answer(garbled(text, chance))));
        case 'answerOfAnother':
          // A proxy that mixes two answers up: signed, whole, and not about what was asked.
          return soon(() => arrive((text) => answer(lastAnswer || text)));
      }
    };
    return {
      post: ({ body, timeoutMs, signal }) => {
        if (!life.isAlive) return never();
        const fields = JSON.parse(body) as Fields;
        return new Promise((resolve) => {
          let isEnded = false;
          const end = (exchange: Exchange) => {
            if (isEnded) return;
            isEnded = true;
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
