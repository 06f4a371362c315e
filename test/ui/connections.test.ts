import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Connections } from '../../src/ui/connections.ts';
import { type HandClock, handClock } from '../support/hand-clock.ts';

interface Caller {
  request: IncomingMessage;
  isOver(): boolean;
  leave(): void;
}

/** A till's door, and callers at it by address. */
function door(clock: HandClock = handClock()) {
  const limits = { connections: 4, connectionsPerAddress: 3, requestsPerSecond: 1 };
  const warnings: string[] = [];
  const connections = new Connections({ limits, clock, warn: (_, about) => warnings.push(about) });
  const server = new EventEmitter();
  connections.watch(server as unknown as Server);
  let ports = 40_000;
  const call = (remoteAddress: string): Caller => {
    ports += 1;
    const socket = new EventEmitter() as EventEmitter & Partial<Socket>;
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      socket.emit('close');
    };
    Object.assign(socket, { remoteAddress, remotePort: ports, localPort: 8080, destroy: end });
    server.emit('connection', socket);
    return { request: { socket } as unknown as IncomingMessage, isOver: () => isOver, leave: end };
  };
  const prove = (caller: Caller) => connections.prove(caller.request);
  return { call, prove, connections, warnings, clock };
}

test('one address has so many places; the newcomer gets the oldest of them that has proved nothing', () => {
  const { call, prove } = door();
  const callers = [call('10.0.0.1'), call('10.0.0.1'), call('10.0.0.1')];
  prove(callers[0] as Caller);
  const late = call('10.0.0.1');
  expect([...callers, late].map((caller) => caller.isOver())).toEqual([false, true, false, false]);
});

test('where all of an address have proved themselves the newcomer is turned away, and other addresses have theirs', () => {
  const { call, prove, warnings } = door();
  for (let count = 0; count < 3; count += 1) prove(call('10.0.0.1'));
  expect(call('10.0.0.1').isOver()).toBe(true);
  expect(call('10.0.0.2').isOver()).toBe(false);
  expect(warnings).toEqual(['10.0.0.1 too many of one address']);
});

test('places in all go the same way, and the machine itself has its own', () => {
  const { call, prove, connections } = door();
  const first = call('10.0.0.1');
  const proven = ['10.0.0.2', '10.0.0.3', '10.0.0.4'].map((address) => call(address));
  proven.forEach(prove);
  const next = call('10.0.0.5');
  expect([first.isOver(), next.isOver()]).toEqual([true, false]);
  prove(next);
  expect(call('10.0.0.6').isOver()).toBe(true);
  for (let count = 0; count < 50; count += 1) expect(call('127.0.0.1').isOver()).toBe(false);
  expect(connections.open).toEqual({ local: 50, far: 4 });
  expect(proven.some((caller) => caller.isOver())).toBe(false);
});

test('who leaves frees the place, and an address counts the same written in the longer way', () => {
  const { call, prove, connections } = door();
  const callers = [call('10.0.0.1'), call('::ffff:10.0.0.1'), call('10.0.0.1')];
  callers.forEach(prove);
  expect(call('10.0.0.1').isOver()).toBe(true);
  callers[1]?.leave();
  expect(call('10.0.0.1').isOver()).toBe(false);
  expect(connections.open).toEqual({ local: 0, far: 3 });
});

test('new connections come at a rate, so that opening and closing does not wear the till out', async () => {
  const { call, clock } = door();
  let taken = 0;
  const rush = () => {
    for (let count = 0; count < 1000; count += 1) {
      const caller = call('10.0.0.1');
      if (!caller.isOver()) taken += 1;
      caller.leave();
    }
  };
  rush();
  expect(taken).toBe(200);
  await clock.advance(1000);
  rush();
  expect(taken).toBe(230);
});
