import { z } from 'zod';
import type { Binding } from '../../devices/index.ts';
import type { Finding, ScannerCounters, ScannerIdentity } from '../../devices/scan.ts';
import type {
  ShownDevice,
  ShownHealth,
  ShownScan,
  ShownScanner,
  TechnicianLane,
  TechnicianView,
} from '../technician-messages.ts';
import { wire } from './wire.ts';

const text = z.string().exactOptional();
const epochMs = z.number().describe("Epoch ms on the till's clock");

const findingCodes = {
  DOUBTFUL: 'DOUBTFUL',
  GUN_SILENT: 'GUN_SILENT',
  IN_USE: 'IN_USE',
  KEYBOARD_MODE_UNSUPPORTED: 'KEYBOARD_MODE_UNSUPPORTED',
  KEYBOARD_NOT_NAMED: 'KEYBOARD_NOT_NAMED',
  KEYS_REACH_CONSOLE: 'KEYS_REACH_CONSOLE',
  LIBRARY_MISSING: 'LIBRARY_MISSING',
  LINE_UNREADABLE: 'LINE_UNREADABLE',
  LOST: 'LOST',
  NOT_ALLOWED: 'NOT_ALLOWED',
  NOT_BOUND: 'NOT_BOUND',
  NOT_FOUND: 'NOT_FOUND',
  NOT_REDIRECTED: 'NOT_REDIRECTED',
  NOT_TOLD_APART: 'NOT_TOLD_APART',
  OPEN_FAILED: 'OPEN_FAILED',
  PERMISSION_DENIED: 'PERMISSION_DENIED',
  REDIRECT_REFUSED: 'REDIRECT_REFUSED',
  TOO_MANY_CONNECTIONS: 'TOO_MANY_CONNECTIONS',
  TWO_CANDIDATES: 'TWO_CANDIDATES',
  WRONG_MODE: 'WRONG_MODE',
} as const satisfies { [Code in Finding['code']]: Code };

export const finding = wire<Finding>()(
  'Finding',
  z.strictObject({ code: z.enum(findingCodes), message: z.string(), cure: z.string() }),
);

const identity = wire<ScannerIdentity>()(
  'GunIdentity',
  z.strictObject({
    path: text,
    vendorId: text,
    productId: text,
    serialNumber: text,
    manufacturer: text,
    product: text,
    usbPort: text,
  }),
);

const counters = wire<ScannerCounters>()(
  'GunCounters',
  z.strictObject({
    taken: z.number(),
    refused: z.number(),
    ignored: z.number(),
    repeats: z.number(),
    malformed: z.number(),
    bytes: z.number(),
    lost: z.number(),
  }),
);

const lastScan = wire<ShownScan>()(
  'LastScan',
  z.strictObject({
    at: epochMs,
    outcome: z.enum(['taken', 'refused', 'ignored', 'repeat', 'test', 'bound', 'read', 'malformed']),
    why: text,
    aim: text,
    mask: z.string(),
    length: z.number(),
    pieces: z.array(z.strictObject({ atMs: z.number(), hex: z.string() })),
    text: z.string(),
  }),
);

export const health = wire<ShownHealth>()(
  'GunHealth',
  z.strictObject({
    level: z.enum(['internal', 'external', 'interactive']),
    health: z.enum(['good', 'bad', 'unknown']),
    says: z.string(),
  }),
);

export const transport = z.enum(['serial', 'hid', 'tcp', 'simulated']);
export const gunState = z.enum(['starting', 'up', 'down', 'absent', 'disabled']);

export const scanner = wire<ShownScanner>()(
  'Gun',
  z.strictObject({
    id: z.string(),
    lane: text,
    transport,
    mode: z.enum(['hidPos', 'keyboard', 'serial', 'network', 'simulated']).exactOptional(),
    name: z.string(),
    state: gunState,
    since: epochMs,
    finding: finding.exactOptional(),
    address: text.describe('Shown on the till itself alone'),
    identity: identity.exactOptional(),
    isConfigured: z.boolean(),
    canSound: z.literal(true).exactOptional(),
    counters,
    lastScan: lastScan.exactOptional(),
    testUntil: epochMs.exactOptional(),
    health: z.array(health).exactOptional(),
  }),
);

const device = wire<ShownDevice>()(
  'PluggedDevice',
  z.strictObject({
    key: z.string(),
    name: z.string(),
    place: z.string(),
    identity,
    certainty: z.enum(['certain', 'doubtful', 'wrongMode']),
    why: z.array(z.string()),
    finding: finding.exactOptional(),
    isUsable: z.boolean(),
  }),
);

const lane = wire<TechnicianLane>()(
  'GunLane',
  z.strictObject({ id: z.string(), name: z.string(), isFixed: z.boolean(), isBusy: z.boolean() }),
);

const refusals = {
  noSuchScanner: 'noSuchScanner',
  noSuchLane: 'noSuchLane',
  configured: 'configured',
  laneBusy: 'laneBusy',
  notUp: 'notUp',
  notSaved: 'notSaved',
} as const satisfies { [Why in NonNullable<Binding['problem']>]: Why };

/** A lane that waits for a gun. */
export const binding = wire<Binding>()(
  'Binding',
  z.strictObject({ lane: z.string(), until: epochMs, problem: z.enum(refusals).exactOptional() }),
);

export const view = wire<TechnicianView>()(
  'Guns',
  z.strictObject({
    bootId: z.string(),
    rev: z.number(),
    serverTime: epochMs,
    version: z.string(),
    shopName: z.string(),
    locale: z.string(),
    timeZone: z.string(),
    sandbox: z.boolean(),
    lanes: z.array(lane),
    scanners: z.array(scanner),
    devices: z.array(device),
    binding: z.strictObject({ lane: z.string(), until: epochMs, problem: text }).exactOptional(),
  }),
);
