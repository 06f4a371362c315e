import type { TillMemory } from '../killed-till.ts';
import type { LogVolume } from './launch-till.ts';

/** Bytes that an input may leave behind on average: keys of sales, hashes of codes and notices are kept for a day and more. */
const KEPT_PER_INPUT = 60;
/** What comes and goes beside that, and the answers to commands: 10,000 for each of the fuzzed lanes, half a KB each. */
const SLACK = 30e6;
/** Bytes of log for an input on average: sales are told in some lines each, what is refused in next to none. */
const LOGGED_PER_INPUT = 200;
/** A short run tells its own start. */
const LOG_SLACK = 200_000;

/** How the heap grew from a third of the way to the end. Pure. */
export function growthOf(samples: readonly ({ inputs: number } & TillMemory)[]): {
  text: string;
  problem?: string;
} {
  const first = samples[Math.floor(samples.length / 3)];
  const last = samples.at(-1);
  if (!first || !last || first === last) return { text: 'not measured: too few looks' };
  const inputs = last.inputs - first.inputs;
  const grown = last.heap + last.buffers - first.heap - first.buffers;
  const text = `${(grown / 1e6).toFixed(1)} MB over the last ${inputs} inputs`;
  const isTooMuch = grown > SLACK + inputs * KEPT_PER_INPUT;
  return { text, ...(isTooMuch && { problem: `the heap grew by ${text}` }) };
}

/** Why a flood would fill the disk through the log, if so. Pure. */
export function logProblem({ bytes, lines, most }: LogVolume, inputs: number): string | undefined {
  if (bytes <= LOG_SLACK + inputs * LOGGED_PER_INPUT) return undefined;
  return `${lines} lines of log, ${bytes} bytes, for ${inputs} inputs: ${JSON.stringify(most)}`;
}
