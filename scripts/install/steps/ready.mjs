import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;
const ANSWER_MS = 3_000;
/** A till that ends by itself as often as this does not start at all. */
const MOST_RESTARTS = 3;

/** What the till that runs on a data folder says of itself; `reason` where it does not take payments. */
export async function askReady(dataDir) {
  try {
    const { url } = JSON.parse(readFileSync(join(dataDir, 'console.json'), 'utf8'));
    const ask = (path) => fetch(url + path, { signal: AbortSignal.timeout(ANSWER_MS) });
    const { version } = await (await ask('/healthz')).json();
    const ready = await ask('/readyz');
    return { version, isReady: ready.ok, reason: ready.ok ? undefined : (await ready.text()).slice(0, 500) };
  } catch (error) {
    return { reason: error.cause?.message ?? error.message };
  }
}

/**
 * Waits until the till of that version answers, and takes payments if it must. Nothing, or why it did not come to that.
 * A till that took no payments before, such as one whose gateway is away, need not take any now.
 */
export async function waitReady({ version, dataDir, mustSell, waitSeconds }, system) {
  const endsAt = performance.now() + waitSeconds * 1000;
  for (;;) {
    const now = await askReady(dataDir);
    if (now.version === version && (now.isReady || !mustSell)) return undefined;
    if (system.restarts() >= MOST_RESTARTS) return 'It ended by itself again and again.';
    if (performance.now() > endsAt) {
      return now.version === version
        ? `It runs, and takes no payments: ${now.reason}`
        : `It did not answer within ${waitSeconds} s: ${now.reason ?? `version ${now.version} answers`}`;
    }
    await sleep(LOOK_EVERY_MS);
  }
}
