import { expect, test } from 'vitest';
import { TRANSLATED, type Translated, textsIn } from '../../support/languages.ts';

const english = textsIn('en');

/** What must never be said more weakly than in English, and what says just that in each language. */
const EXACT: { said: RegExp; as: Record<Translated, RegExp> }[] = [
  {
    said: /do not charge (this sale|it) again/i,
    as: {
      'zh-Hans': /不要再次收款/,
      'zh-Hant': /不要再次收款/,
      ja: /もう一度請求しないで/,
      es: /ni vuelva a cobrar|no lo cobre otra vez/i,
      fr: /n’encaissez pas .*une seconde fois/i,
      de: /nicht noch einmal kassieren/i,
      ar: /لا تحصّل.* مرة أخرى/,
    },
  },
  {
    said: /do not hand over the goods|keep the goods/i,
    as: {
      'zh-Hans': /不要交付商品/,
      'zh-Hant': /不要交付商品/,
      ja: /商品を渡さ(ないで|ず)/,
      es: /no entregue (todavía )?la compra/i,
      fr: /ne remettez pas (encore )?la marchandise|gardez la marchandise/i,
      de: /ware (noch )?nicht herausgeben|ware behalten/i,
      ar: /لا تسلّم البضاعة/,
    },
  },
  {
    said: /not confirmed/i,
    as: {
      'zh-Hans': /尚未确认/,
      'zh-Hant': /尚未確認/,
      ja: /未確認/,
      es: /sin confirmar|no lo ha confirmado/i,
      fr: /non confirmé/i,
      de: /nicht bestätigt/i,
      ar: /غير مؤكد/,
    },
  },
  {
    said: /(nothing|not) (was )?charged/i,
    as: {
      'zh-Hans': /没有扣款|不会扣款|未扣款/,
      'zh-Hant': /沒有扣款|不會扣款|未扣款/,
      ja: /請求(は)?(されて|されま|もして|なし)/,
      es: /no se (ha )?cobr|ni cobrado|no cobrado/i,
      fr: /(rien n’a été|rien n’est|n’a pas été|non) débité/i,
      de: /nichts abgebucht|nicht abgebucht/i,
      ar: /لم يُخصم|لا يُخصم|ولم يُخصم/,
    },
  },
  {
    said: /call a manager/i,
    as: {
      'zh-Hans': /请叫店长/,
      'zh-Hant': /請找店長/,
      ja: /責任者を呼んで/,
      es: /llame al encargado/i,
      fr: /appelez un responsable/i,
      de: /die leitung rufen/i,
      ar: /استدعِ المدير/,
    },
  },
  {
    said: /no money moved/i,
    as: {
      'zh-Hans': /没有实际收款/,
      'zh-Hant': /沒有實際收款/,
      ja: /お金は動いていません/,
      es: /no se movió dinero/i,
      fr: /aucun argent n’a bougé/i,
      de: /es floss kein geld/i,
      ar: /لم يتحرك أي مال/,
    },
  },
  {
    said: /has the money back|have the money back/i,
    as: {
      'zh-Hans': /钱已退/,
      'zh-Hant': /款項已退/,
      ja: /返金済み/,
      es: /(tiene su dinero|lo tiene) de vuelta/i,
      fr: /l’argent a été rendu|l’a récupéré/i,
      de: /das geld zurück|hat es zurück/i,
      ar: /عاد المال إلى العميل|عاد إليه/,
    },
  },
  {
    said: /do not give it back in cash/i,
    as: {
      'zh-Hans': /不要退现金/,
      'zh-Hant': /不要退現金/,
      ja: /現金で返金しないで/,
      es: /no lo devuelva en efectivo/i,
      fr: /ne remboursez pas en espèces/i,
      de: /nicht bar zurückgeben/i,
      ar: /لا تُعد المال نقدًا/,
    },
  },
  {
    said: /\bnot paid\b/i,
    as: {
      'zh-Hans': /未付款|没有付款/,
      'zh-Hant': /未付款|沒有付款/,
      ja: /未払い/,
      es: /sin pagar|no se pagó/i,
      fr: /non réglé|pas été réglé/i,
      de: /nicht gezahlt/i,
      ar: /لم يُدفع/,
    },
  },
  {
    said: /do not pay again/i,
    as: {
      'zh-Hans': /不要再次付款/,
      'zh-Hant': /不要再次付款/,
      ja: /もう一度お支払いにならないで/,
      es: /no pague otra vez/i,
      fr: /ne payez pas une seconde fois/i,
      de: /nicht noch einmal zahlen/i,
      ar: /لا تدفعوا مرة أخرى/,
    },
  },
  {
    said: /not a receipt/i,
    as: {
      'zh-Hans': /不是付款凭证/,
      'zh-Hant': /不是收據/,
      ja: /領収書ではありません/,
      es: /no es un recibo/i,
      fr: /n’est pas un reçu/i,
      de: /kein beleg/i,
      ar: /ليس إيصالًا/,
    },
  },
  {
    said: /no money moves/i,
    as: {
      'zh-Hans': /没有实际收款/,
      'zh-Hant': /沒有實際收款/,
      ja: /お金は動きません/,
      es: /no se mueve dinero/i,
      fr: /aucun argent ne bouge/i,
      de: /es fließt kein geld/i,
      ar: /لا يتحرك أي مال/,
    },
  },
  {
    said: /keeps asking/i,
    as: {
      'zh-Hans': /继续查询/,
      'zh-Hant': /繼續查詢/,
      ja: /確認を続けます/,
      es: /sigue preguntando/i,
      fr: /continue de demander/i,
      de: /fragt (von selbst )?weiter nach/i,
      ar: /يواصل الصندوق السؤال/,
    },
  },
  {
    said: /may have the money twice/i,
    as: {
      'zh-Hans': /可能收到了两次/,
      'zh-Hant': /可能收到兩次/,
      ja: /二重に返金された可能性/,
      es: /puede que .* dos veces/i,
      fr: /peut-être .* deux fois/i,
      de: /vielleicht doppelt/i,
      ar: /ربما .* مرتين/,
    },
  },
];

test.each(TRANSLATED)('%s is as exact about money and goods as English', (tag) => {
  const texts = new Map(textsIn(tag).map(({ path, text }) => [path, text]));
  for (const { said, as } of EXACT) {
    const paths = english.filter(({ text }) => said.test(text)).map(({ path }) => path);
    expect(paths.length, String(said)).toBeGreaterThan(0);
    for (const path of paths) expect(texts.get(path), path).toMatch(as[tag]);
  }
});

/** What a cashier takes for "the money is there". */
const CLAIMS: Record<Translated, RegExp> = {
  'zh-Hans': /已付款|付款成功|收款成功/,
  'zh-Hant': /已付款|付款成功|收款成功/,
  ja: /支払い済み|支払われました/,
  es: /\bpagad[oa]\b|se pagó/i,
  fr: /\bpayée?(?![\p{L}])/iu,
  de: /\bbezahlt\b/i,
  ar: /تم الدفع|مدفوعة/,
};

test.each(TRANSLATED)('%s says paid just where English does', (tag) => {
  const texts = new Map(textsIn(tag).map(({ path, text }) => [path, text]));
  const told = english.filter(({ text }) => /\bpaid\b/i.test(text)).map(({ path }) => path);
  const claimed = [...texts].filter(([, text]) => CLAIMS[tag].test(text)).map(([path]) => path);
  expect(claimed.filter((path) => !told.includes(path))).toEqual([]);
  for (const path of [
    'counter.paid.message',
    'counter.paidUnseen.message',
    'counter.paidAfterCancel.message',
    'counter.afterwards.notice.paid',
    'page.state.paid',
    'customer.say.paid.title',
  ])
    expect(claimed).toContain(path);
});
