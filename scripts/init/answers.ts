import { configSchema } from '../../src/config.ts';
import { describeIssues } from '../../src/config-problems.ts';
import { isLoopbackHost } from '../../src/loopback.ts';

/** What a new till has to be told, each as the text that was typed. */
export interface Answers {
  gateway: string;
  baseUrl: string;
  appId: string;
  merchantNo: string;
  storeNo: string;
  shopName: string;
  currency: string;
  timeZone: string;
  lanes: string;
  host: string;
}

export type AnswerName = keyof Answers;

export interface Question {
  name: AnswerName;
  /** As a flag, such as `--app-id`. */
  flag: string;
  /** What is asked, and what the flag's help says. */
  text: string;
  /** Taken where nothing is answered; without one an answer is needed, unless it may be left out. */
  usual?(machine: { timeZone: string }): string;
  mayBeEmpty?: true;
  /** Asked of a real gateway only. */
  ofGateway?: true;
}

/** In the order they are asked. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'gateway',
    flag: '--gateway',
    text: 'who is paid through: codepay, or sandbox to practise without money',
    usual: () => 'codepay',
  },
  {
    name: 'baseUrl',
    flag: '--base-url',
    text: "the gateway's address, as its contract or portal says (https://…)",
    ofGateway: true,
  },
  { name: 'appId', flag: '--app-id', text: "the application's id, from the portal", ofGateway: true },
  { name: 'merchantNo', flag: '--merchant-no', text: "the merchant's number", ofGateway: true },
  {
    name: 'storeNo',
    flag: '--store-no',
    text: "the store's number, where the gateway gave one",
    mayBeEmpty: true,
    ofGateway: true,
  },
  { name: 'shopName', flag: '--shop-name', text: "the shop's name, as customers know it" },
  { name: 'currency', flag: '--currency', text: 'the currency: three letters, such as USD' },
  {
    name: 'timeZone',
    flag: '--time-zone',
    text: "the shop's time zone, such as Europe/Berlin",
    usual: ({ timeZone }) => timeZone,
  },
  {
    name: 'lanes',
    flag: '--lanes',
    text: 'registers: how many, or their names with commas between them',
    usual: () => '1',
  },
  {
    name: 'host',
    flag: '--host',
    text: 'who may reach it: 127.0.0.1 (this machine alone) or 0.0.0.0 (tablets on the network too)',
    usual: () => '127.0.0.1',
  },
];

/** Whether it has to be asked, now that so much is known. */
export function isAsked(question: Question, { gateway }: Partial<Answers>): boolean {
  return question.ofGateway === undefined || gateway !== 'sandbox';
}

/** Answers that fit, for all that is not asked yet. */
const FITTING: Answers = {
  gateway: 'codepay',
  baseUrl: 'https://pay.example',
  appId: 'app',
  merchantNo: 'merchant',
  storeNo: '',
  shopName: 'Shop',
  currency: 'USD',
  timeZone: 'UTC',
  lanes: '1',
  host: '127.0.0.1',
};

/** Why an answer does not fit, by the till's own schema; nothing where it does. */
export function problemOf(name: AnswerName, text: string): string | undefined {
  if (name === 'gateway' && text !== 'codepay' && text !== 'sandbox') {
    return `expected codepay or sandbox; got "${text}"`;
  }
  if (name === 'lanes' && /^0*$|^\d{3,}$/.test(text)) return `expected 1 to 99 registers; got "${text}"`;
  if (name === 'currency' && !Intl.supportedValuesOf('currency').includes(text.toUpperCase())) {
    return `expected the three letters of a currency (ISO 4217), such as USD; got "${text}"`;
  }
  if (name === 'baseUrl') return addressProblem(text);
  const raw = configOf({ ...FITTING, [name]: text }, FIRST_PLACES);
  const parsed = configSchema.safeParse(raw);
  // Its place in a file says nothing to somebody who was asked.
  return parsed.success
    ? undefined
    : describeIssues(parsed.error.issues, raw)[0]?.replace(/^[\w.[\]]+: /, '');
}

function addressProblem(text: string): string | undefined {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    return `expected an address that begins with https://; got "${text}"`;
  }
  const { protocol, hostname } = new URL(text);
  if (protocol === 'https:' || isLoopbackHost(hostname)) return undefined;
  return `expected an https:// address, for payment codes must not cross a network in the clear; got "${text}"`;
}

/** Where things are, relative to the configuration. */
export interface Places {
  merchantKey: string;
  gatewayKey: string;
  dataDir?: string;
  /** For editors. */
  schema?: string;
}

/** Where they are in a folder that is new. */
export const FIRST_PLACES = { merchantKey: 'keys/merchant.pem', gatewayKey: 'keys/gateway.pub.pem' } as const;

/** The configuration that the answers make; only what differs from the defaults, or is worth seeing. */
export function configOf(answers: Answers, places: Places): Record<string, unknown> {
  const { dataDir, schema, merchantKey, gatewayKey } = places;
  const { baseUrl, appId, merchantNo, storeNo } = answers;
  return {
    ...(schema !== undefined && { $schema: schema }),
    server: { host: answers.host },
    ...(dataDir !== undefined && { dataDir }),
    shop: { name: answers.shopName, currency: answers.currency.toUpperCase(), timeZone: answers.timeZone },
    gateway:
      answers.gateway === 'sandbox'
        ? { kind: 'sandbox' }
        : {
            kind: 'codepay',
            baseUrl,
            appId,
            merchantNo,
            ...(storeNo !== '' && { storeNo }),
            auth: { type: 'rsa2', privateKeyFile: merchantKey, gatewayPublicKeyFile: gatewayKey },
          },
    lanes: lanesOf(answers.lanes),
  };
}

function lanesOf(text: string): { id: string; name?: string }[] {
  if (/^\d+$/.test(text)) {
    return Array.from({ length: Number(text) }, (_, index) => ({ id: String(index + 1) }));
  }
  return text.split(',').map((name, index) => ({ id: String(index + 1), name: name.trim() }));
}
