import { expect, test } from 'vitest';
import { AlertWatch, ToldAlerts } from '../../src/outgoing/alert-watch.ts';
import { type AlertFacts, alertsOf } from '../../src/outgoing/alerts.ts';
import type { OutgoingEvent } from '../../src/outgoing/event.ts';
import { handClock } from '../support/hand-clock.ts';

const NOW = 1_800_000_000_000;
const WELL: AlertFacts = { now: NOW, needing: [], gunless: [] };
const kindsOf = (facts: Partial<AlertFacts>) => alertsOf({ ...WELL, ...facts }).map(({ kind }) => kind);

test('a till that is well raises nothing', () => {
  expect(alertsOf(WELL)).toEqual([]);
});

test('lanes that are blocked for a minute are told of; a disk that fails at once; a till that restarts never', () => {
  const block = (kind: string, ms: number) => ({ block: { kind, since: NOW - ms } });
  expect(kindsOf(block('unreachable', 59_999))).toEqual([]);
  expect(kindsOf(block('unreachable', 60_000))).toEqual(['laneBlocked']);
  expect(kindsOf(block('storeFault', 0))).toEqual(['storeFault']);
  expect(kindsOf(block('stopping', 600_000))).toEqual([]);
});

test('each order that waits for a person, a close that failed and a lane without a gun have their own', () => {
  const needing = ['A', 'B'].map((orderNo) => ({ orderNo, lane: '1', since: NOW }));
  expect(kindsOf({ needing })).toEqual(['orderNeedsPerson', 'orderNeedsPerson']);
  expect(kindsOf({ closeFailed: { day: '2026-11-20', since: NOW, detail: 'ENOSPC' } })).toEqual([
    'closeFailed',
  ]);
  expect(kindsOf({ gunless: [{ lane: '1', since: NOW - 299_999 }] })).toEqual([]);
  expect(kindsOf({ gunless: [{ lane: '1', since: NOW - 300_000 }] })).toEqual(['gunDown']);
});

test('an alert is raised once and cleared once; what comes back is raised anew', async () => {
  const clock = handClock({ startsAt: NOW });
  let needing: AlertFacts['needing'] = [];
  let gunlessLanes: string[] = ['2'];
  const told: OutgoingEvent[] = [];
  const watch = new AlertWatch({
    clock,
    facts: async () => ({ needing, gunlessLanes }),
    tell: (event) => told.push(event),
    onFault: (error) => {
      throw error;
    },
  });
  watch.start();
  await clock.advance(10_000);
  expect(told).toEqual([]);
  needing = [{ orderNo: 'A', lane: '1', since: NOW + 9_000 }];
  await clock.advance(20_000);
  expect(told.map(({ id }) => id)).toEqual([`alert.raised.order.A.${NOW + 9_000}`]);
  expect(told[0]).toMatchObject({
    type: 'alert.raised',
    lane: '1',
    data: { alert: { id: 'order.A', kind: 'orderNeedsPerson', orderNo: 'A', lane: '1' } },
  });
  needing = [];
  await clock.advance(5_000);
  expect(told.map(({ type }) => type)).toEqual(['alert.raised', 'alert.cleared']);
  await clock.advance(300_000);
  expect(told.at(-1)).toMatchObject({
    type: 'alert.raised',
    lane: '2',
    data: { alert: { kind: 'gunDown' } },
  });
  gunlessLanes = [];
  await clock.advance(5_000);
  gunlessLanes = ['2'];
  await clock.advance(305_000);
  expect(told.slice(2).map(({ type }) => type)).toEqual(['alert.raised', 'alert.cleared', 'alert.raised']);
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  watch.stop();
});

test('what was raised before the till was started anew is called off where it is over, and not raised again where it is not', async () => {
  const clock = handClock({ startsAt: NOW });
  const raised = ['1', '2'].map((lane) => ({
    id: `alert.raised.gun.${lane}.1`,
    type: 'alert.raised' as const,
    at: 1,
    lane,
    data: { alert: { id: `gun.${lane}`, kind: 'gunDown', lane, since: new Date(1).toISOString() } },
  }));
  const fault = { id: 'blocked.storeFault', kind: 'storeFault', since: new Date(2).toISOString() };
  const before = new ToldAlerts();
  for (const event of raised) before.hear(event);
  before.hear({ id: 'A', type: 'alert.raised', at: 2, data: { alert: fault } });
  before.hear({ id: 'B', type: 'alert.raised', at: 3, data: { alert: { ...fault, id: 'order.OVER' } } });
  before.hear({ id: 'C', type: 'alert.cleared', at: 4, data: { alert: { ...fault, id: 'order.OVER' } } });
  const told: OutgoingEvent[] = [];
  const watch = new AlertWatch({
    clock,
    facts: async () => ({ needing: [], gunlessLanes: ['2'] }),
    tell: (event) => told.push(event),
    onFault: (error) => {
      throw error;
    },
  });
  watch.start(before.standing);
  await clock.advance(4_000);
  expect(told, 'guns are looked for first').toEqual([]);
  await clock.advance(600_000);
  expect(told.map(({ id }) => id)).toEqual(['alert.cleared.gun.1.1', 'alert.cleared.blocked.storeFault.2']);
  expect(watch.open.map(({ id }) => id)).toEqual(['gun.2']);
  watch.stop();
});
