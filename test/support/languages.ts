import { LANGUAGES, type LanguageTag } from '../../src/ui/languages/tags.ts';
import { type SaidText, saidTexts } from './said-texts.ts';

export type Translated = Exclude<LanguageTag, 'en'>;

/** The languages beside English. */
export const TRANSLATED = LANGUAGES.filter((tag): tag is Translated => tag !== 'en');

/** Each file with what is said somewhere; the others are parts of these or only name them. */
const AREAS = [
  ...['counter', 'page', 'customer', 'book', 'story', 'people', 'day', 'settings'],
  ...['camera', 'practice', 'printing', 'receipt', 'pair'],
];

async function wordsOf(tag: LanguageTag): Promise<[string, object][]> {
  const read = AREAS.map(async (area): Promise<[string, object]> => {
    const words: Record<string, object> = await import(`../../src/ui/languages/${tag}/${area}.ts`);
    const found = words[area];
    if (found === undefined) throw new Error(`${tag}/${area}.ts has no ${area}.`);
    return [area, found];
  });
  return Promise.all(read);
}

const model = await wordsOf('en');
const words = new Map(
  await Promise.all(LANGUAGES.map(async (tag) => [tag, new Map(await wordsOf(tag))] as const)),
);

/** All texts of a language, their paths beginning with their area, such as `page.state.paid`. */
export function textsIn(tag: LanguageTag): SaidText[] {
  return model.flatMap(([area, ofModel]) => saidTexts(words.get(tag)?.get(area) ?? {}, ofModel, area));
}
