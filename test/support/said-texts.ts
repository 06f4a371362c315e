/** A text of a language, and the values that stand in it. */
export interface SaidText {
  /** Such as `afterwards.notice.paid`. */
  path: string;
  text: string;
  /** What was put into it, as it must be found in it. */
  values: string[];
}

/**
 * Every text of an area in a language, each function called with values that can be found again: as many as the model's
 * own function takes, so that one which leaves a value out is found.
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
    const marks = Array.from({ length: ofModel.length }, (_, index) => `⟦${index + 1}⟧`);
    // As good as a text, as a number (which none is), and as the sale that a notice tells of.
    const values = marks.map((mark) => Object.assign(Object(mark), { amount: `${mark}a`, time: `${mark}t` }));
    const text = String(Reflect.apply(ofWords, undefined, values));
    const isOfSale = String(Reflect.apply(ofModel, undefined, values)).includes('⟦1⟧a');
    return [{ path: at, text, values: isOfSale ? ['⟦1⟧a', '⟦1⟧t', ...marks.slice(1)] : marks }];
  });
}
