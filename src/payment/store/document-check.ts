import { errorText } from '../../errors.ts';
import { lines } from './appended-file.ts';
import { parseState, parseZ } from './book-schema.ts';
import { formatProblem } from './migrations.ts';
import { readNotice } from './notice-journal.ts';
import { parseOrder } from './order-schema.ts';
import { reconciliationSchema } from './reconcile-files.ts';
import { parseAnyStamp } from './stamp.ts';

/** Throws where the text is not what it should be. */
type DocumentCheck = (text: string, name: string) => void;

/** By path within the data folder, the first that fits. `name`: the file's, without its ending. */
const CHECKS: [path: RegExp, check: DocumentCheck][] = [
  [/^quarantine\//, () => {}],
  [/^till\.json$/, checkStamp],
  [/^open\/[^/]+\.json$/, (text, name) => checkOrder(text, name)],
  [/^days\/[^/]+\.jsonl$/, eachLine((line) => void parseOrder(JSON.parse(line)), 'orders')],
  [/^notices\/[^/]+\.jsonl$/, eachLine(checkNotice, 'notifications')],
  [/^books\/state\.json$/, (text) => void parseState(JSON.parse(text))],
  [/^books\/z\/\d+\.json$/, (text, name) => void parseZ(text, Number(name))],
  [/^books\/reconcile\/[^/]+\.json$/, (text) => void reconciliationSchema.parse(JSON.parse(text))],
  [/\.jsonl$/, eachLine((line) => void JSON.parse(line), 'JSON')],
  [/\.json$/, (text) => void JSON.parse(text)],
];

/** What is wrong with a document of the data folder, in words; nothing where this version can read it. */
export function documentProblem(path: string, text: string): string | undefined {
  const check = CHECKS.find(([fits]) => fits.test(path))?.[1];
  try {
    check?.(text, /([^/]+)\.\w+$/.exec(path)?.[1] ?? path);
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}

function checkStamp(text: string): void {
  const stamp: unknown = JSON.parse(text);
  const problem = formatProblem('of it', stamp);
  if (problem) throw problem;
  parseAnyStamp(stamp);
}

function checkOrder(text: string, orderNo: string): void {
  const order = parseOrder(JSON.parse(text));
  if (order.orderNo !== orderNo) throw new Error(`it holds order ${order.orderNo}`);
}

function checkNotice(line: string): void {
  if (!readNotice(line)) throw new Error('no notification');
}

function eachLine(check: (line: string) => void, what: string): DocumentCheck {
  return (text) => {
    let bad = 0;
    for (const line of lines(text)) {
      try {
        check(line);
      } catch {
        bad += 1;
      }
    }
    if (bad > 0) throw new Error(`${bad} of its lines are no ${what}`);
    if (text !== '' && !text.endsWith('\n')) throw new Error('its last line is not whole');
  };
}
