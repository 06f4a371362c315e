import type { Clock } from '../clock.ts';
import { type Alert, type AlertFacts, alertsOf, changesBetween, stillOpen } from './alerts.ts';
import type { OutgoingEvent } from './event.ts';

export interface AlertWatchParts {
  clock: Clock;
  /** How the till stands now; `now` is added. */
  facts(): Promise<Omit<AlertFacts, 'now' | 'gunless'> & { gunlessLanes: readonly string[] }>;
  tell(event: OutgoingEvent): void;
  onFault(error: unknown): void;
}

const LOOK_EVERY_MS = 5_000;

/** Looks now and then, and tells what has gone wrong and what is well again. */
export class AlertWatch {
  readonly #parts: AlertWatchParts;
  readonly #stop = new AbortController();
  readonly #gunlessSince = new Map<string, number>();
  #open: Alert[] = [];
  #inherited: Alert[] = [];

  constructor(parts: AlertWatchParts) {
    this.#parts = parts;
  }

  /** `standing`: what was told before the till was started, and not called off. */
  start(standing: readonly Alert[] = []): void {
    this.#open = [...standing];
    this.#inherited = [...standing];
    void this.#run();
  }

  stop(): void {
    this.#stop.abort(new Error('the till is stopping'));
  }

  /** What is wrong as of the last look. */
  get open(): readonly Alert[] {
    return this.#open;
  }

  async #run(): Promise<void> {
    const { clock, onFault } = this.#parts;
    const { signal } = this.#stop;
    // Guns are looked for when the rest has begun.
    if (this.#open.length > 0) await clock.sleep(LOOK_EVERY_MS, signal).catch(() => {});
    while (!signal.aborted) {
      await this.#look().catch(onFault);
      await clock.sleep(LOOK_EVERY_MS, signal).catch(() => {});
    }
  }

  async #look(): Promise<void> {
    const { clock, facts, tell } = this.#parts;
    const { gunlessLanes, ...rest } = await facts();
    const now = clock.now();
    for (const lane of this.#gunlessSince.keys())
      if (!gunlessLanes.includes(lane)) this.#gunlessSince.delete(lane);
    for (const lane of gunlessLanes) if (!this.#gunlessSince.has(lane)) this.#gunlessSince.set(lane, now);
    const gunless = [...this.#gunlessSince].map(([lane, since]) => ({ lane, since }));
    const found = alertsOf({ ...rest, gunless, now });
    const isFound = new Set(found.map(({ id }) => id));
    this.#inherited = stillOpen(this.#inherited, { block: rest.block, gunlessLanes }).filter(
      ({ id }) => !isFound.has(id),
    );
    const open = [...found, ...this.#inherited];
    const { raised, cleared } = changesBetween(this.#open, open);
    this.#open = open;
    for (const alert of raised) tell(eventOf('alert.raised', alert, alert.since));
    for (const alert of cleared) tell(eventOf('alert.cleared', alert, now));
  }
}

/** The alerts that events have told of, and not called off. */
export class ToldAlerts {
  readonly #standing = new Map<string, Alert>();

  /** In the order in which they were told. */
  hear({ type, data }: OutgoingEvent): void {
    if (type !== 'alert.raised' && type !== 'alert.cleared') return;
    const { alert: told } = data as { alert?: Omit<Alert, 'since'> & { since: string } };
    if (told === undefined) return;
    const { since, ...alert } = told;
    if (type === 'alert.raised') this.#standing.set(alert.id, { ...alert, since: Date.parse(since) });
    else this.#standing.delete(alert.id);
  }

  get standing(): Alert[] {
    return [...this.#standing.values()];
  }
}

function eventOf(type: 'alert.raised' | 'alert.cleared', alert: Alert, at: number): OutgoingEvent {
  const { id, lane, since, ...rest } = alert;
  return {
    id: `${type}.${id}.${since}`,
    type,
    at,
    ...(lane === undefined ? {} : { lane }),
    data: {
      alert: { id, ...rest, ...(lane === undefined ? {} : { lane }), since: new Date(since).toISOString() },
    },
  };
}
