import type { CounterWords } from '../counter-words.ts';
import type { Told } from '../en/afterwards.ts';
import { isolated } from './isolated.ts';

const ofIt = ({ amount, time }: Told) => `عملية ${isolated(amount)} الساعة ${isolated(time)}`;

export const afterwards: CounterWords['afterwards'] = {
  callManager: 'استدعِ المدير.',
  keepGoods: 'لا تسلّم البضاعة.',
  hasBack: 'عاد المال إلى العميل.',
  keepsOrHasBack: 'المال باقٍ لدى العميل أو عاد إليه.',
  goesOn: 'يستمر ذلك تلقائيًا.',
  staysWithShop: (amount) => `يبقى ${isolated(amount)} لدى المتجر.`,
  decidedSo: (by) => `هذا قرار ${isolated(by)}.`,
  goingBack: 'المال في طريقه إلى العميل',
  partGoingBack: (part, amount) => `${isolated(part)} من ${isolated(amount)} في طريقه إلى العميل`,
  wentBack: 'عاد المال إلى العميل',
  wentBackOutside: 'أُعيد المال بطريقة أخرى',
  partWentBack: (part, amount) => `عاد ${isolated(part)} من ${isolated(amount)} إلى العميل`,
  notSure: 'ليس مؤكدًا أن المال عاد إلى العميل',
  partNotSure: (part, amount) => `ليس مؤكدًا أن ${isolated(part)} من ${isolated(amount)} عاد إلى العميل`,
  notSureHint: 'يواصل الصندوق السؤال. لا تُعد المال نقدًا. استدعِ المدير.',
  notSentBack: 'تعذرت إعادة المال',
  partNotSentBack: (part, amount) => `تعذرت إعادة ${isolated(part)} من ${isolated(amount)}`,
  denied: {
    message: 'المحفظة تنفي هذا الدفع',
    hint: 'ربما لم يصل المال إلى المتجر. استدعِ المدير.',
  },
  sentBackTwice: {
    message: 'أُعيد المال رغم ذلك',
    hint: 'ربما وصل المال إلى العميل مرتين. استدعِ المدير.',
  },
  otherAmountNow: (now, amount) => `تقول المحفظة الآن ${isolated(now)} بدلًا من ${isolated(amount)}`,
  chargedAfterAll: 'خُصم المبلغ رغم ذلك',
  otherChargedAfterAll: (charged) => `خُصم مبلغ رغم ذلك: ${isolated(charged)}`,
  unwanted: {
    goingBack: 'تجري إعادة المال. استدعِ المدير إذا سأل العميل.',
    notSure: 'ليس مؤكدًا أن المال عاد. يواصل الصندوق السؤال. لا تُعد المال نقدًا. استدعِ المدير.',
    notSentBack: 'تعذرت إعادة المال.',
  },
  settled: {
    cameIn: (by) => `قرر ${isolated(by)}: وصل المال`,
    noneCameIn: (by) => `قرر ${isolated(by)}: لم يصل أي مال`,
    keep: (by, charged) => `قرر ${isolated(by)} الاحتفاظ بمبلغ ${isolated(charged)}`,
    giveBack: (by, charged) => `قرر ${isolated(by)} إعادة مبلغ ${isolated(charged)}`,
    reason: (reason) => `السبب: «${isolated(reason)}».`,
    ask: (by) => `اسأل ${isolated(by)} إن كانت البضاعة تُسلَّم.`,
    keepGoods: 'لا تسلّم البضاعة.',
    goingBack: 'المبلغ المخصوم في طريقه إلى العميل.',
  },
  listed: {
    stuck: 'غير مؤكد. يواصل الصندوق السؤال. استدعِ المدير.',
    stuckCharged: 'خُصم المبلغ وتعذرت إعادته تلقائيًا. استدعِ المدير.',
    cancelling: 'جارٍ الإلغاء؛ وأي مبلغ مخصوم يُعاد تلقائيًا.',
    running: 'يواصل الصندوق السؤال تلقائيًا. لا تحصّلها مرة أخرى.',
  },
  notice: {
    paid: (sale) => `${ofIt(sale)}: تم الدفع.`,
    cancelled: (sale) => `${ofIt(sale)}: أُلغيت. المال باقٍ لدى العميل أو عاد إليه.`,
    chargedAndBack: (sale) => `${ofIt(sale)}: كان المبلغ قد خُصم. عاد المال إلى العميل.`,
    notCharged: (sale) => `${ofIt(sale)}: لم يُخصم شيء.`,
    unsettled: (sale) => `${ofIt(sale)}: لم تُحسم بعد.`,
    denied: (sale) => `${ofIt(sale)}: كانت تُعد مدفوعة والمحفظة تنفي ذلك الآن. استدعِ المدير.`,
    sentBackTwice: (sale) =>
      `${ofIt(sale)}: أُعيد المال رغم ذلك. ربما وصل المال إلى العميل مرتين. استدعِ المدير.`,
    otherAmountNow: (sale, now) =>
      `${ofIt(sale)}: تم الدفع وتقول المحفظة الآن ${isolated(now)}. استدعِ المدير.`,
    chargedAfterAll: (sale) => `${ofIt(sale)}: خُصم المبلغ رغم ذلك.`,
    otherChargedAfterAll: (sale, charged) => `${ofIt(sale)}: خُصم ${isolated(charged)} رغم ذلك.`,
    hadBeenCharged: (sale) => `${ofIt(sale)}: كان المبلغ قد خُصم رغم ذلك.`,
    cameIn: (sale, by) => `${ofIt(sale)}: قرر ${isolated(by)} أن المال وصل.`,
    noneCameIn: (sale, by) => `${ofIt(sale)}: قرر ${isolated(by)} أنه لم يصل أي مال.`,
    keep: (sale, by, charged) => `${ofIt(sale)}: قرر ${isolated(by)} الاحتفاظ بمبلغ ${isolated(charged)}.`,
    giveBack: (sale, by, charged) => `${ofIt(sale)}: قرر ${isolated(by)} إعادة مبلغ ${isolated(charged)}.`,
    agreed: 'المحفظة تقول الشيء نفسه الآن.',
    goingBack: (sale) => `${ofIt(sale)}: المال في طريقه إلى العميل.`,
    partGoingBack: (sale, part) => `${ofIt(sale)}: ${isolated(part)} منها في طريقه إلى العميل.`,
    wentBack: (sale) => `${ofIt(sale)}: عاد المال إلى العميل.`,
    partWentBack: (sale, part) => `${ofIt(sale)}: عاد ${isolated(part)} منها إلى العميل.`,
    wentBackOutside: (sale) => `${ofIt(sale)}: أُعيد المال بطريقة أخرى.`,
    partWentBackOutside: (sale, part) => `${ofIt(sale)}: أُعيد ${isolated(part)} منها بطريقة أخرى.`,
    notSure: (sale) => `${ofIt(sale)}: ليس مؤكدًا أن المال عاد إلى العميل. استدعِ المدير.`,
    partNotSure: (sale, part) =>
      `${ofIt(sale)}: ليس مؤكدًا أن ${isolated(part)} منها عاد إلى العميل. استدعِ المدير.`,
    notSentBack: (sale) => `${ofIt(sale)}: تعذرت إعادة المال.`,
    partNotSentBack: (sale, part) => `${ofIt(sale)}: تعذرت إعادة ${isolated(part)} منها.`,
  },
};
