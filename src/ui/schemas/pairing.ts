import { z } from 'zod';
import { ROLES, SCOPES } from '../../access/acts.ts';
import type {
  WireCode,
  WireCodeState,
  WireDevice,
  WireDevices,
  WirePaired,
  WireProgram,
  WireVisitor,
} from '../pairing-messages.ts';
import { wire } from './wire.ts';

export const lanes = z
  .union([z.literal('all'), z.array(z.string().min(1).max(32)).min(1).max(100)])
  .describe('Ids of the lanes it is bound to');
export const deviceRole = z.enum(['cashier', 'customer', 'manager', 'technician']);
export const scopes = z.array(z.enum(SCOPES));
const at = z.number().describe('Epoch ms');

export const visitor = wire<WireVisitor>()(
  'Visitor',
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('local') }),
    z.strictObject({
      kind: z.literal('device'),
      name: z.string(),
      role: deviceRole,
      lanes,
      home: z.string().describe('The page it goes on to'),
    }),
    z.strictObject({ kind: z.literal('program'), name: z.string(), lanes, scopes }),
    z.strictObject({
      kind: z.literal('nobody'),
      why: z.enum(['notPaired', 'revoked', 'expired', 'tokenUnknown']),
    }),
  ]),
);

export const device = wire<WireDevice>()(
  'Device',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    lanes,
    scopes: scopes.describe('Of a program; else none'),
    createdAt: at,
    createdBy: z.string(),
    lastSeenAt: at.describe('Epoch ms, exact to a day').optional(),
    expiresAt: at.optional(),
    revokedAt: at.optional(),
  }),
);

export const devices = wire<WireDevices>()('Devices', z.strictObject({ devices: z.array(device) }));

export const madeCode = wire<WireCode>()(
  'PairingCode',
  z.strictObject({
    id: z.string(),
    code: z.string(),
    until: at,
    addresses: z.array(z.string()).describe("Where tablets reach the till's /pair, the likeliest first"),
    qr: z
      .strictObject({ text: z.string(), size: z.number(), path: z.string() })
      .describe('The first address with the code behind #, as an SVG path on a grid of `size`')
      .optional(),
  }),
);

export const codeState = wire<WireCodeState>()(
  'PairingCodeState',
  z.strictObject({
    state: z
      .enum(['open', 'used', 'over', 'guessed'])
      .describe('guessed: five wrong guesses at this code shut it'),
    device: device.optional(),
  }),
);

export const program = wire<WireProgram>()(
  'Program',
  z.strictObject({ device, token: z.string().describe('Told this once, and kept nowhere') }),
);

export const paired = wire<WirePaired>()(
  'Paired',
  z.strictObject({ device, home: z.string().describe('The page it goes on to') }),
);
