/** What a report of a keyboard says has changed. */
export interface KeyChange {
  /** Modifiers that are held: bits 0 to 3 are Ctrl, Shift, Alt and GUI on the left, 4 to 7 the same on the right. */
  modifiers: number;
  /** Keys, as HID usages, that are down now and were not before, in the order of their slots. */
  struck: readonly number[];
  /** Whether a key or a modifier is down, or was. An idle keyboard may repeat that nothing is. */
  isActive: boolean;
}

/** Reports in, changes out. `damaged`: a key may have been in it that cannot be told. */
export type KeyReader = (report: Uint8Array) => KeyChange | 'damaged' | undefined;

/** Modifiers, a byte that means nothing, six keys (HID 1.11, appendix B.1). */
const BOOT_LENGTH = 8;
/** More keys are down than the keyboard can tell; the report says nothing. */
const ROLL_OVER = 0x01;
/** The keyboard failed its test, or does not know: usages 2 and 3. */
const LAST_ERROR = 0x03;

/**
 * Reads the reports of a boot keyboard. What is new in a report was struck: some guns send no report in between in which
 * all keys are up, some put several keys into one report, and hosts take those in the order of the slots.
 *
 * A gun that is more than a keyboard puts an id in front of each report and sends others too. Whether it does is known
 * from the first report of either length.
 */
export function createKeyReader(): KeyReader {
  let format: { id: number | undefined } | undefined;
  let down: readonly number[] = [];
  let held = 0;

  function bodyOf(report: Uint8Array): Uint8Array | 'damaged' | undefined {
    const hasId = report.length === BOOT_LENGTH + 1;
    if (!hasId && report.length !== BOOT_LENGTH) {
      const isOnlyKind = format !== undefined && format.id === undefined;
      return isOnlyKind ? 'damaged' : undefined;
    }
    format ??= { id: hasId ? report[0] : undefined };
    if (format.id === undefined) return hasId ? 'damaged' : report;
    return hasId && report[0] === format.id ? report.subarray(1) : undefined;
  }

  return (report) => {
    const body = bodyOf(report);
    if (body === undefined || body === 'damaged') return body;
    const [modifiers = 0, , ...slots] = body;
    if (slots.includes(ROLL_OVER)) return undefined;
    if (slots.some((usage) => usage > 0 && usage <= LAST_ERROR)) return 'damaged';
    const now = [...new Set(slots.filter((usage) => usage > 0))];
    const before = down;
    const isActive = now.length > 0 || before.length > 0 || modifiers !== 0 || held !== 0;
    down = now;
    held = modifiers;
    return { modifiers, struck: now.filter((usage) => !before.includes(usage)), isActive };
  };
}
