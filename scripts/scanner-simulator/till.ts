import type { Clock } from '../../src/clock.ts';

/** What is asked of a running till about a lane. */
export interface LaneFacts {
  lane: string;
  screen: { mode: string };
  scanners: { id: string; status: string; transport: string; address?: string }[];
  /** Whether no money moves. */
  sandbox: boolean;
}

/** Why a scan cannot be made: exit 1. */
export class ScanProblem extends Error {}

export interface TillAddress {
  host: string;
  port: number;
  token?: string | undefined;
}

export interface Till {
  /** The lane now. */
  lane(id: string): Promise<LaneFacts>;
  /** Hands a code over by REST. */
  scan(lane: string, text: string): Promise<void>;
}

/** How long a lane may take to become ready. */
const READY_WAIT_MS = 10_000;
const LOOK_EVERY_MS = 100;
/** A lane does not listen to guns in the first 150 ms of `ready`. */
const QUIET_MS = 200;

/** The till at an address, spoken to over its REST interface. */
export function connectTill({ host, port, token }: TillAddress): Till {
  const base = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };

  async function call(path: string, body?: object): Promise<Response> {
    const request =
      body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(base + path, request).catch(() => {
      throw new ScanProblem(
        `No till answers at ${base}. Start it with \`npm start\`, or give --host and --port.`,
      );
    });
    if (answer.status === 401 || answer.status === 403)
      throw new ScanProblem('The till asks for its token: set SCANTILL_TOKEN.');
    return answer;
  }

  return {
    async lane(id) {
      const answer = await call(`/api/v1/lanes/${encodeURIComponent(id)}`);
      if (answer.status === 404)
        throw new ScanProblem(`The till has no lane ${id}: name one of its own with --lane.`);
      if (!answer.ok) throw new ScanProblem(`The till answered ${answer.status}: ${await detailOf(answer)}`);
      return (await answer.json()) as LaneFacts;
    },
    async scan(lane, text) {
      const answer = await call(`/api/v1/lanes/${encodeURIComponent(lane)}/scan`, { text });
      if (!answer.ok)
        throw new ScanProblem(`The till refused the scan (${answer.status}): ${await detailOf(answer)}`);
    },
  };
}

/** Refuses to go on where money would move. */
export function refuseRealMoney(facts: LaneFacts, real: boolean): void {
  if (facts.sandbox || real) return;
  throw new ScanProblem('This till has a real gateway: a scan may move money. Add --real if that is meant.');
}

/** Resolves when the lane listens to its guns. */
export async function waitUntilReady(
  till: Till,
  { lane, clock }: { lane: string; clock: Clock },
): Promise<void> {
  const endsAt = clock.monotonic() + READY_WAIT_MS;
  for (;;) {
    const { screen } = await till.lane(lane);
    if (screen.mode === 'ready') return clock.sleep(QUIET_MS);
    if (clock.monotonic() > endsAt)
      throw new ScanProblem(`Lane ${lane} is not ready (it shows "${screen.mode}"): press Charge first.`);
    await clock.sleep(LOOK_EVERY_MS);
  }
}

/** Resolves when the till has a gun of that kind open on the lane. */
export async function waitUntilUp(
  till: Till,
  { lane, transport, clock, signal }: { lane: string; transport: string; clock: Clock; signal: AbortSignal },
): Promise<void> {
  for (;;) {
    const { scanners } = await till.lane(lane);
    if (scanners.some((gun) => gun.transport === transport && gun.status === 'up')) return;
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
}

async function detailOf(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => ({}))) as { detail?: unknown; title?: unknown };
  return String(problem.detail ?? problem.title ?? answer.statusText);
}
