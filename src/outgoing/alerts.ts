/** Something that needs somebody now, wherever they are. */
export interface Alert {
  /** The same for the same trouble as long as it lasts. */
  id: string;
  kind: AlertKind;
  /** Epoch ms. */
  since: number;
  lane?: string;
  orderNo?: string;
  /** For a technician, in English. */
  detail?: string;
}

/**
 * - `laneBlocked`: no lane can begin a sale, and why (`detail`)
 * - `storeFault`: the same, because the disk does not take what is written
 * - `orderNeedsPerson`: a payment or a refund will not settle by itself
 * - `closeFailed`: a day could not be closed
 * - `gunDown`: a lane's guns are all gone
 */
export type AlertKind = 'laneBlocked' | 'storeFault' | 'orderNeedsPerson' | 'closeFailed' | 'gunDown';

/** How the till stands, as far as alerts go. */
export interface AlertFacts {
  now: number;
  block?: { kind: string; since: number; detail?: string } | undefined;
  /** Orders that wait for a person, and since when. */
  needing: readonly { orderNo: string; lane: string; since: number }[];
  closeFailed?: { day: string; since: number; detail: string } | undefined;
  /** Lanes whose guns are all down, and since when. */
  gunless: readonly { lane: string; since: number }[];
}

/** A router that starts anew is back before that. */
const BLOCKED_FOR_MS = 60_000;
/** A gun that is plugged in elsewhere is back before that. */
const GUNLESS_FOR_MS = 300_000;

/** What is wrong now. Pure. */
export function alertsOf(facts: AlertFacts): Alert[] {
  const { now, block, needing, closeFailed, gunless } = facts;
  const isStoreFault = block?.kind === 'storeFault';
  const isBlocked =
    block !== undefined && block.kind !== 'stopping' && (isStoreFault || now - block.since >= BLOCKED_FOR_MS);
  return [
    ...(isBlocked
      ? [
          {
            id: `blocked.${block.kind}`,
            kind: isStoreFault ? ('storeFault' as const) : ('laneBlocked' as const),
            since: block.since,
            detail: block.detail === undefined ? block.kind : `${block.kind}: ${block.detail}`,
          },
        ]
      : []),
    ...needing.map(({ orderNo, lane, since }) => ({
      id: `order.${orderNo}`,
      kind: 'orderNeedsPerson' as const,
      since,
      lane,
      orderNo,
    })),
    ...(closeFailed
      ? [
          {
            id: `close.${closeFailed.day}`,
            kind: 'closeFailed' as const,
            since: closeFailed.since,
            detail: `${closeFailed.day}: ${closeFailed.detail}`,
          },
        ]
      : []),
    ...gunless
      .filter(({ since }) => now - since >= GUNLESS_FOR_MS)
      .map(({ lane, since }) => ({ id: `gun.${lane}`, kind: 'gunDown' as const, since, lane })),
  ];
}

/**
 * What an earlier start told and did not call off, of the alerts that need time before they are raised: each stands as long
 * as what it is about goes on, or a till that is started anew would call it off and raise it again. Pure.
 */
export function stillOpen(
  inherited: readonly Alert[],
  { block, gunlessLanes }: { block?: AlertFacts['block']; gunlessLanes: readonly string[] },
): Alert[] {
  return inherited.filter(({ kind, lane }) => {
    if (kind === 'laneBlocked') return block !== undefined && block.kind !== 'stopping';
    return kind === 'gunDown' && lane !== undefined && gunlessLanes.includes(lane);
  });
}

/** What has come and what has gone between two looks. */
export function changesBetween(before: readonly Alert[], after: readonly Alert[]) {
  const key = ({ id }: Alert) => id;
  const [old, fresh] = [new Set(before.map(key)), new Set(after.map(key))];
  return {
    raised: after.filter((alert) => !old.has(alert.id)),
    cleared: before.filter((alert) => !fresh.has(alert.id)),
  };
}
