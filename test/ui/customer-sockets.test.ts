import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import { COMMAND_NAMES } from '../../src/ui/commands.ts';
import type { CustomerScreen } from '../../src/ui/messages.ts';
import { connectTablet, runUi } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

interface Display {
  socket: Socket;
  screens: CustomerScreen[];
  /** Names of everything that came. */
  events: string[];
}

async function connectDisplay(url: string, auth: object = {}): Promise<Display> {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { lane: '1', view: 'customer', ...auth },
  });
  onTestFinished(() => void socket.close());
  const screens: CustomerScreen[] = [];
  const events: string[] = [];
  let refused: Error | undefined;
  socket.on('connect_error', (error) => {
    refused = error;
  });
  socket.onAny((name: string, screen: CustomerScreen) => {
    events.push(name);
    screens.push(screen);
  });
  await until(() => screens.length > 0 || refused, { what: 'the display has a screen' });
  if (refused) throw refused;
  return { socket, screens, events };
}

test("a customer's screen follows its lane at the cashier's own revisions, and gets nothing but its own screens", async () => {
  const { url } = await runUi({ lanes: ['1', '2'] });
  const cashier = await connectTablet(url);
  const display = await connectDisplay(url);
  const other = await connectDisplay(url, { lane: '2' });
  expect(display.screens[0]).toMatchObject({ mode: 'welcome', lane: '1' });

  const { saleId } = await cashier.command('charge', { commandId: 'tap-charge-1', amountMinor: 1230 });
  const text = makeCode({ wallet: 'alipay', outcome: 'paid' }, systemRandom);
  await until(() => display.screens.at(-1)?.mode === 'show', { what: 'the customer is asked for the code' });
  await cashier.command('scan', { commandId: 'tap-scan-1', saleId, text });
  const paid = await cashier.screenWhen(({ mode }) => mode === 'paid');
  await until(() => display.screens.at(-1)?.rev === paid.rev, { what: 'the customer has the same' });

  expect(display.screens.at(-1)).toMatchObject({ mode: 'paid', amount: { minor: 1230 }, sandbox: true });
  expect(new Set(display.events)).toEqual(new Set(['customer']));
  const byRev = new Map(cashier.screens.map((screen) => [screen.rev, screen]));
  for (const { rev, mode } of display.screens) {
    if (mode === 'paid') expect(byRev.get(rev)?.mode).toBe('paid');
  }
  expect(other.screens.every(({ lane, mode }) => lane === '2' && mode === 'welcome')).toBe(true);
  expect(cashier.screens.every((screen) => 'actions' in screen)).toBe(true);
});

test("a customer's screen can command nothing, whatever it sends", async () => {
  const { url, engine } = await runUi();
  await engine.charge('1');
  const sale = engine.payments.view('1')?.phase;
  const saleId = sale?.kind === 'ready' ? sale.sale.saleId : '';
  const display = await connectDisplay(url);
  for (const name of COMMAND_NAMES) {
    display.socket.emit(name);
    display.socket.emit(name, { commandId: `unacked-${name}`, saleId, amountMinor: 100 });
    const body = { commandId: `display-${name}`, saleId, amountMinor: 100, text: 'x', noticeId: 'n' };
    const answer: unknown = await display.socket.timeout(5000).emitWithAck(name, body);
    expect(answer).toEqual({
      ok: false,
      error: { code: 'customerView', message: expect.stringMatching(/\.$/) },
    });
  }
  expect(engine.payments.view('1')?.phase.kind).toBe('ready');
});

test('a view that there is not is refused by what there is', async () => {
  const { url } = await runUi();
  for (const view of ['Customer', '', 7, null, ['customer']]) {
    await expect(connectDisplay(url, { view })).rejects.toThrow('"cashier" or "customer"');
  }
  await expect(connectDisplay(url, { lane: '9' })).rejects.toThrow('There is no lane "9"');
});
