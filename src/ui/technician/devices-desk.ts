import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../clock.ts';
import type {
  WireCode,
  WireCodeState,
  WireDevice,
  WireDevices,
  WireLanes,
  WireProgram,
} from '../pairing-messages.ts';
import { type Api, needOf, type Reply } from './api.ts';

type Role = 'cashier' | 'customer' | 'technician' | 'manager';

/** A code that is shown, and what became of it. */
export interface ShownCode extends WireCode {
  state: WireCodeState['state'];
  device?: WireDevice | undefined;
}

/** Tablets and programs that were let in, and letting more in. */
export interface DevicesDesk {
  /** `hidden`: nobody has asked for it yet. */
  list: ReadonlySignal<readonly WireDevice[] | 'hidden'>;
  code: ReadonlySignal<ShownCode | undefined>;
  /** A program's token: shown once. */
  program: ReadonlySignal<WireProgram | undefined>;
  busy: ReadonlySignal<boolean>;
  problem: ReadonlySignal<string | undefined>;
  /** Shows the list; where that needs a PIN, somebody is asked. */
  open(): Promise<void>;
  makeCode(wish: { name: string; role: Role; lanes: WireLanes }): Promise<void>;
  makeProgram(wish: { name: string; scopes: string[]; lanes: WireLanes }): Promise<void>;
  revoke(id: string): Promise<void>;
  /** The code, or the token, goes away. */
  close(): void;
}

const ANSWER_MS = 10_000;
const WAIT_S = 20;
const RETRY_MS = 2000;

export interface DevicesDeskParts {
  clock: Clock;
  api: Api;
  signIn(need: 'technician' | 'manager'): Promise<boolean>;
  noAnswer: string;
}

export function createDevicesDesk({ clock, api, signIn, noAnswer }: DevicesDeskParts): DevicesDesk {
  const list = signal<readonly WireDevice[] | 'hidden'>('hidden');
  const code = signal<ShownCode | undefined>(undefined);
  const program = signal<WireProgram | undefined>(undefined);
  const busy = signal(false);
  const problem = signal<string | undefined>(undefined);
  let watching = new AbortController();

  function told<T>(reply: Reply<T>): T | undefined {
    if (reply.kind === 'ok') return reply.body;
    problem.value = reply.kind === 'refused' ? reply.message : noAnswer;
    return undefined;
  }

  async function load(): Promise<void> {
    let reply = await api.get<WireDevices>('/devices', ANSWER_MS);
    const need = needOf(reply);
    if (need !== undefined && (await signIn(need))) reply = await api.get('/devices', ANSWER_MS);
    const answer = told(reply);
    if (answer) list.value = answer.devices;
  }

  async function during(run: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    problem.value = undefined;
    await run();
    busy.value = false;
  }

  /** Follows a code until it is used or over, as long as it is shown. */
  async function watch(id: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && code.value?.state === 'open') {
      const path = `/pairing/codes/${id}?waitSeconds=${WAIT_S}`;
      const reply = await api.get<WireCodeState>(path, ANSWER_MS + WAIT_S * 1000, signal);
      if (signal.aborted || code.value?.id !== id) return;
      if (reply.kind === 'ok') code.value = { ...code.value, ...reply.body };
      else await clock.sleep(RETRY_MS, signal).catch(() => {});
    }
    if (!signal.aborted) await load();
  }

  function close(): void {
    watching.abort();
    if (code.value?.state === 'open') void api.delete(`/pairing/codes/${code.value.id}`);
    code.value = undefined;
    program.value = undefined;
    problem.value = undefined;
  }

  return {
    list,
    code,
    program,
    busy,
    problem,
    open: () => during(load),
    makeCode: (wish) =>
      during(async () => {
        close();
        const made = told(await api.post<WireCode>('/pairing/codes', wish));
        if (!made) return;
        code.value = { ...made, state: 'open' };
        watching = new AbortController();
        void watch(made.id, watching.signal);
      }),
    makeProgram: (wish) =>
      during(async () => {
        close();
        program.value = told(await api.post<WireProgram>('/programs', wish));
        if (program.value) await load();
      }),
    revoke: (id) =>
      during(async () => {
        if (told(await api.delete(`/devices/${id}`))) await load();
      }),
    close,
  };
}
