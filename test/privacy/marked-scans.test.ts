import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { CODES, type MarkedTill, openMarkedTill } from '../support/marked-till.ts';
import { tcpGun } from '../support/tcp-gun.ts';
import { until } from '../support/until.ts';

/** A sale of its own on a lane, and its end. */
async function sale({ ask }: MarkedTill, lane: string) {
  const saleId = await until(
    async () => {
      const { status, text } = await ask('POST', `/api/v1/lanes/${lane}/charge`, {
        body: { amount: '12.30' },
      });
      return status === 201 && (JSON.parse(text).sale.saleId as string);
    },
    { what: `lane ${lane} can sell` },
  );
  const state = async () =>
    JSON.parse((await ask('GET', `/api/v1/sales/${saleId}`)).text).sale.state as string;
  const over = () =>
    until(async () => ['paid', 'declined', 'cancelled', 'withdrawn'].includes(await state()), {
      what: 'it is over',
    });
  return {
    saleId,
    state,
    over,
    cancel: () => ask('POST', `/api/v1/lanes/${lane}/cancel`, { body: { saleId } }),
  };
}

/** What a socket is told when it opens, or why it does not. */
async function socketOn(till: MarkedTill, auth: object): Promise<Socket> {
  const socket = io(till.url, { transports: ['websocket'], auth, reconnection: false, forceNew: true });
  onTestFinished(() => void socket.close());
  socket.onAny((event, ...told) => till.told('what a socket is told', JSON.stringify([event, told])));
  const refused = once(socket as never, 'connect_error').then(([error]) =>
    till.told('why a socket is refused', JSON.stringify([String(error), (error as { data?: unknown }).data])),
  );
  await Promise.race([once(socket as never, 'connect'), refused]);
  return socket;
}

test('codes from guns of every transport, whole, cut off and at the wrong time, are found nowhere', async () => {
  const till = await openMarkedTill();
  const address = await until(
    async () =>
      JSON.parse((await till.ask('GET', '/api/v1/lanes/2')).text).scanners[0]?.address as string | undefined,
    { what: 'the network gun is waited for' },
  );
  const network = await tcpGun(address);
  onTestFinished(() => void network.destroy());
  const hid = till.gun('A');
  const isOpen = () => until(() => hid.isOpen(), { what: 'the gun is open' });
  for (const { text } of CODES) {
    await isOpen();
    const first = await sale(till, '1');
    // For an instant after the charge a gun is not listened to.
    await until(async () => hid.scan(text) ?? (await first.state()) !== 'ready', { what: 'it was scanned' });
    await first.over();
    // Nobody waits for these.
    hid.scan(text);
    hid.push(Buffer.from(text.slice(0, 12)));
    if (text === CODES[0]?.text) {
      hid.unplug();
      hid.plugIn();
    }
    const second = await sale(till, '2');
    network.write(`]Q3${text}\r\n`);
    await till.ask('GET', '/api/v1/scanners');
    await second.cancel();
    await second.over();
    network.write(text.slice(0, 9));
    network.write(`${text}${text}`.repeat(20));
    network.write('\r');
  }
  for (const path of [
    '/api/v1/scanners',
    '/api/v1/log',
    '/api/v1/orders',
    '/api/v1/days/today.csv',
    '/healthz',
    '/metrics',
  ])
    await till.ask('GET', path);
  await till.stop();
  expect(till.leaks()).toEqual([]);
});

test('codes that come over sockets, in each place of a message, are found nowhere', async () => {
  const till = await openMarkedTill();
  const good = await socketOn(till, { lane: '1' });
  for (const { text } of CODES.slice(0, 6)) {
    for (const auth of [
      { lane: text },
      { lane: '1', token: text },
      { lane: '1', view: text },
      { lane: '1', language: text },
    ])
      (await socketOn(till, auth)).close();
    const commandId = `command-${text}`.slice(0, 64);
    for (const [event, message] of [
      ['charge', { commandId: 'a-command-1', amountMinor: 500, reference: text }],
      ['charge', { commandId, amountMinor: 500 }],
      ['charge', { commandId: 'a-command-2', amountMinor: text }],
      ['charge', { commandId: 'a-command-3', amountMinor: 500, [text]: text }],
      ['scan', { commandId: 'a-command-4', saleId: text, text }],
      ['cancel', { commandId: 'a-command-5', saleId: text }],
      [text, { text }],
      ['scan', text],
    ] as const) {
      const answer = await good
        .timeout(300)
        .emitWithAck(event, message)
        .catch(() => 'no answer');
      till.told('what a command is answered', JSON.stringify(answer));
    }
    const { cancel, over } = await sale(till, '2');
    await cancel();
    await over();
  }
  await till.stop();
  expect(till.leaks()).toEqual([]);
});
