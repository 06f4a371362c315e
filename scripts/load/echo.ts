import { io } from 'socket.io-client';
import type { Spread } from './stages.ts';
import { spreadOf } from './stages.ts';

export interface EchoShare {
  socket: Spread;
  http: Spread;
}

/** The same ways there and back, at the same pace, to something that does nothing: what is left is this program's and the system's. */
export async function measureEcho(
  url: string,
  { count, lanes, everyMs }: { count: number; lanes: number; everyMs: number },
): Promise<EchoShare> {
  const overSocket: number[] = [];
  const overHttp: number[] = [];
  await Promise.all(
    Array.from({ length: lanes }, async (_, index) => {
      const socket = io(url, { transports: ['websocket'], forceNew: true });
      await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
      await pause((everyMs * index) / lanes);
      for (let i = 0; i < Math.ceil(count / lanes); i += 1) {
        const startedAt = performance.now();
        await socket.emitWithAck('echo', { commandId: 'load-echo', amountMinor: 1230 });
        const between = performance.now();
        overSocket.push(between - startedAt);
        await (await fetch(url, { method: 'POST', body: '{"amount":"12.30"}' })).text();
        overHttp.push(performance.now() - between);
        await pause(everyMs - (performance.now() - startedAt));
      }
      socket.close();
    }),
  );
  return { socket: spreadOf(overSocket), http: spreadOf(overHttp) };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
