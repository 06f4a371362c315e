import type { customer as model } from '../en/customer.ts';
import { isolated } from './isolated.ts';

export const customer: typeof model = {
  say: {
    welcome: { title: 'أهلًا بكم', text: 'ادفعوا هنا بمحفظة الهاتف.' },
    closed: { title: 'يرجى سؤال الموظف', text: 'لا يمكن الدفع بمحافظ الهاتف الآن.' },
    starting: { title: 'لحظة من فضلكم', text: 'نستعد لخدمتكم.' },
    showCode: { title: 'اعرضوا رمز الدفع', text: 'افتحوا المحفظة وضعوا الرمز أمام القارئ.' },
    codeReceives: {
      title: 'اعرضوا رمز الدفع',
      text: 'كان هذا رمزًا لاستلام المال. اختاروا «الدفع» في المحفظة.',
    },
    codeOther: {
      title: 'اعرضوا رمز الدفع',
      text: 'لا يمكن الدفع بهذا الرمز. افتحوا رمز الدفع في المحفظة.',
    },
    codeUnread: {
      title: 'اعرضوه مرة أخرى',
      text: 'تعذرت قراءة الرمز. زيدوا سطوع الشاشة وثبّتوا الهاتف.',
    },
    codeUsed: { title: 'رمز جديد من فضلكم', text: 'استُخدم هذا الرمز من قبل. افتحوا رمزًا جديدًا.' },
    asking: { title: 'لحظة من فضلكم', text: 'نسأل محفظتكم.' },
    confirm: { title: 'انظروا إلى الهاتف', text: 'أكدوا الدفع هناك.' },
    cancelling: { title: 'جارٍ الإلغاء', text: 'من فضلكم لا تؤكدوا شيئًا على الهاتف الآن.' },
    goingBack: { title: 'المال في طريقه إليكم', text: 'انتظروا لحظة من فضلكم.' },
    paid: { title: 'تم الدفع', text: 'شكرًا لكم!' },
    paidAsk: { title: 'تم الدفع', text: 'يرجى التحدث إلى الموظف.' },
    declined: {
      title: 'لم يُدفع',
      text: 'لم تقبل المحفظة. اعرضوا رمزًا جديدًا أو ادفعوا بطريقة أخرى.',
    },
    cancelled: { title: 'لم يُدفع', text: 'أُلغيت العملية. يبقى مالكم لديكم أو يعود إليكم.' },
    notCharged: { title: 'لم يُدفع', text: 'لم يُخصم شيء. يرجى سؤال الموظف.' },
    refunded: { title: 'أُعيد المال', text: 'أُعيد المال إليكم.' },
    unsure: {
      title: 'يرجى سؤال الموظف',
      text: 'لا نعرف بعد هل تم الأمر. من فضلكم لا تدفعوا مرة أخرى.',
    },
    ask: { title: 'يرجى سؤال الموظف', text: 'الموظف سيساعدكم.' },
  },
  practicePaid: { title: 'دفع تدريبي', text: 'كان هذا تدريبًا. لم يتحرك أي مال.' },
  practice: 'تدريب · لا يتحرك أي مال',
  walletTook: (amount) => `خصمت محفظتكم ${isolated(amount)}.`,
  walletsTaken: 'المحافظ المقبولة',
  toPay: 'المطلوب',
  secondsLeft: (seconds) => `الثواني المتبقية: ${seconds}`,
  chooseLanguage: 'اللغة',
  offline: { title: 'لحظة من فضلكم', text: 'نعود بعد لحظات.' },
  refused: (reason) => `الصندوق لا يسمح لهذه الشاشة بالدخول: ${isolated(reason)}.`,
};
