import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Random } from '../random.ts';
import { PERMISSION_GRACE_MS, PERMISSION_RETRY_MS, retryDelay, STABLE_MS } from './back-off.ts';
import { createBell } from './bell.ts';
import { openFailed } from './findings.ts';
import type { Finding, ScannerState, ScannerStatus } from './scan.ts';
import type { Connection, ConnectionEvents, Transport } from './transport.ts';

export interface Place {
  /** The gun's id, for the log. */
  id: string;
  transport: Transport;
  /** Whether somebody named it or gave it a lane, so that it is missed when it is not there. */
  isMissed(): boolean;
}

/** What is known of a gun's line. */
export type LineStatus = Pick<
  ScannerStatus,
  'transport' | 'mode' | 'name' | 'state' | 'since' | 'finding' | 'address' | 'identity'
>;

export interface KeepOpenParts {
  clock: Clock;
  random: Random;
  log: Log;
  /** What comes while it is open. */
  events: Omit<ConnectionEvents, 'onLost' | 'onFinding'>;
  onStatus(): void;
}

/** A line that is kept open. */
export interface KeptLine {
  status(): LineStatus;
  /** What is open now. */
  connection(): Connection | undefined;
  /** Done when the first attempt to open it has ended, however it did. */
  readonly tried: Promise<void>;
  /** Something was plugged in or out: try at once, and quickly again. */
  wake(): void;
  stop(): Promise<void>;
}

type Attempt = { opened: true; stable: boolean } | { opened: false; finding: Finding };

/** Opens a gun's line, and again whenever it is lost or could not be opened, until stopped. One loop, one timer. */
export function keepOpen(place: Place, { clock, random, log, events, onStatus }: KeepOpenParts): KeptLine {
  const { id, transport } = place;
  const stopping = new AbortController();
  const bell = createBell(clock);
  let status: LineStatus = {
    transport: transport.kind,
    name: transport.name,
    state: 'starting',
    since: clock.now(),
  };
  let open: Connection | undefined;
  let failures = 0;
  let deniedSince: number | undefined;
  /** Ends the wait for the loss of the connection that is open. */
  let letGo = () => {};
  let markTried = () => {};
  const tried = new Promise<void>((resolve) => {
    markTried = resolve;
  });

  function change(
    state: ScannerState,
    { finding, connection }: { finding?: Finding | undefined; connection?: Connection },
  ): void {
    if (state === status.state && finding?.message === status.finding?.message) return;
    const mode = connection?.mode ?? status.mode;
    const identity = connection?.identity ?? status.identity;
    status = {
      transport: connection?.transport ?? status.transport,
      name: connection?.name ?? status.name,
      state,
      since: state === status.state ? status.since : clock.now(),
      ...(mode && { mode }),
      ...(identity && { identity }),
      ...(finding && { finding }),
      ...(connection?.address !== undefined && { address: connection.address }),
    };
    if (state === 'up') log.info('scanner up', { scanner: id, name: status.name, ...finding });
    else log.warn('scanner not up', { scanner: id, state, ...finding });
    onStatus();
  }

  /** One attempt; when it succeeds, until the connection ends. */
  async function attempt(): Promise<Attempt> {
    let onLost = (_finding: Finding) => {};
    const end = new Promise<Finding | undefined>((resolve) => {
      onLost = resolve;
      letGo = () => resolve(undefined);
    });
    /** Told before the connection was handed over. */
    let early: Finding | undefined;
    const onFinding = (finding: Finding) => {
      if (open) change('up', { connection: open, finding });
      else early = finding;
    };
    const failed = (error: unknown) => ({ ok: false as const, finding: openFailed(transport.name, error) });
    const begin = () => {
      try {
        return transport.open({ ...events, onLost, onFinding }, stopping.signal).catch(failed);
      } catch (error) {
        return failed(error);
      }
    };
    const result = await begin();
    if (!result.ok) return { opened: false, finding: result.finding };

    const { connection } = result;
    const openedAt = clock.monotonic();
    deniedSince = undefined;
    if (!stopping.signal.aborted) {
      open = connection;
      change('up', { connection, finding: early ?? connection.finding });
      markTried();
      const finding = await end;
      open = undefined;
      if (finding) change('down', { finding });
    }
    await connection.close().catch((error: unknown) => {
      log.error('a scanner could not be closed', { scanner: id, error: errorText(error) });
    });
    return { opened: true, stable: clock.monotonic() - openedAt >= STABLE_MS };
  }

  function report(finding: Finding): void {
    // That nothing is there after the cable was pulled is no news.
    if (finding.code === 'NOT_FOUND' && status.finding?.code === 'LOST') return;
    // One that the configuration names is missed; one that was only looked for is not there.
    const isMissed = place.isMissed() || !ABSENT.includes(finding.code);
    change(isMissed ? 'down' : 'absent', { finding });
  }

  /** Whether permission may only be refused because the device came a moment ago. */
  function deniedForNow(finding: Finding): boolean {
    if (finding.code !== 'PERMISSION_DENIED') return false;
    deniedSince ??= clock.monotonic();
    return clock.monotonic() - deniedSince < PERMISSION_GRACE_MS;
  }

  /** Ms until the next attempt. */
  function delayAfter(ended: Attempt): number {
    if (ended.opened) {
      failures = ended.stable ? 1 : failures + 1;
      return retryDelay(failures, { missing: false, fraction: random.fraction() });
    }
    if (deniedForNow(ended.finding)) return PERMISSION_RETRY_MS;
    report(ended.finding);
    failures += 1;
    const missing = ABSENT.includes(ended.finding.code);
    return retryDelay(failures, { missing, fraction: random.fraction() });
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const ended = await attempt();
      if (stopping.signal.aborted) break;
      const delayMs = delayAfter(ended);
      markTried();
      if (await bell.wait(delayMs)) failures = 0;
    }
    markTried();
  }

  const running = run().catch((error: unknown) =>
    log.error('scanner loop failed', { scanner: id, error: errorText(error) }),
  );
  return {
    status: () => status,
    connection: () => open,
    tried,
    wake() {
      if (status.state === 'up') return;
      deniedSince = undefined;
      bell.ring();
    },
    async stop() {
      stopping.abort();
      letGo();
      bell.ring();
      await running;
    },
  };
}

/** Findings that say there is nothing to open. */
const ABSENT: readonly string[] = ['NOT_FOUND', 'TWO_CANDIDATES', 'NOT_BOUND'];
