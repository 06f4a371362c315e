import type { PreflightResult } from '../payment/gateway.ts';

/** What the doctor needs of a gateway: a signed question about a number that nobody has, and its clock. */
export interface AskedGateway {
  preflight(options: { timeoutMs: number }): Promise<PreflightResult>;
  clockSkewMs(): number | undefined;
}

/** As for the till's own question at its start. */
const PREFLIGHT_MS = 5000;
/** The gateway refuses what is stamped further off: it says nothing of the keys then. */
const REFUSED_SKEW_MS = 10 * 60_000;

/**
 * Proves keys, ids and signatures by a question that can move no money, and takes the gateway's time. Where our clock is far
 * off it asks once more, by the gateway's own clock: so a wrong clock hides no wrong key. Never fails.
 */
export async function askGateway(
  gateway: AskedGateway,
): Promise<{ preflight: PreflightResult; skewMs: number | undefined }> {
  const first = await gateway.preflight({ timeoutMs: PREFLIGHT_MS });
  const skewMs = gateway.clockSkewMs();
  const isFarOff = Math.abs(skewMs ?? 0) > REFUSED_SKEW_MS;
  if (first.kind !== 'refused' || !isFarOff) return { preflight: first, skewMs };
  return { preflight: await gateway.preflight({ timeoutMs: PREFLIGHT_MS }), skewMs };
}
