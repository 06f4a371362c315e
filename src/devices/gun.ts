import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Random } from '../random.ts';
import type { Frame } from './frame.ts';
import { InputGate } from './input-gate.ts';
import { type KeptLine, keepOpen, type LineStatus } from './keep-open.ts';
import type { Scan, ScannerCounters, ScannerStatus, ScanTrace, ScanVerdict } from './scan.ts';
import { ScanTracer } from './scan-trace.ts';
import type { Transport } from './transport.ts';

export interface GunOptions {
  id: string;
  transport: Transport;
  /** None: it scans for nobody until it is bound. */
  lane?: string | undefined;
  /** The technician's name for it; otherwise the product's. */
  name?: string | undefined;
  /** Whether lane and name stand in the configuration file. */
  isConfigured: boolean;
  isDisabled?: boolean | undefined;
}

export interface GunParts {
  clock: Clock;
  random: Random;
  log: Log;
  onScan(scan: Scan): ScanVerdict;
  /** Whether this code was only scanned to bind the gun to a lane. */
  isBinding(gun: Gun): boolean;
  /** Whether somebody waited for this code who charges nobody with it. */
  isReading(gun: Gun, frame: Frame): boolean;
  /** What tablets show of it has changed. */
  onStatus(gun: Gun): void;
  /** Something came from it. */
  onActivity(gun: Gun): void;
}

/** Of a gun that has done nothing yet. */
export const NO_COUNTS: ScannerCounters = {
  taken: 0,
  refused: 0,
  ignored: 0,
  repeats: 0,
  malformed: 0,
  bytes: 0,
  lost: 0,
};

/**
 * One gun, in the terms of UPOS: claimed while its line is open, enabled unless a person switched it off, its data events
 * let through while its lane waits for a scan.
 */
export class Gun {
  readonly id: string;
  readonly isConfigured: boolean;
  #lane: string | undefined;
  #name: string | undefined;
  #line: KeptLine | undefined;
  #lastLine: LineStatus;
  #disabledSince: number | undefined;
  #testUntil: number | undefined;
  #endTest = () => {};
  #counters = NO_COUNTS;
  #lastScan: ScanTrace | undefined;
  readonly #tracer = new ScanTracer();
  readonly #gate = new InputGate();
  readonly #transport: Transport;
  readonly #parts: GunParts;

  constructor(options: GunOptions, parts: GunParts) {
    this.id = options.id;
    this.isConfigured = options.isConfigured;
    this.#lane = options.lane;
    this.#name = options.name;
    this.#transport = options.transport;
    this.#parts = parts;
    const now = parts.clock.now();
    this.#lastLine = {
      transport: options.transport.kind,
      name: options.transport.name,
      state: 'starting',
      since: now,
    };
    if (options.isDisabled) this.#disabledSince = now;
    else this.#line = this.#keepOpen();
  }

  get lane(): string | undefined {
    return this.#lane;
  }

  /** Done when the first attempt to open it has ended, however it did. */
  get tried(): Promise<void> {
    return this.#line?.tried ?? Promise.resolve();
  }

  status(): ScannerStatus {
    const line = this.#line?.status() ?? this.#lastLine;
    const { finding, address, ...lasting } = line;
    const isOff = this.#disabledSince !== undefined;
    return {
      id: this.id,
      ...(this.#lane !== undefined && { lane: this.#lane }),
      ...lasting,
      name: this.#name ?? line.name,
      ...(isOff
        ? { state: 'disabled' as const, since: this.#disabledSince ?? 0 }
        : { ...(finding && { finding }), ...(address !== undefined && { address }) }),
      isConfigured: this.isConfigured,
      ...(this.#line?.connection()?.sound && { canSound: true as const }),
      counters: this.#counters,
      ...(this.#lastScan && { lastScan: this.#lastScan }),
      ...(this.#testUntil !== undefined && { testUntil: this.#testUntil }),
    };
  }

  /** Its lane begins or ceases to wait for a scan. A test scan ends where it begins: customers come first. */
  listen(isListening: boolean): void {
    if (isListening) {
      this.endTest();
      this.#gate.open(this.#parts.clock.monotonic());
    } else {
      this.#gate.close();
    }
  }

  /** `isListening`: whether the new lane waits for a scan just now. */
  bind(lane: string | undefined, isListening: boolean): void {
    this.#gate.close();
    this.#lane = lane;
    if (lane !== undefined) this.listen(isListening);
    this.#changed();
  }

  rename(name: string | undefined): void {
    this.#name = name;
    this.#changed();
  }

  /** Its line is closed while it is switched off. */
  async enable(isEnabled: boolean): Promise<void> {
    if (isEnabled === (this.#disabledSince === undefined)) return;
    this.endTest();
    if (isEnabled) {
      this.#disabledSince = undefined;
      this.#line = this.#keepOpen();
    } else {
      this.#disabledSince = this.#parts.clock.now();
      await this.stop();
    }
    this.#changed();
  }

  /** For so long its scans are shown and charge nobody. */
  test(ms: number): void {
    this.#endTest();
    const { clock } = this.#parts;
    this.#testUntil = clock.now() + ms;
    this.#endTest = clock.after(ms, () => this.endTest());
    this.#changed();
  }

  endTest(): void {
    this.#endTest();
    if (this.#testUntil === undefined) return;
    this.#testUntil = undefined;
    this.#changed();
  }

  /** Something was plugged in or out. */
  wake(): void {
    this.#line?.wake();
  }

  /** Makes it sound, where it can. */
  sound(isGood: boolean): void {
    this.#line?.connection()?.sound?.(isGood ? 'good' : 'refused');
  }

  async stop(): Promise<void> {
    this.#endTest();
    const line = this.#line;
    if (!line) return;
    this.#line = undefined;
    await line.stop();
    this.#lastLine = line.status();
  }

  #keepOpen(): KeptLine {
    const { clock, random, log } = this.#parts;
    const count = (what: keyof ScannerCounters, by = 1) => {
      this.#counters = { ...this.#counters, [what]: this.#counters[what] + by };
    };
    let isUp = false;
    const line = keepOpen(
      {
        id: this.id,
        transport: this.#transport,
        isMissed: () => this.isConfigured || this.#lane !== undefined,
      },
      {
        clock,
        random,
        log,
        events: {
          onBytes: (bytes, at) => {
            count('bytes', bytes.length);
            this.#tracer.bytes(bytes, at, this.#line?.status() ?? this.#lastLine);
            this.#parts.onActivity(this);
          },
          onMalformed: (why) => {
            count('malformed');
            this.#trace(undefined, { outcome: 'malformed', ...(why && { why }) });
          },
          onFrame: (frame) => {
            const seen = this.#take(frame);
            if (seen.outcome === 'repeat') count('repeats');
            else if (seen.outcome === 'taken' || seen.outcome === 'refused' || seen.outcome === 'ignored') {
              count(seen.outcome);
            }
            this.#trace(frame, seen);
          },
        },
        onStatus: () => {
          const now = this.#line?.status().state === 'up';
          if (isUp && !now) count('lost');
          isUp = now;
          this.#changed();
        },
      },
    );
    return line;
  }

  /** What becomes of a code. */
  #take(frame: Frame): Pick<ScanTrace, 'outcome' | 'why'> {
    const { clock, log, isBinding } = this.#parts;
    if (this.#testUntil !== undefined) {
      this.sound(true);
      return { outcome: 'test' };
    }
    if (isBinding(this)) {
      this.sound(true);
      return { outcome: 'bound' };
    }
    if (this.#parts.isReading(this, frame)) {
      // Held a little longer, it must not pay for the sale that begins now.
      this.#gate.answered(frame);
      this.sound(true);
      return { outcome: 'read' };
    }
    const lane = this.#lane;
    const passage = lane === undefined ? 'unbound' : this.#gate.passageOf(frame, clock.monotonic());
    if (passage === 'repeat') return { outcome: 'repeat' };
    const result: ScanVerdict =
      lane === undefined || passage !== 'deliver'
        ? { verdict: 'ignored', why: passage }
        : this.#handOver({ scannerId: this.id, lane, ...frame });
    if (result.verdict !== 'ignored') {
      this.#gate.answered(frame);
      this.sound(result.verdict === 'taken');
    }
    log.info('scan', {
      lane,
      scanner: this.id,
      taken: result.verdict === 'taken',
      ...(result.why !== undefined && { why: result.why }),
    });
    return { outcome: result.verdict, ...(result.why !== undefined && { why: result.why }) };
  }

  #handOver(scan: Scan): ScanVerdict {
    try {
      return this.#parts.onScan(scan);
    } catch (error) {
      const text = errorText(error).replaceAll(scan.text, '(code)');
      this.#parts.log.error('a scan could not be handled', {
        scanner: this.id,
        lane: scan.lane,
        error: text,
      });
      return { verdict: 'ignored', why: 'failed' };
    }
  }

  #trace(frame: Frame | undefined, seen: Pick<ScanTrace, 'outcome' | 'why'>): void {
    this.#lastScan = {
      at: this.#parts.clock.now(),
      ...seen,
      ...(frame?.aim !== undefined && { aim: frame.aim }),
      ...this.#tracer.take(frame),
    };
    this.#parts.onActivity(this);
  }

  #changed(): void {
    this.#parts.onStatus(this);
  }
}
