import { z } from 'zod';
import { EVENT_TYPES } from './event-types.ts';
import { hostPort, id, scanner } from './scanner-config.ts';
import { shopSettingsSchema } from './shop-settings.ts';

/**
 * One strict schema: every setting, its default and its unit. Relative paths are made absolute and files are read by
 * `load-config.ts`; this file is pure.
 */

const port = z.int().min(0).max(65535);
const seconds = z.int().min(1);
const rsa2 = z.strictObject({
  type: z.literal('rsa2'),
  privateKeyFile: z.string().min(1).optional(),
  gatewayPublicKeyFile: z.string().min(1).optional(),
});
const basic = z.strictObject({
  type: z.literal('basic'),
  username: z.string().min(1),
  passwordFile: z.string().min(1).optional(),
});

const codepay = z.strictObject({
  kind: z.literal('codepay'),
  baseUrl: z.url({ protocol: /^https?$/ }),
  path: z.string().startsWith('/').default('/api/entry'),
  appId: z.string().min(1).max(32),
  merchantNo: z.string().min(1).max(32),
  storeNo: z.string().min(1).max(32).optional(),
  terminalSn: z.string().min(1).max(32).optional(),
  /** One id for all wallets, or a map from wallet id to the gateway's. */
  payMethodId: z.union([z.string().min(1), z.record(z.string(), z.string().min(1))]).optional(),
  auth: z.discriminatedUnion('type', [rsa2, basic]),
  notifyUrl: z.url().max(256).optional(),
  /** Business codes that are a definite no. Everything else that is not "0" is unknown. */
  refusalCodes: z.array(z.string().min(1)).default([]),
  /** Business codes that mean "no record of that order number (yet)". */
  noRecordCodes: z.array(z.string().min(1)).default(['E04111']),
});

const sandbox = z.strictObject({ kind: z.literal('sandbox') });

const walletRule = z.strictObject({
  /** Wallet id, such as `alipay`. */
  wallet: id,
  /** Shown name, such as `Alipay`. */
  name: z.string().min(1).max(40),
  /** Regular expression over the whole code. */
  pattern: z.string().min(1).refine(isRegExp, 'expected a regular expression'),
});

const { locale: _, ...settable } = shopSettingsSchema.partial().shape;

const shop = z.strictObject({
  /** What a manager may set on the page as long as it does not stand here. */
  ...settable,
  locale: z.string().refine(isLocale, 'expected a language tag such as "en" or "zh-CN"').optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected three capital letters (ISO 4217), such as "USD"')
    .default('USD'),
  /** Decimals the shop uses; default: ISO 4217's for the currency. */
  minorDigits: z.int().min(0).max(4).optional(),
  timeZone: z.string().refine(isTimeZone, 'expected an IANA time zone such as "America/New_York"').optional(),
  /** Picture of the shop's sign: PNG, WebP or SVG, at most 256 KB. */
  logoFile: z.string().min(1).optional(),
  /** Wallets that customers are told of, by name; default: those of `gateway.payMethodId`, where it is a map. */
  walletNames: z.array(z.string().trim().min(1).max(30)).max(12).optional(),
  /** Local time at which a business day begins. */
  dayStartsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected HH:MM')
    .default('04:00'),
  /** The largest sale, as a decimal text in the currency. */
  maxAmount: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'expected a decimal text such as "5000.00"')
    .optional(),
});

const payment = z.strictObject({
  /** The cashier's wait for an outcome, before the cancel begins. */
  waitSeconds: seconds.default(50),
  /** Life of an order at the gateway: after it, it can be neither paid nor cancelled. */
  expiresSeconds: seconds.max(3600).default(120),
  /** Youngest age at which a wallet takes a cancel. */
  cancelNotBeforeSeconds: z.int().min(0).default(15),
  /** Time limit of the submit call. */
  submitTimeoutSeconds: seconds.default(15),
  /** Time after the send at which queries begin beside a submit that has not answered. */
  queryBesideSubmitSeconds: seconds.default(5),
  /** From this age an undecided order lets the lane go. */
  releaseLaneSeconds: seconds.default(90),
  /** How long a lane waits for a scan. */
  readySeconds: seconds.default(90),
  /** Start of `ready` in which guns are not listened to, ms: a trigger pulled too early counts for nobody. */
  quietMs: z.int().min(0).max(5000).default(150),
  /** Calls to the gateway per second, all lanes together. */
  callsPerSecond: z.number().min(0.1).default(20),
  /** Calls that may come at once. */
  callBurst: z.int().min(1).default(60),
  maxRefundsPerOrder: z.int().min(1).default(10),
  /** How long after the send a wallet takes a cancel; later, or where it takes none (0), unwanted money is asked back by a refund. */
  reversal: z.array(z.strictObject({ wallet: id, cancelWithinSeconds: z.int().min(0) })).default([]),
  /** Rules by which wallets are told apart, tried in order before the built-in ones. */
  wallets: z.array(walletRule).default([]),
});

const lane = z.strictObject({
  id,
  name: z.string().min(1).max(40).optional(),
  /** Left out: what is plugged in and certain to be a scanner. */
  scanners: z.array(scanner).optional(),
});

/** Others than the till's own machine come with TLS, and `server.port` is for that machine alone. */
const tls = z.strictObject({
  /** PEM: the certificate, then those of the authorities in between. */
  certFile: z.string().min(1),
  keyFile: z.string().min(1),
  port: port.default(8443),
  /** Of `Strict-Transport-Security`; 0: it is not sent. */
  hstsSeconds: z.int().min(0).default(0),
});

/** What others than the till's own machine get of it. */
const limits = z.strictObject({
  connections: z.int().min(10).default(500),
  connectionsPerAddress: z.int().min(5).default(100),
  /** Of one address; three times as many may come at once. */
  requestsPerSecond: z.int().min(1).default(100),
});

const server = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: port.default(8080),
  /** Bearer token of a program that may do all that programs may. Tablets and other programs are paired instead. */
  tokenFile: z.string().min(1).optional(),
  /** Further names under which browsers may reach the till, such as `till.shop.lan:8080`. */
  allowedHosts: z.array(z.string().min(1)).default([]),
  /** A port for gateway notifications alone. */
  webhookListen: hostPort.optional(),
  tls: tls.optional(),
  limits: limits.prefault({}),
});

/** For how long what may tell of a person is kept, days; 0: for ever. */
const privacy = z.strictObject({
  /** Of what is closed: references, reasons, masked codes, the gateway's notices. Refunds of a month ago are common. */
  keepDays: z
    .int()
    .min(0)
    .refine((days) => days === 0 || days >= 30, 'expected 0 (for ever), or 30 or more')
    .default(400),
  /** Of the names in `audit.jsonl`. */
  keepAuditDays: z
    .int()
    .min(0)
    .refine((days) => days === 0 || days >= 90, 'expected 0 (for ever), or 90 or more')
    .default(730),
});

/** A program that is told what happens here. */
const webhook = z.strictObject({
  id,
  url: z.url({ protocol: /^https?$/ }),
  /** At least 24 random bytes in base64: what events are signed with. */
  secretFile: z.string().min(1),
  /** Left out: all. */
  events: z.array(z.enum(EVENT_TYPES)).min(1).optional(),
  /** Left out: all, and what is of no lane. */
  lanes: z.array(id).min(1).optional(),
});

export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  server: server.prefault({}),
  dataDir: z.string().min(1).default('data'),
  shop: shop.prefault({}),
  gateway: z.discriminatedUnion('kind', [codepay, sandbox]),
  payment: payment.prefault({}),
  privacy: privacy.prefault({}),
  lanes: z
    .array(lane)
    .min(1)
    .default([{ id: '1' }]),
  webhooks: z.array(webhook).max(5).default([]),
});

export type Config = z.output<typeof configSchema>;
export type CodePayConfig = z.output<typeof codepay>;
export type PaymentConfig = Config['payment'];

function isRegExp(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
