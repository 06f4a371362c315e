import { readFile } from 'node:fs/promises';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Clock } from '../clock.ts';
import { TillError } from '../errors.ts';
import { lockHolder, type Restore, type Self } from '../payment/index.ts';

/** What answered at an address. `tillId` where it says which till it is. */
export type Answered = { kind: 'silent' } | { kind: 'other' } | { kind: 'till'; tillId?: string };

/** A start does not wait longer for a till that is most likely gone. */
const ANSWER_MS = 1500;
const MOST_BYTES = 64 * 1024;

/**
 * Why the till of a restored folder must not be started: the one it was restored from still runs. Two tills with the same
 * orders would each cancel, refund and book them. `undefined` says only that it was not found.
 */
export async function oldTillProblem(
  { from, oldTill }: Restore,
  parts: { self: Self; clock: Clock },
): Promise<TillError | undefined> {
  if (oldTill.goneSince !== undefined) return undefined;
  const { folder } = oldTill;
  const holder = folder === undefined ? undefined : await holderOf(folder, from.tillId, parts.self);
  if (holder !== undefined) {
    return stillThere(`it runs on this machine, on ${folder}, with process id ${holder}`);
  }
  const answers = await Promise.all(oldTill.addresses.map((address) => whoAnswers(address, parts.clock)));
  for (const [at, answer] of answers.entries()) {
    if (answer.kind !== 'till' || (answer.tillId !== undefined && answer.tillId !== from.tillId)) continue;
    const address = oldTill.addresses[at];
    return stillThere(
      answer.tillId === undefined
        ? `a till answers at ${address}, and does not say which`
        : `it answers at ${address}`,
    );
  }
  return undefined;
}

/** The process that has the old till's folder, where that is on this machine and still the old till's. */
async function holderOf(folder: string, tillId: string, self: Self): Promise<number | undefined> {
  try {
    // The restored till may have been put where the old one was: then it is itself that has the folder.
    const stamp = JSON.parse(await readFile(`${folder}/till.json`, 'utf8')) as { tillId?: unknown } | null;
    return stamp?.tillId === tillId ? await lockHolder(folder, self) : undefined;
  } catch {
    return undefined;
  }
}

/** Asks who is at an address. Its certificate is not looked at: nothing secret is asked, and nothing but "who" is believed. */
export async function whoAnswers(address: string, clock: Clock): Promise<Answered> {
  const text = await healthOf(address, clock);
  if (text === undefined) return { kind: 'silent' };
  try {
    const { status, version, tillId, code } = JSON.parse(text) as Record<string, unknown>;
    // A till that takes nothing under the name it was called by.
    if (code === 'foreign') return { kind: 'till' };
    if (typeof status !== 'string' || typeof version !== 'string') return { kind: 'other' };
    return { kind: 'till', ...(typeof tillId === 'string' && { tillId }) };
  } catch {
    return { kind: 'other' };
  }
}

function healthOf(address: string, clock: Clock): Promise<string | undefined> {
  return new Promise((resolve) => {
    const url = URL.canParse(address) ? new URL('/healthz', address) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) {
      resolve(undefined);
      return;
    }
    const send = url.protocol === 'https:' ? tlsRequest : plainRequest;
    const request = send(url, { rejectUnauthorized: false, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
        if (text.length > MOST_BYTES) request.destroy();
      });
      response.on('end', () => resolve(text));
      response.on('close', () => resolve(undefined));
    });
    const callOff = clock.after(ANSWER_MS, () => request.destroy(new Error('no answer in time')));
    request.on('error', () => resolve(undefined));
    request.on('close', callOff);
    request.end();
  });
}

function stillThere(where: string): TillError {
  return new TillError({
    code: 'OLD_TILL_ANSWERS',
    message: `The till that this one was restored from still runs: ${where}`,
    hint: 'Stop it, and see to it that nobody starts it again; then start this one. Where it is another till, or will never sell again, say so: scantill restore --old-till-is-gone',
  });
}
