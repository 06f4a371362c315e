import { z } from 'zod';
import { shopSettingsSchema } from '../../shop-settings.ts';
import type { PersonFacts, SessionFacts, WirePeople } from '../messages.ts';
import type { SettingName, SettingsAnswer } from '../settings-messages.ts';
import type { DoctorAnswer, LogAnswer } from '../technician-messages.ts';
import { wire } from './wire.ts';

const role = z.enum(['cashier', 'technician', 'manager']);
const facts = { id: z.string(), name: z.string(), role };
const state = z.enum(['active', 'left']);

/** Somebody who works here. */
export const person = wire<PersonFacts>()('Person', z.strictObject(facts));

export const people = wire<WirePeople>()(
  'People',
  z.strictObject({
    people: z.array(z.strictObject({ ...facts, state }).meta({ id: 'ListedPerson' })),
    hasManager: z
      .boolean()
      .describe('As long as there is none, everybody may do everything but change this list'),
    isDamaged: z.boolean(),
  }),
);

export const session = wire<SessionFacts>()(
  'Session',
  z.strictObject({
    token: z.string().describe('Sent with what is done in this name, as Scantill-Session'),
    person,
    until: z.number().describe("Epoch ms on the till's clock"),
  }),
);

const settingNames = z.enum(Object.keys(shopSettingsSchema.shape) as [SettingName, ...SettingName[]]);

export const settings = wire<SettingsAnswer>()(
  'Settings',
  z.strictObject({
    settings: shopSettingsSchema.meta({ id: 'ShopSettings' }),
    fixed: z.array(settingNames).describe('Those that stand in the configuration file'),
    languages: z.array(z.string()),
    currency: z.strictObject({ code: z.string(), digits: z.number() }),
  }),
);

export const logLines = wire<LogAnswer>()(
  'LogLines',
  z.strictObject({
    bootId: z.string(),
    lines: z.array(
      z.strictObject({
        n: z.number(),
        time: z.string(),
        level: z.string(),
        message: z.string(),
        fields: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
);

export const doctorChecks = wire<DoctorAnswer>()(
  'DoctorChecks',
  z.strictObject({
    checks: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        outcome: z.enum(['ok', 'warn', 'fail']),
        detail: z.string(),
        cure: z.string().exactOptional(),
      }),
    ),
  }),
);
