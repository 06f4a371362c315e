/** The last lines of the log, for the technician's page. They are what was written: masked already. */
export interface LogRing {
  /** Takes what is written to the log; fits `createLog`. */
  write(line: string): void;
  /** Those after line number `after`, as far as they are kept; oldest first. */
  after(after: number): LogEntry[];
}

/** One line of the log. */
export interface LogEntry {
  /** Counts from 1 since the till started. */
  n: number;
  /** UTC, ISO 8601. */
  time: string;
  /** `debug`, `info`, `warn` or `error`. */
  level: string;
  message: string;
  /** What the line says beside that. */
  fields: Record<string, unknown>;
}

/** Lines kept: about a day of a quiet shop, or some minutes of one at odds with a gun. */
const KEPT_LINES = 1000;
/** Characters kept of a line; one with a long stack would crowd out the others. */
const LONGEST_LINE = 2000;

export function createLogRing(kept = KEPT_LINES): LogRing {
  let lines: { n: number; line: string }[] = [];
  let last = 0;
  return {
    write(line) {
      last += 1;
      lines.push({ n: last, line });
      // Cut now and then, not at each line.
      if (lines.length >= 2 * kept) lines = lines.slice(-kept);
    },
    after: (after) =>
      lines
        .slice(-kept)
        .filter(({ n }) => n > after)
        .map(({ n, line }) => entryOf(n, line)),
  };
}

function entryOf(n: number, line: string): LogEntry {
  const { time = '', level = 'info', msg, ...fields } = parsed(line);
  const entry = { n, time: String(time), level: String(level), message: String(msg ?? ''), fields };
  if (line.length <= LONGEST_LINE) return entry;
  return { ...entry, message: entry.message.slice(0, LONGEST_LINE), fields: { cut: line.length } };
}

/** What is no JSON is shown as it is. */
function parsed(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { msg: line.trim() };
  }
}
