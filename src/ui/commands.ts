import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Act } from '../access/acts.ts';
import type { Clock } from '../clock.ts';
import type { CommandResult, Payments } from '../payment/index.ts';
import type { Caller } from './caller.ts';
import { isOwnGiveBack } from './give-back.ts';
import type { Guard, GuardRefusal } from './guard.ts';
import { guardProblem } from './guard-problems.ts';
import { COUNTER_WORDS } from './languages/counter-words.ts';
import type { Ack, TabletToTill } from './messages.ts';
import { saidBack } from './scanned.ts';
import { refusedCommand } from './sentences.ts';

export type CommandName = keyof TabletToTill;
export type CommandAck = Ack<{ saleId?: string }>;

const commandId = z.string().min(8).max(64);
const saleId = z.string().min(1).max(40);
const session = z.string().max(64).optional();
const sale = z.strictObject({ commandId, saleId });

/** What a tablet may send, and nothing else. */
const SCHEMAS = {
  charge: z.strictObject({
    commandId,
    amountMinor: z.int().positive(),
    reference: z.string().max(64).optional(),
    session,
  }),
  retry: sale,
  cancel: sale,
  dismiss: sale,
  keepWaiting: sale,
  nextCustomer: sale,
  paidAnotherWay: sale,
  giveBack: z.strictObject({ commandId, saleId, session }),
  scan: z.strictObject({ commandId, saleId, text: z.string().min(1).max(512) }),
  dismissNotice: z.strictObject({ commandId, noticeId: z.string().min(1).max(40) }),
} satisfies Record<CommandName, z.ZodType>;

/** Which tablet sends: its lane, and who it is. */
export interface Tablet {
  lane: string;
  caller: Caller;
}

/** What each command is. Giving back is a refund where the sale is not the seller's own: it asks for that by itself. */
const ACTS = {
  charge: 'sell',
  retry: 'followSale',
  cancel: 'followSale',
  dismiss: 'followSale',
  keepWaiting: 'followSale',
  nextCustomer: 'followSale',
  paidAnotherWay: 'followSale',
  giveBack: 'sell',
  scan: 'followSale',
  dismissNotice: 'followSale',
} as const satisfies Record<CommandName, Act>;

type Outcome = CommandResult<{ sale?: { saleId: string } }> | { ok: false; barred: GuardRefusal };

export const COMMAND_NAMES = Object.keys(SCHEMAS) as CommandName[];

const KEPT_MS = 24 * 60 * 60_000;
/** A busy lane sends some thousand commands a day; a tablet gone wild must not fill the memory of all lanes. */
const KEPT_PER_LANE = 10_000;

interface Answered {
  at: number;
  /** Of what was asked, whoever is signed in: a payment code is not kept. */
  print: string;
  answer: Promise<CommandAck>;
}

const ID_REUSED: CommandAck = {
  ok: false,
  error: { code: 'idReused', message: 'commandId: another command had this one. Nothing was done.' },
};

const printOf = (asked: object) => createHash('sha256').update(JSON.stringify(asked)).digest('base64');

/** Runs a tablet's commands for its lane: each `commandId` once, however often it arrives. */
export class Commands {
  readonly #payments: Payments;
  readonly #clock: Clock;
  readonly #guard: Guard;
  /** By lane, then by command; oldest first. */
  readonly #answers = new Map<string, Map<string, Answered>>();

  constructor({ payments, clock, guard }: { payments: Payments; clock: Clock; guard: Guard }) {
    this.#payments = payments;
    this.#clock = clock;
    this.#guard = guard;
  }

  /** `message` is whatever came over the wire. */
  async run({ lane, caller }: Tablet, name: CommandName, message: unknown): Promise<CommandAck> {
    const parsed = SCHEMAS[name].safeParse(message);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = issue?.path.join('.') || 'message';
      return { ok: false, error: { code: 'badCommand', message: saidBack(`${where}: ${issue?.message}`) } };
    }
    const now = this.#clock.now();
    const answers = this.#answersOf(lane, now - KEPT_MS);
    const key = `${name} ${parsed.data.commandId}`;
    const { session, ...asked } = parsed.data as { session?: string };
    const print = printOf(asked);
    const known = answers.get(key);
    if (known) return known.print === print ? known.answer : ID_REUSED;
    const answer = this.#asked({ lane, caller: { ...caller, session } }, name, parsed.data).then(toAck);
    answers.set(key, { at: now, print, answer });
    return answer;
  }

  async #asked({ lane, caller }: Tablet, name: CommandName, message: object): Promise<Outcome> {
    const why = await this.#guard.refusal(ACTS[name], caller, { lane });
    return why === undefined ? this.#do({ lane, caller }, name, message) : barred(why);
  }

  async #do({ lane, caller }: Tablet, name: CommandName, message: object): Promise<Outcome> {
    const payments = this.#payments;
    switch (name) {
      case 'charge': {
        const { commandId, amountMinor, reference } = SCHEMAS.charge.parse(message);
        const seller = this.#guard.personOf(caller);
        const key = `command:${commandId}`;
        return payments.charge(lane, {
          amountMinor,
          key,
          ...(reference === undefined ? {} : { reference }),
          ...(seller === undefined ? {} : { soldBy: { id: seller.id, name: seller.name } }),
        });
      }
      case 'scan': {
        const { saleId, text } = SCHEMAS.scan.parse(message);
        const current = payments.view(lane)?.phase;
        if (current?.kind !== 'ready' || current.sale.saleId !== saleId)
          return { ok: false, why: 'saleOver' };
        return payments.scan(lane, { text });
      }
      case 'dismissNotice':
        return payments.dismissNotice(lane, SCHEMAS.dismissNotice.parse(message).noticeId);
      case 'retry':
        return payments.retry(lane, sale.parse(message).saleId);
      case 'cancel':
        return payments.cancel(lane, sale.parse(message).saleId);
      case 'dismiss':
        return payments.dismiss(lane, sale.parse(message).saleId);
      case 'keepWaiting':
        return payments.keepWaiting(lane, sale.parse(message).saleId);
      case 'giveBack':
        return this.#giveBack({ lane, caller }, SCHEMAS.giveBack.parse(message));
      case 'nextCustomer':
      case 'paidAnotherWay':
        return payments.release(lane, sale.parse(message).saleId, name);
    }
  }

  /** The seller's own slip, or a manager's refund. */
  async #giveBack({ lane, caller }: Tablet, { saleId }: z.output<typeof SCHEMAS.giveBack>): Promise<Outcome> {
    const phase = this.#payments.view(lane)?.phase;
    if (phase?.kind !== 'order' || phase.sale.saleId !== saleId) return { ok: false, why: 'saleOver' };
    const { order } = phase;
    const person = this.#guard.personOf(caller);
    const isOwn = isOwnGiveBack(order, person, this.#clock.now());
    const about = { lane, what: order.orderNo };
    const why = await this.#guard.refusal(isOwn ? 'giveBack' : 'refund', caller, about);
    if (why !== undefined) return barred(why);
    return this.#payments.giveBack(lane, saleId, person?.name);
  }

  #answersOf(lane: string, keptFrom: number) {
    const answers = this.#answers.get(lane) ?? new Map<string, Answered>();
    this.#answers.set(lane, answers);
    for (const [key, { at }] of answers) {
      if (at > keptFrom && answers.size < KEPT_PER_LANE) break;
      answers.delete(key);
    }
    return answers;
  }
}

function barred(why: GuardRefusal): Outcome {
  return { ok: false, barred: why };
}

function toAck(result: Outcome): CommandAck {
  if ('barred' in result) {
    const { code, detail } = guardProblem(result.barred);
    return { ok: false, error: { code: code === 'personNeeded' ? 'signInNeeded' : code, message: detail } };
  }
  if (!result.ok)
    return { ok: false, error: { code: result.why, message: refusedCommand(result.why, COUNTER_WORDS.en) } };
  return result.sale ? { ok: true, saleId: result.sale.saleId } : { ok: true };
}
