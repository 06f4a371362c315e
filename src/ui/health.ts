import type { ScannerStatus } from '../devices/index.ts';
import type { OutgoingHealth } from '../outgoing/index.ts';
import type { PaymentsHealth } from '../payment/index.ts';
import type { CertificateState } from './kept-certificate.ts';
import { COUNTER_WORDS } from './languages/counter-words.ts';
import { warningText } from './sentences.ts';

export interface Health {
  version: string;
  payments: PaymentsHealth;
  lanes: readonly { id: string }[];
  scanners: readonly ScannerStatus[];
  /** Where others are told what happens here. */
  outgoing?: OutgoingHealth | undefined;
  /** What browsers are shown. Left out: there is no TLS. */
  certificate?: CertificateState | undefined;
}

interface Answer {
  status: number;
  body: object;
}

/** `/healthz`: 200 while the process and its store live. Strangers learn no more than that, and which till it is. */
export function healthAnswer(health: Health, isAllowed: boolean): Answer {
  const { version, payments, lanes, scanners, certificate } = health;
  const isStoreDead = payments.block?.kind === 'storeFault';
  const isWorse =
    payments.warnings.length > 0 ||
    payments.stuckOrders > 0 ||
    payments.damaged.length > 0 ||
    certificate?.problem !== undefined ||
    lanes.some(({ id }) => isGunMissing(scanners.filter((scanner) => scanner.lane === id)));
  const status = payments.block ? 'blocked' : isWorse ? 'degraded' : 'ok';
  const known = {
    lanes: lanes.map(({ id }) => ({
      id,
      scanners: scanners
        .filter((scanner) => scanner.lane === id)
        .map((scanner) => ({ id: scanner.id, status: scanner.state })),
    })),
    openOrders: payments.openOrders,
    stuckOrders: payments.stuckOrders,
    openCases: payments.openCases,
    openRefunds: payments.openRefunds,
    gateway: { reachable: payments.gatewayReachable, clockSkewMs: payments.clockSkewMs ?? null },
    ...(payments.block ? { blockedBy: payments.block } : {}),
    ...(payments.warnings.length > 0
      ? { warnings: payments.warnings.map((warning) => warningText(warning, COUNTER_WORDS.en)) }
      : {}),
    notifications: payments.notices,
    ...(health.outgoing ? outgoingJson(health.outgoing) : {}),
    ...(certificate ? { certificate: certificateFacts(certificate) } : {}),
    ...(payments.damaged.length > 0 ? { damaged: payments.damaged } : {}),
  };
  return {
    status: isStoreDead ? 503 : 200,
    body: { status, version, tillId: payments.tillId, ...(isAllowed ? known : {}) },
  };
}

function certificateFacts({ names, validTo, problem }: CertificateState) {
  const until = new Date(validTo).toISOString();
  return { names, until, ...(problem === undefined ? {} : { problem }) };
}

function outgoingJson({ receivers, alerts }: OutgoingHealth) {
  const iso = (epochMs: number) => new Date(epochMs).toISOString();
  return {
    webhooks: receivers.map(({ failing, ...receiver }) => ({
      ...receiver,
      ...(failing && { failing: { ...failing, since: iso(failing.since) } }),
    })),
    alerts: alerts.map((alert) => ({ ...alert, since: iso(alert.since) })),
  };
}

/** `/readyz`: whether payments can be taken now, and if not, why. Strangers learn the kind of reason alone. */
export function readyAnswer({ payments }: Health, isAllowed: boolean): Answer {
  const { block } = payments;
  if (!block) return { status: 200, body: { ready: true } };
  const detail = isAllowed && 'detail' in block ? { detail: block.detail } : {};
  return { status: 503, body: { ready: false, reason: block.kind, ...detail } };
}

/**
 * One that was there is gone, or there is none at all. One that was never there is missed only where no other is. A lane
 * that was given an empty list wants none, and is not even listed.
 */
function isGunMissing(scanners: readonly ScannerStatus[]): boolean {
  if (scanners.length === 0) return false;
  return scanners.some(({ state }) => state === 'down') || !scanners.some(({ state }) => state === 'up');
}
