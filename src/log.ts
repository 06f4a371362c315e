import { pino } from 'pino';

/** A structured log: a constant message and fields. Passed in, never imported as a global. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same log with these fields on each line. */
  with(fields: LogFields): Log;
}

export type LogFields = Record<string, unknown>;
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A log of JSON lines to `write` (standard error when left out). */
export function createLog(level: LogLevel, write?: (line: string) => void): Log {
  const stream = {
    write: (line: string) => {
      const safe = maskRuns(line);
      if (write) write(safe);
      else process.stderr.write(safe);
    },
  };
  const base = { formatters: { level: (label: string) => ({ level: label }) }, base: null };
  return wrap(pino({ level, ...base, timestamp: pino.stdTimeFunctions.isoTime }, stream));
}

/** A log that keeps nothing. */
export const silentLog: Log = createLog('silent');

type Sink = Pick<ReturnType<typeof pino>, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

function wrap(sink: Sink): Log {
  return {
    debug: (message, fields) => sink.debug(fields ?? {}, message),
    info: (message, fields) => sink.info(fields ?? {}, message),
    warn: (message, fields) => sink.warn(fields ?? {}, message),
    error: (message, fields) => sink.error(fields ?? {}, message),
    with: (fields) => wrap(sink.child(fields)),
  };
}

/**
 * The last net under everything that is logged. Codes are masked where they arise; should one slip through, a run of
 * 15 or more digits, or a long base64 run beginning like an EMV payload, loses its middle here.
 * Times in epoch milliseconds (13 digits) pass.
 */
export function maskRuns(line: string): string {
  return line.replace(/hQVDUFYw[A-Za-z0-9+/=]*/g, 'hQ…').replace(DIGIT_RUN, '$1******$2');
}

/** Characters of a key's line, or of a password, that are looked for: a shorter one would be found in everything. */
const SHORTEST_SECRET = 8;

/**
 * The net under all that leaves the process as text: the secrets that it was started with, in the forms in which they travel,
 * a key also line by line. No part of the till puts one into its words; this is for what nobody thought of.
 */
export function lastNet(secrets: readonly string[]): (text: string) => string {
  const pieces = secrets
    .flatMap((secret) => [secret, ...secret.split(/\r?\n|\\n/)])
    .filter((piece) => piece.length >= SHORTEST_SECRET && !piece.startsWith('-----'))
    .flatMap((piece) => [piece, encodeURIComponent(piece), Buffer.from(piece).toString('base64')]);
  const known = [...new Set(pieces)].sort((a, b) => b.length - a.length);
  return (text) => known.reduce((left, piece) => left.replaceAll(piece, '(secret)'), text);
}

/** A crash's words may hold anything: unlike in the log no number there is worth a code. */
export function maskCrash(text: string): string {
  return maskRuns(text).replace(/(\d{2})\d{9,}(\d{4})/g, '$1******$2');
}

/** Ahead of it may stand what a gun or JSON puts there: an AIM identifier, an escape. A number of ours begins otherwise. */
const DIGIT_RUN =
  /(?:(?<![0-9A-Za-z])|(?<=\][A-Za-z]\d)|(?<=\\[bfnrt])|(?<=\\u[0-9a-f]{4}))(\d{2})\d{9,}(\d{4})(?![0-9A-Za-z])/g;
