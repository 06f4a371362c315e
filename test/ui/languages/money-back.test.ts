import { expect, test } from 'vitest';
import { TRANSLATED, type Translated, textsIn } from '../../support/languages.ts';

/** How far money is on its way back: a cashier who takes one for another pays it out twice, or never. */
type Way = 'went' | 'goes' | 'stayed' | 'unsure';

/** What says so in English, and what must not stand beside it. */
const ENGLISH: Record<Way, (text: string) => boolean> = {
  went: (text) => /went back/i.test(text) && !/not sure|whether/i.test(text),
  goes: (text) => /\b(is|are) going back|on its way back|^going back$/i.test(text),
  stayed: (text) => /did not go back|could not be sent back|nothing has gone back/i.test(text),
  unsure: (text) => /not sure (that|whether) .*back|whether this money went back/i.test(text),
};

const SAYS: Record<Translated, Record<Way, RegExp>> = {
  'zh-Hans': {
    went: /已(经)?退/,
    goes: /正在(自动)?退|退还途中/,
    stayed: /没有退|没能(自动)?退/,
    unsure: /不(能)?确定.*是否已退/,
  },
  'zh-Hant': {
    went: /已(經)?退/,
    goes: /正在(自動)?退|退還途中/,
    stayed: /沒有退|無法(自動)?退/,
    unsure: /(不|無法)確定.*是否已退/,
  },
  ja: {
    went: /返金(しました|した|済み|額|されました|された(?!か))/,
    goes: /返金(しています|中|を処理しています)/,
    stayed: /返金(できません|されません|されていません|されなかった)/,
    unsure: /返金された(か|かどうか).*(確認できません|未確認)/,
  },
  es: {
    went: /(?<!\bno (se ha )?)(\bse devolvi(ó|eron)|\bvolvió|\bdevuelto)/i,
    goes: /\bvuelven? al cliente|está volviendo|camino de vuelta|\bdevolviendo|devuelve el dinero|le devolvemos/i,
    stayed: /\bno se (ha )?(devolvi(ó|eron)|devuelto|pud(o|ieron) devolver)/i,
    unsure: /no es seguro que|todavía no se sabe si/i,
  },
  fr: {
    went: /(?<!n’)(a|ont) été (rendue?|remboursée)|(^|, )rendu$|déjà été rendu/i,
    goes: /\bretourne(nt)? au client|en train d’être rendu|en cours/i,
    stayed: /rien n’a été rendu|(n’a|n’ont) pas (pu être |été )(rendu|remboursé)|non rendu/i,
    unsure: /pas sûr que|ne sait pas encore si/i,
  },
  de: {
    went: /\bging(en)?\b(?! nichts?\b).* zurück|(?<!nicht )\bzurückging|\bZurückgegebenem\b/i,
    goes: /\bgeh(t|en)\b.* zurück|auf dem Weg zurück/i,
    stayed: /\bging(en)? nichts? zurück|nicht (von selbst )?zurück(ging|gehen)/i,
    unsure: /nicht sicher, ob|nicht bekannt, ob/i,
  },
  ar: {
    went: /(?<!\p{L})و?عاد(?!\p{L})/u,
    goes: /في طريقه|جارٍ رد المال/,
    stayed: /لم يرجع|تعذرت إعادت?[ةه]/,
    unsure: /ليس مؤكدًا|لا يمكن لأحد أن يعرف بعد/,
  },
};

/** What must not be said beside it, as it would be taken for it. */
const NEVER: Record<Way, Way[]> = {
  went: ['goes', 'stayed'],
  goes: ['went', 'stayed'],
  stayed: ['went', 'goes'],
  unsure: ['goes', 'stayed'],
};

const english = textsIn('en');

test.each(TRANSLATED)(
  '%s tells money that went back from money that goes, stayed, or may have gone',
  (tag) => {
    const texts = new Map(textsIn(tag).map(({ path, text }) => [path, text]));
    const faults: string[] = [];
    for (const way of ['went', 'goes', 'stayed', 'unsure'] as const) {
      const paths = english.filter(({ text }) => ENGLISH[way](text)).map(({ path }) => path);
      expect(paths.length, way).toBeGreaterThan(5);
      for (const path of paths) {
        const text = texts.get(path) ?? '';
        if (!SAYS[tag][way].test(text)) faults.push(`${path} does not say ${way}: ${text}`);
        for (const other of NEVER[way])
          if (SAYS[tag][other].test(text)) faults.push(`${path} (${way}) says ${other}: ${text}`);
      }
    }
    expect(faults).toEqual([]);
  },
);
