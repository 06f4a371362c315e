import type { Streams } from './seeded-random.ts';
import { type Fields, LANES_OWN_FAULTS, NETWORK_FAULTS, type NetworkFault } from './simulated-network.ts';
import type { Temper } from './temper.ts';
import type { Timeline } from './timeline.ts';

export interface FaultsParts {
  temper: Temper;
  timeline: Timeline;
  streams: Streams;
  /** A name for the order a request is about that is the same however many lanes there are. */
  nameOf(fields: Fields): string;
}

/** Everything that goes wrong in a world, until it is told to be calm. */
export interface Faults {
  /** By kind. */
  readonly counts: Map<string, number>;
  count(kind: string): void;
  isFailing(): boolean;
  calm(): void;
  ofNetwork(fields: Fields): NetworkFault | undefined;
  /** The system's error. */
  ofDisk(operation: string): string | undefined;
  cutsPower(): boolean;
  /** When the till's clock was last set, by hand and wrongly, or right again. */
  clockSetAt(): number;
}

const MINUTE = 60_000;
const CLOCK_OFF_MINUTES = [-60, 60, -4, 4, 25 * 60] as const;

export function createFaults({ temper, timeline, streams, nameOf }: FaultsParts): Faults {
  const counts = new Map<string, number>();
  const disk = streams('disk faults');
  const clock = timeline.clockFor({ isAlive: true });
  let isFailing = temper.isFaulty;
  let outageEndsAt = 0;
  let clockSetAt = 0;
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);

  const setClock = (byMs: number) => {
    clockSetAt = timeline.now();
    timeline.setTillClock(byMs);
  };
  const jumps = streams('clock jumps');
  for (let i = 0; i < temper.clockJumps; i += 1) {
    clock.after(jumps.between(MINUTE, 20 * MINUTE), () => {
      if (!isFailing) return;
      const by = jumps.pick(CLOCK_OFF_MINUTES) * MINUTE;
      count('clock set wrong');
      setClock(by);
      clock.after(jumps.between(1_000, 15 * MINUTE), () => setClock(-by));
    });
  }

  return {
    counts,
    count,
    isFailing: () => isFailing,
    calm: () => {
      isFailing = false;
    },
    ofNetwork: (fields) => {
      if (!isFailing) return undefined;
      if (timeline.now() < outageEndsAt) return 'outage';
      const name = nameOf(fields);
      const chance = streams(`faults ${name}`);
      if (!chance.chance(temper.network) || (!temper.isShared && name === '')) return undefined;
      const isOutage = temper.isShared && chance.chance(0.02);
      const fault = isOutage ? 'outage' : chance.pick(temper.isShared ? NETWORK_FAULTS : LANES_OWN_FAULTS);
      if (fault === 'outage') outageEndsAt = timeline.now() + chance.between(5_000, 20 * MINUTE);
      count(`network ${fault}`);
      return fault;
    },
    ofDisk: (operation) => {
      if (!isFailing || temper.disk === 0 || !isDiskIll(timeline.now())) return undefined;
      if (!disk.chance(temper.disk)) return undefined;
      count(`disk ${operation}`);
      return operation === 'write' || operation === 'open' ? 'ENOSPC' : 'EIO';
    },
    cutsPower: () => isFailing && disk.chance(temper.crash),
    clockSetAt: () => clockSetAt,
  };
}

/** One minute in three: a disk that fails all the time lets no till start. */
function isDiskIll(now: number): boolean {
  return Math.floor(now / MINUTE) % 3 === 0;
}
