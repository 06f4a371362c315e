import type { Rest, RestAnswer, RestRequest } from '../../src/ui/tablet/rest.ts';

export interface AskedOfTill {
  path: string;
  request: RestRequest;
  answer(answer: RestAnswer<unknown>): Promise<void>;
}

/** The till's REST interface, answered by hand. */
export interface ScriptedRest extends Rest {
  /** All that was asked, oldest first. */
  asked: AskedOfTill[];
  /** The oldest question that waits, whose path holds `part`; throws where there is none. */
  next(part: string): AskedOfTill;
  /** How many questions of that part wait. */
  waiting(part: string): number;
}

export function scriptedRest(): ScriptedRest {
  const asked: AskedOfTill[] = [];
  const open = new Set<AskedOfTill>();
  const waiting = (part: string) => [...open].filter(({ path }) => path.includes(part));
  return {
    asked,
    waiting: (part) => waiting(part).length,
    next: (part) => {
      const [found] = waiting(part);
      if (!found) throw new Error(`nothing was asked of ${part}; asked: ${asked.map(({ path }) => path)}`);
      return found;
    },
    ask: <T>(path: string, request: RestRequest = {}) =>
      new Promise<RestAnswer<T>>((resolve) => {
        const one: AskedOfTill = {
          path,
          request,
          answer: async (answer) => {
            open.delete(one);
            resolve(answer as RestAnswer<T>);
            await new Promise((done) => setImmediate(done));
          },
        };
        const over = () => void one.answer({ kind: 'unknown' });
        request.signal?.addEventListener('abort', over);
        asked.push(one);
        open.add(one);
      }),
  };
}
