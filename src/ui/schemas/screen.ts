import { z } from 'zod';
import { LANGUAGES } from '../languages/tags.ts';
import type {
  Screen,
  ScreenAction,
  ScreenMode,
  ScreenNotice,
  ScreenOpenOrder,
  ScreenOrder,
  ScreenScanner,
  WireAmount,
} from '../messages.ts';
import { wire } from './wire.ts';

const text = z.string().exactOptional();
const epochMs = z.number().describe("Epoch ms on the till's clock");

const modes = [
  'idle',
  'ready',
  'paying',
  'cancelling',
  'paid',
  'declined',
  'cancelled',
  'notSent',
  'unknown',
  'held',
  'refunding',
  'refunded',
  'settled',
  'attention',
  'blocked',
  'test',
] as const satisfies ScreenMode[];

const actions = [
  'charge',
  'cancel',
  'dismiss',
  'retry',
  'keepWaiting',
  'nextCustomer',
  'paidAnotherWay',
  'giveBack',
] as const satisfies ScreenAction[];

const minorAmount = wire<WireAmount>()(
  'MinorAmount',
  z.strictObject({
    minor: z.number().describe('Whole minor units'),
    currency: z.string(),
    digits: z.number(),
  }),
);

const order = wire<ScreenOrder>()(
  'ScreenOrder',
  z.strictObject({
    orderNo: z.string(),
    wallet: z.string(),
    codeMask: z.string(),
    paid: minorAmount.exactOptional(),
    walletNumber: text,
  }),
);

const scanner = wire<ScreenScanner>()(
  'ScreenScanner',
  z.strictObject({ id: z.string(), name: z.string(), up: z.boolean(), problem: text }),
);

const openOrder = wire<ScreenOpenOrder>()(
  'ScreenOpenOrder',
  z.strictObject({
    orderNo: z.string(),
    amount: minorAmount,
    state: z.string(),
    attention: z.boolean(),
    text: z.string(),
    since: epochMs,
  }),
);

const notice = wire<ScreenNotice>()(
  'ScreenNotice',
  z.strictObject({ id: z.string(), tone: z.enum(['info', 'attention']), text: z.string(), at: epochMs }),
);

/** What a lane's tablets show. */
export const screen = wire<Screen>()(
  'Screen',
  z.strictObject({
    bootId: z.string(),
    rev: z.number(),
    version: z.string(),
    lane: z.string(),
    laneName: z.string(),
    shopName: z.string(),
    mode: z.enum(modes),
    saleId: text,
    amount: minorAmount.exactOptional(),
    reference: text,
    message: z.string(),
    hint: text,
    deadlineAt: epochMs.exactOptional(),
    startedAt: epochMs.exactOptional(),
    actions: z.array(z.enum(actions)),
    order: order.exactOptional(),
    scanners: z.array(scanner),
    openOrders: z.array(openOrder),
    notices: z.array(notice),
    warnings: z.array(z.string()),
    restarting: z.literal(true).exactOptional(),
    currency: z.strictObject({ code: z.string(), digits: z.number() }),
    maxMinor: z.number(),
    quickMinor: z.array(z.number()),
    resultSeconds: z.number(),
    signIn: z.boolean(),
    language: z.enum(LANGUAGES),
    locale: z.string(),
    sandbox: z.boolean(),
    serverTime: epochMs,
  }),
);
