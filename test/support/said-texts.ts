/** A text of a language, and the values that stand in it. */
export interface SaidText {
  /** Such as `afterwards.notice.paid`; in round brackets, what was put in where words depend on it: `day.salesCount(1)`. */
  path: string;
  text: string;
  /** What was put into it, as it must be found in it. */
  values: string[];
}

/** What a text may read of a sale or of a line of a story that it is given. */
const NAMES = ['amount', 'time', 'wallet', 'by', 'said'];
/** Of these, what is empty where nobody knows it. */
const MAY_BE_UNKNOWN = ['by', 'said'];

/**
 * Every text of an area in a language, each function called with values that can be found again: as many as the model's
 * own function takes, so that one which leaves a value out is found. Where the model says something else of one, of yes
 * or no, or of what is not known, that is said too.
 */
export function saidTexts(words: object, model: object, path = ''): SaidText[] {
  return Object.entries(model).flatMap(([key, ofModel]: [string, unknown]): SaidText[] => {
    const at = path === '' ? key : `${path}.${key}`;
    const ofWords: unknown = (words as Record<string, unknown>)[key];
    if (typeof ofModel === 'object' && ofModel !== null) {
      return typeof ofWords === 'object' && ofWords !== null ? saidTexts(ofWords, ofModel, at) : [];
    }
    if (typeof ofModel !== 'function' || typeof ofWords !== 'function') {
      return [{ path: at, text: String(ofWords), values: [] }];
    }
    return callsOf(ofModel).map(({ told, first, values }) => ({
      path: at + told,
      text: say(ofWords, [first, ...marksOf(ofModel).slice(1)]),
      values,
    }));
  });
}

interface Call {
  told: string;
  first: unknown;
  values: string[];
}

/** How a text is called so that all it can say is heard; by what the model makes of it. */
function callsOf(model: object): Call[] {
  const [mark, ...others] = marksOf(model);
  if (mark === undefined) return [{ told: '', first: undefined, values: [] }];
  const rest = others.map(String);
  const saying = (first: unknown) => say(model, [first, ...others]);
  const call = (first: unknown, told = `(${String(first)})`): Call => ({ told, first, values: rest });
  if (isYesOrNo(saying)) return [call(true), call(false)];
  const whole = saying(mark);
  const named = NAMES.map((name) => String(Reflect.get(mark, name))).filter((value) => whole.includes(value));
  const calls = [
    { ...call(mark, ''), values: named.length > 0 ? named.concat(rest) : [String(mark), ...rest] },
  ];
  if (isCount(saying)) calls.push(...[1, 2, 3, 11].map((count) => call(count)));
  for (const name of MAY_BE_UNKNOWN) {
    const value = mark.toString() + name;
    const unknown = Object.assign(markOf(1), { [name]: '' });
    const isWordedAnew = saying(unknown) !== whole.replace(value, '');
    const others = named.filter((other) => other !== value);
    if (named.includes(value) && isWordedAnew)
      calls.push({ ...call(unknown, `(no ${name})`), values: others });
  }
  return calls;
}

const marksOf = (model: object) =>
  Array.from({ length: Number(Reflect.get(model, 'length')) }, (_, index) => markOf(index + 1));

/** As good as a text, as a number (which none is), and as something with names. */
function markOf(place: number): object {
  const mark = `⟦${place}⟧`;
  return Object.assign(Object(mark), Object.fromEntries(NAMES.map((name) => [name, mark + name])));
}

const say = (words: object, values: unknown[]) =>
  String(Reflect.apply(words as () => unknown, undefined, values));

function isYesOrNo(saying: (first: unknown) => string): boolean {
  try {
    return saying(true) !== saying(false) && !saying(true).includes('true');
  } catch {
    // It takes texts alone.
    return false;
  }
}

/** Whether one is told in other words than seven. */
function isCount(saying: (first: unknown) => string): boolean {
  try {
    return saying(1) !== saying(7).replace('7', '1');
  } catch {
    return false;
  }
}
