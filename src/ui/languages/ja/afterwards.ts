import type { CounterWords } from '../counter-words.ts';
import type { Told } from '../en/afterwards.ts';

const what = ({ amount, time }: Told) => `${time} の ${amount}`;

export const afterwards: CounterWords['afterwards'] = {
  callManager: '責任者を呼んでください。',
  keepGoods: '商品を渡さないでください。',
  hasBack: 'お客様に返金済みです。',
  keepsOrHasBack: '請求されていないか、返金済みです。',
  goesOn: '自動で続きます。',
  staysWithShop: (amount) => `${amount} は店舗に残ります。`,
  decidedSo: (by) => `${by} さんの判断です。`,
  goingBack: 'お客様へ返金しています',
  partGoingBack: (part, amount) => `${amount} のうち ${part} をお客様へ返金しています`,
  wentBack: 'お客様に返金済みです',
  wentBackOutside: '別の方法で返金しました',
  partWentBack: (part, amount) => `${amount} のうち ${part} をお客様に返金しました`,
  notSure: 'お客様に返金されたか確認できません',
  partNotSure: (part, amount) => `${amount} のうち ${part} がお客様に返金されたか確認できません`,
  notSureHint: 'レジは確認を続けます。現金で返金しないでください。責任者を呼んでください。',
  notSentBack: '返金できませんでした',
  partNotSentBack: (part, amount) => `${amount} のうち ${part} を返金できませんでした`,
  denied: {
    message: '決済アプリがこの支払いを否認しています',
    hint: '店舗に入金されていない可能性があります。責任者を呼んでください。',
  },
  sentBackTwice: {
    message: '結局、返金されていました',
    hint: 'お客様に二重に返金された可能性があります。責任者を呼んでください。',
  },
  otherAmountNow: (now, amount) => `決済アプリの回答が ${amount} ではなく ${now} になりました`,
  chargedAfterAll: '結局、請求されていました',
  otherChargedAfterAll: (charged) => `結局、請求されていました：${charged}`,
  unwanted: {
    goingBack: '返金しています。お客様に聞かれたら責任者を呼んでください。',
    notSure:
      '返金されたか確認できません。レジは確認を続けます。現金で返金しないでください。責任者を呼んでください。',
    notSentBack: '返金できませんでした。',
  },
  settled: {
    cameIn: (by) => `${by} さんの判断：入金あり`,
    noneCameIn: (by) => `${by} さんの判断：入金なし`,
    keep: (by, charged) => `${by} さんの判断：${charged} を受け取る`,
    giveBack: (by, charged) => `${by} さんの判断：${charged} を返金する`,
    reason: (reason) => `理由：${reason}。`,
    ask: (by) => `商品を渡すかどうかは ${by} さんに確認してください。`,
    keepGoods: '商品を渡さないでください。',
    goingBack: '請求された金額をお客様へ返金しています。',
  },
  listed: {
    stuck: '未確認です。レジは確認を続けます。責任者を呼んでください。',
    stuckCharged: '請求されましたが、自動で返金できませんでした。責任者を呼んでください。',
    cancelling: '取り消しています。請求されていれば自動で返金されます。',
    running: 'レジが自動で確認を続けます。もう一度請求しないでください。',
  },
  notice: {
    paid: (sale) => `${what(sale)} は支払い済みです。`,
    cancelled: (sale) => `${what(sale)} は取り消されました。請求されていないか、返金済みです。`,
    chargedAndBack: (sale) => `${what(sale)} は請求されていました。お客様に返金済みです。`,
    notCharged: (sale) => `${what(sale)} は請求されませんでした。`,
    unsettled: (sale) => `${what(sale)} はまだ確定していません。`,
    denied: (sale) =>
      `${what(sale)} は支払い済みでしたが、決済アプリが否認しています。責任者を呼んでください。`,
    sentBackTwice: (sale) =>
      `${what(sale)}：結局、返金されていました。お客様に二重に返金された可能性があります。責任者を呼んでください。`,
    otherAmountNow: (sale, now) =>
      `${what(sale)} は支払い済みですが、決済アプリの回答が ${now} になりました。責任者を呼んでください。`,
    chargedAfterAll: (sale) => `${what(sale)} は結局、請求されていました。`,
    otherChargedAfterAll: (sale, charged) => `${what(sale)} に対し、結局 ${charged} が請求されていました。`,
    hadBeenCharged: (sale) => `${what(sale)} は結局、請求されていました。`,
    cameIn: (sale, by) => `${what(sale)}：${by} さんの判断で入金あり。`,
    noneCameIn: (sale, by) => `${what(sale)}：${by} さんの判断で入金なし。`,
    keep: (sale, by, charged) => `${what(sale)}：${by} さんの判断で ${charged} を受け取ります。`,
    giveBack: (sale, by, charged) => `${what(sale)}：${by} さんの判断で ${charged} を返金します。`,
    agreed: '決済アプリの回答も同じになりました。',
    goingBack: (sale) => `${what(sale)} をお客様へ返金しています。`,
    partGoingBack: (sale, part) => `${what(sale)} のうち ${part} をお客様へ返金しています。`,
    wentBack: (sale) => `${what(sale)} をお客様に返金しました。`,
    partWentBack: (sale, part) => `${what(sale)} のうち ${part} をお客様に返金しました。`,
    wentBackOutside: (sale) => `${what(sale)} を別の方法で返金しました。`,
    partWentBackOutside: (sale, part) => `${what(sale)} のうち ${part} を別の方法で返金しました。`,
    notSure: (sale) => `${what(sale)} がお客様に返金されたか確認できません。責任者を呼んでください。`,
    partNotSure: (sale, part) =>
      `${what(sale)} のうち ${part} がお客様に返金されたか確認できません。責任者を呼んでください。`,
    notSentBack: (sale) => `${what(sale)} を返金できませんでした。`,
    partNotSentBack: (sale, part) => `${what(sale)} のうち ${part} を返金できませんでした。`,
  },
};
