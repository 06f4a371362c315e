import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { CommandResult, Payments } from '../payment/index.ts';
import { COUNTER_WORDS } from './languages/counter-words.ts';
import type { Ack, TabletToTill } from './messages.ts';
import { refusedCommand } from './sentences.ts';

export type CommandName = keyof TabletToTill;
export type CommandAck = Ack<{ saleId?: string }>;

const commandId = z.string().min(8).max(64);
const saleId = z.string().min(1).max(40);
const sale = z.strictObject({ commandId, saleId });

/** What a tablet may send, and nothing else. */
const SCHEMAS = {
  charge: z.strictObject({
    commandId,
    amountMinor: z.int().positive(),
    reference: z.string().max(64).optional(),
  }),
  retry: sale,
  cancel: sale,
  dismiss: sale,
  keepWaiting: sale,
  nextCustomer: sale,
  paidAnotherWay: sale,
  giveBack: sale,
  scan: z.strictObject({ commandId, saleId, text: z.string().min(1).max(512) }),
  dismissNotice: z.strictObject({ commandId, noticeId: z.string().min(1).max(40) }),
} satisfies Record<CommandName, z.ZodType>;

export const COMMAND_NAMES = Object.keys(SCHEMAS) as CommandName[];

const KEPT_MS = 24 * 60 * 60_000;
/** A busy lane sends some thousand commands a day; a tablet gone wild must not fill the memory of all lanes. */
const KEPT_PER_LANE = 10_000;

/** Runs a tablet's commands for its lane: each `commandId` once, however often it arrives. */
export class Commands {
  readonly #payments: Payments;
  readonly #clock: Clock;
  /** By lane, then by command; oldest first. */
  readonly #answers = new Map<string, Map<string, { at: number; answer: Promise<CommandAck> }>>();

  constructor(payments: Payments, clock: Clock) {
    this.#payments = payments;
    this.#clock = clock;
  }

  /** `message` is whatever came over the wire. */
  async run(lane: string, name: CommandName, message: unknown): Promise<CommandAck> {
    const parsed = SCHEMAS[name].safeParse(message);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = issue?.path.join('.') || 'message';
      return { ok: false, error: { code: 'badCommand', message: `${where}: ${issue?.message}` } };
    }
    const now = this.#clock.now();
    const answers = this.#answersOf(lane, now - KEPT_MS);
    const key = `${name} ${parsed.data.commandId}`;
    const known = answers.get(key);
    if (known) return known.answer;
    const answer = this.#do(lane, name, parsed.data).then(toAck);
    answers.set(key, { at: now, answer });
    return answer;
  }

  async #do(
    lane: string,
    name: CommandName,
    message: object,
  ): Promise<CommandResult<{ sale?: { saleId: string } }>> {
    const payments = this.#payments;
    switch (name) {
      case 'charge': {
        const { commandId, amountMinor, reference } = SCHEMAS.charge.parse(message);
        const key = `command:${commandId}`;
        return payments.charge(lane, { amountMinor, key, ...(reference === undefined ? {} : { reference }) });
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
        return payments.giveBack(lane, sale.parse(message).saleId);
      case 'nextCustomer':
      case 'paidAnotherWay':
        return payments.release(lane, sale.parse(message).saleId, name);
    }
  }

  #answersOf(lane: string, keptFrom: number) {
    const answers = this.#answers.get(lane) ?? new Map<string, { at: number; answer: Promise<CommandAck> }>();
    this.#answers.set(lane, answers);
    for (const [key, { at }] of answers) {
      if (at > keptFrom && answers.size < KEPT_PER_LANE) break;
      answers.delete(key);
    }
    return answers;
  }
}

function toAck(result: CommandResult<{ sale?: { saleId: string } }>): CommandAck {
  if (!result.ok)
    return { ok: false, error: { code: result.why, message: refusedCommand(result.why, COUNTER_WORDS.en) } };
  return result.sale ? { ok: true, saleId: result.sale.saleId } : { ok: true };
}
