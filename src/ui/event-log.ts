import type { RequestHandler } from 'express';
import type { Log, LogFields } from '../log.ts';
import { callerOf } from './caller.ts';
import type { CommandAck } from './commands.ts';
import { saidBack } from './scanned.ts';

/** One line of the log for each command and each request that would change something: what, for which lane and order, and how it ended. */

/** Ids and numbers of ours, of pages and of cash registers; a run of digits could be a code. */
const ID = /^(?!\d{14,}$)[\w:-]{1,40}$/;

/** Of what came over the wire only what has the form of an id. */
function idIn(message: unknown, name: string): string | undefined {
  const value: unknown =
    typeof message === 'object' && message !== null ? Reflect.get(message, name) : undefined;
  return typeof value === 'string' && ID.test(value) ? saidBack(value) : undefined;
}

/** What is logged of a tablet's command. Neither amounts nor codes are. */
export function commandFacts(lane: string, message: unknown, ack: CommandAck): LogFields {
  const commandId = idIn(message, 'commandId');
  const saleId = (ack.ok ? ack.saleId : undefined) ?? idIn(message, 'saleId');
  return {
    lane,
    ...(commandId !== undefined && { commandId }),
    ...(saleId !== undefined && { saleId }),
    ...(!ack.ok && { refused: ack.error.code }),
  };
}

/** What the parameters of a route are called in the log. */
const NAMES = {
  lane: 'lane',
  orderNo: 'orderNo',
  refundNo: 'refundNo',
  saleId: 'saleId',
  day: 'day',
  id: 'id',
};

/** Logs each request that would change something once it is answered. Of a stranger's only who wants to see all: they may come without end. */
export function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    response.on('finish', () => {
      const named = Object.entries(NAMES).flatMap(([param, name]) => {
        const id = idIn(request.params, param);
        return id === undefined ? [] : [[name, id] as const];
      });
      const route: unknown = request.route?.path;
      const { visitor } = callerOf(request);
      log[visitor ? 'info' : 'debug']('request', {
        method: request.method,
        route: typeof route === 'string' ? route : 'none',
        status: response.statusCode,
        by: visitor?.id ?? 'nobody',
        ...Object.fromEntries(named),
      });
    });
    next();
  };
}
