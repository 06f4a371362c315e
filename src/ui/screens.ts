import type { Clock } from '../clock.ts';
import type { ScannerStatus } from '../devices/index.ts';
import type { LaneView } from '../payment/index.ts';
import { Changes } from './changes.ts';
import { COUNTER_WORDS, type CounterWords } from './languages/counter-words.ts';
import { type LanguageTag, languageOf } from './languages/tags.ts';
import type { Screen } from './messages.ts';
import { type ScreenSetting, screenOf } from './screen.ts';

export interface ScreensParts {
  lanes: readonly string[];
  setting: ScreenSetting;
  clock: Clock;
  view(lane: string): LaneView | undefined;
  scanners(): readonly ScannerStatus[];
  /** A lane's screens are new, and to be sent to its tablets. */
  onChange(lane: string): void;
}

/** The present screen of each lane. Changes of one moment become one screen. */
export class Screens {
  readonly #revs = new Map<string, number>();
  readonly #changed = new Set<string>();
  readonly #changes = new Changes();
  readonly #parts: ScreensParts;

  constructor(parts: ScreensParts) {
    this.#parts = parts;
  }

  /** Something of a lane has changed. */
  changed(lane: string): void {
    if (this.#changed.has(lane)) return;
    this.#changed.add(lane);
    queueMicrotask(() => {
      this.#changed.delete(lane);
      this.#revs.set(lane, this.rev(lane) + 1);
      this.#parts.onChange(lane);
      this.#changes.tell(lane);
    });
  }

  allChanged(): void {
    for (const lane of this.#parts.lanes) this.changed(lane);
  }

  /** The lane's screen as of now, in that language; in the shop's where it is left out. */
  current(lane: string, language?: LanguageTag): Screen | undefined {
    const view = this.#parts.view(lane);
    if (!view) return undefined;
    const facts = {
      view,
      scanners: this.#parts.scanners().filter((scanner) => scanner.lane === lane),
      rev: this.rev(lane),
      now: this.#parts.clock.now(),
    };
    return screenOf(facts, this.#parts.setting, language);
  }

  /** What is said in that language; in the shop's where it is left out. */
  words(language?: LanguageTag): CounterWords {
    return COUNTER_WORDS[language ?? languageOf(this.#parts.setting.shop().locale)];
  }

  /** Resolves at the next change of that lane, or of any, or when the signal aborts. */
  nextChange(signal: AbortSignal, lane?: string): Promise<void> {
    return this.#changes.next(signal, lane);
  }

  /** Of the screen that `current` gives now. */
  rev(lane: string): number {
    return this.#revs.get(lane) ?? 1;
  }
}
