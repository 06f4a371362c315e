import type { story as model } from '../en/story.ts';
import { isolated } from './isolated.ts';

export const story: typeof model = {
  line: {
    created: ({ wallet }) => `${isolated(wallet)}: قُرئ رمز العميل.`,
    sendDecided: () => 'أُرسل الدفع إلى المحفظة.',
    pending: () => 'الدفع لدى المحفظة وهي تنتظر العميل.',
    paid: () => 'تم الدفع.',
    declined: ({ said }) => (said === '' ? 'رفضت المحفظة.' : `رفضت المحفظة: «${isolated(said)}»`),
    cancelled: () => 'انتهت العملية دون مال.',
    notSent: () => 'لم تخرج العملية من الصندوق. لم يُخصم شيء.',
    held: ({ said, amount }) => `خُصم ${isolated(said)} بدلًا من ${isolated(amount)}.`,
    cancelWanted: () => 'طُلب إلغاء العملية.',
    cancelHeld: ({ said }) =>
      said === '' ? 'مُنح العميل وقتًا إضافيًا.' : `منح ${isolated(said)} العميل وقتًا إضافيًا.`,
    lineDrawn: () => 'من الآن لا يجوز أن تُدفع: ما يصل يُعاد.',
    cancelDecided: () => 'طلب الصندوق من المحفظة الإلغاء.',
    cancelAnswered: () => 'لا جواب واضح عن الإلغاء.',
    markedUnwanted: () => 'لم تعد العملية مطلوبة.',
    paidBehindLine: () => 'خصمت المحفظة المبلغ بعد الإلغاء. الصندوق يعيد المال إلى العميل.',
    stuckDeclared: () => 'لم تُحسم العملية تلقائيًا. يلزم المدير، ويواصل الصندوق السؤال.',
    answeredForAnother: () => 'تحدثت المحفظة عن دفع آخر. لا أثر لذلك هنا.',
    settled: ({ by, said }) => `سوّاها ${isolated(by)} يدويًا: «${isolated(said)}»`,
    takenOver: () => 'جاء مع نسخة احتياطية. سلّمه المدير إلى هذا الصندوق.',
    caseOpened: () => 'تقول المحفظة غير ما قالته من قبل. يلزم المدير.',
    caseClosed: () => 'اتضح الأمر.',
    refundAsked: ({ amount, by, said }) =>
      by === ''
        ? `طُلبت إعادة ${isolated(amount)}: «${isolated(said)}»`
        : `${isolated(by)} يعيد ${isolated(amount)}: «${isolated(said)}»`,
    refundSent: ({ amount }) => `طُلب من المحفظة إرسال ${isolated(amount)} إلى العميل.`,
    refundUnderWay: ({ amount }) => `${isolated(amount)} في طريقه إلى العميل.`,
    refundStuck: ({ amount }) => `ليس مؤكدًا أن ${isolated(amount)} عاد. يواصل الصندوق السؤال.`,
    refundDone: ({ amount }) => `عاد ${isolated(amount)} إلى العميل.`,
    refundFailed: ({ amount, said }) =>
      said === ''
        ? `لم يرجع ${isolated(amount)} إلى العميل.`
        : `لم يرجع ${isolated(amount)} إلى العميل: «${isolated(said)}»`,
  },
  more: {
    practicePaid: 'دفع تدريبي: لم يتحرك أي مال.',
    cancelWanted: {
      cashier: 'ضُغط «إلغاء».',
      waitOver: 'انتهى وقت الدفع.',
      unwanted: 'لم يعد أحد ينتظرها.',
      shutdown: 'أُوقف الصندوق في هذه الأثناء.',
    },
    cancelAnswered: {
      accepted: 'قبلت المحفظة الإلغاء.',
      refused: 'رفضت المحفظة الإلغاء. الصندوق يسأل عن الوضع.',
    },
    markedUnwanted: {
      nextCustomer: 'جاء دور العميل التالي. لم يعد هذا الدفع مطلوبًا.',
      paidAnotherWay: 'دفع العميل بطريقة أخرى. لم يعد هذا الدفع مطلوبًا.',
    },
    cancelled: {
      moneyBack: 'عاد المال إلى العميل.',
      noMoney: 'أُلغيت. لم يتحرك أي مال.',
      byGateway: 'ألغتها المحفظة. لم يتحرك أي مال.',
      neverArrived: 'لم تصل إلى المحفظة. لم يتحرك أي مال.',
      asNow: 'تقول المحفظة الآن إنه لم يبقَ أي مال لدى المتجر.',
    },
    caseClosed: {
      gateway: 'اتضح الأمر: أكدته المحفظة.',
      person: 'أوضح المدير الأمر.',
    },
    settledPaid: (by, reason) => `قرر ${isolated(by)} أن المال وصل: «${isolated(reason)}»`,
    settledNotPaid: (by, reason) => `قرر ${isolated(by)} أنه لا يبقى أي مال: «${isolated(reason)}»`,
    refundOutside: (amount, reason) => `أُعيد ${isolated(amount)} بطريقة أخرى: «${isolated(reason)}»`,
    reversalAsked: (amount) =>
      `يطلب الصندوق من المحفظة إعادة ${isolated(amount)} إلى العميل لأنه لا يجوز أن يبقى.`,
    refundNotNeeded: 'لم يعد الصندوق بحاجة إلى طلب الإعادة: عاد المال إلى العميل.',
    refundDoneBy: (amount, by) => `قرر ${isolated(by)} أن ${isolated(amount)} عاد إلى العميل.`,
    refundFailedBy: (amount, by) => `قرر ${isolated(by)} أن ${isolated(amount)} لم يرجع إلى العميل.`,
    unknown: (event) => `حدث شيء آخر: ${isolated(event)}.`,
  },
};
