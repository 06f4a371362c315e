import type { Clock } from '../clock.ts';
import type { Gateway } from '../payment/gateway.ts';

/** Hears of each call to the gateway. `submit` carries the number of its order. */
export interface GatewayEar {
  calling(method: string, orderNo?: string): void;
  /** `outcome`: the answer's kind, or why nothing is known: a small set. */
  answered(call: { method: string; outcome: string; seconds: number; orderNo?: string }): void;
}

/** The same gateway, its calls counted and timed. Nothing of what is sent or answered is touched. */
export function meteredGateway(gateway: Gateway, ear: GatewayEar, clock: Clock): Gateway {
  async function timed<A extends { kind: string }>(
    method: string,
    call: () => Promise<A>,
    orderNo?: string,
  ): Promise<A> {
    const startedAt = clock.monotonic();
    const about = orderNo === undefined ? {} : { orderNo };
    const tell = (outcome: string) =>
      ear.answered({ method, outcome, seconds: (clock.monotonic() - startedAt) / 1000, ...about });
    ear.calling(method, orderNo);
    try {
      const answer = await call();
      tell(outcomeOf(answer));
      return answer;
    } catch (error) {
      tell('thrown');
      throw error;
    }
  }
  return {
    identity: gateway.identity,
    submit: (request, options) => timed('submit', () => gateway.submit(request, options), request.orderNo),
    query: (orderNo, options) => timed('query', () => gateway.query(orderNo, options), orderNo),
    cancel: (orderNo, options) => timed('cancel', () => gateway.cancel(orderNo, options), orderNo),
    refund: (request, options) => timed('refund', () => gateway.refund(request, options)),
    queryRefund: (name, options) => timed('queryRefund', () => gateway.queryRefund(name, options)),
    readNotification: (body, contentType) => gateway.readNotification(body, contentType),
    preflight: (options) => timed('preflight', () => gateway.preflight(options)),
    warm: () => gateway.warm(),
    clockSkewMs: () => gateway.clockSkewMs(),
    close: () => gateway.close(),
  };
}

/** Of silence and nonsense the reason: what nobody can do anything with says nothing as `unknown`. */
function outcomeOf(answer: { kind: string; reason?: string }): string {
  return answer.kind === 'unknown' && answer.reason !== undefined ? answer.reason : answer.kind;
}
