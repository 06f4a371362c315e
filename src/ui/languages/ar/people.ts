import type { people as model } from '../en/people.ts';
import { counted, SECONDS } from './counted.ts';
import { isolated } from './isolated.ts';

const DIGITS = {
  one: 'رقم واحد مكتوب',
  two: 'رقمان مكتوبان',
  few: 'أرقام مكتوبة',
  many: 'رقمًا مكتوبًا',
  other: 'رقم مكتوب',
};
// After a preposition.
const IN_SECONDS = { ...SECONDS, two: 'ثانيتين' };

export const people: typeof model = {
  whoSells: 'من البائع؟',
  whichManager: 'يلزم المدير',
  pinOf: (name) => `الرقم السري: ${isolated(name)}`,
  digitsTyped: (count) => counted(count, DIGITS),
  deleteDigit: 'حذف رقم واحد',
  enter: 'موافق',
  somebodyElse: 'شخص آخر',
  close: 'إغلاق',
  looking: 'لحظة…',
  wrongPin: 'الرقم السري غير صحيح.',
  wait: (seconds) => `حاول مرة أخرى بعد ${counted(seconds, IN_SECONDS)}.`,
  busy: 'الصندوق مشغول. حاول مرة أخرى.',
  notSaved: 'لا يستطيع الصندوق تسجيل ذلك. استدعِ الفني.',
  noAnswer: 'لا جواب من الصندوق. حاول مرة أخرى.',
  refused: 'الصندوق لا يسمح بالدخول. حاول مرة أخرى.',
  tryAgain: 'حاول مرة أخرى',
  nobodyHere: 'لا أحد في القائمة بعد. المدير يضيف الأشخاص من «الإعدادات».',
  noManagerHere: 'لا يوجد مدير في القائمة بعد. الفني يضيف المدير الأول.',
  listDamaged: 'تتعذر قراءة قائمة الأشخاص. استدعِ الفني.',
  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',
  signedInAs: (name) => `مسجّل الدخول: ${isolated(name)}`,

  title: 'الأشخاص',
  intro:
    'البائع يبيع. والفني يعتني بالماسحات ويُدخل الأجهزة اللوحية. والمدير يعيد المال أيضًا ويُقفل اليوم ويغيّر هذه القائمة.',
  noManagerYet: 'لم يُضَف مدير بعد: كل شخص يستطيع كل شيء.',
  firstManager: 'يُضاف المدير الأول على جهاز الصندوق نفسه بهذا السطر:',
  add: 'إضافة شخص',
  name: 'الاسم',
  role: { cashier: 'بائع', technician: 'فني', manager: 'مدير' },
  roleLabel: 'العمل',
  left: 'لم يعد يعمل هنا',
  leftShort: 'غادر',
  comesBack: 'يعمل هنا من جديد',
  removeQuestion: (name) =>
    `حذف ${isolated(name)} من القائمة؟ لا يمكنه تسجيل الدخول بعد ذلك. وما قام به يبقى باسمه.`,
  yesRemove: 'نعم، احذف',
  pin: 'الرقم السري',
  newPin: 'الرقم السري الجديد',
  oldPin: 'الرقم السري الحالي',
  pinAgain: 'الرقم السري مرة أخرى',
  pinHint: {
    cashier: 'من 4 إلى 8 أرقام',
    technician: 'من 6 إلى 8 أرقام',
    manager: 'من 6 إلى 8 أرقام',
  },
  pinsDiffer: 'الرقمان غير متطابقين.',
  save: 'حفظ',
  saved: 'حُفظ.',
  problem: {
    pinLength: 'الرقم السري للبائع من 4 إلى 8 أرقام، وللفني والمدير من 6 إلى 8.',
    pinSameDigits: 'تكرار رقم واحد أول ما يُخمَّن. اختر رقمًا سريًا آخر.',
    pinRun: 'الأرقام المتتالية أول ما يُخمَّن. اختر رقمًا سريًا آخر.',
    pinRepeated: 'تكرار الأرقام نفسها أول ما يُخمَّن. اختر رقمًا سريًا آخر.',
    pinNeeded: 'الرقم السري لهذا العمل 6 أرقام أو أكثر: اختر رقمًا جديدًا أيضًا.',
    nameUnfit: 'الاسم من 1 إلى 40 حرفًا.',
    nameTaken: 'هذا الاسم موجود هنا من قبل. أضف حرفًا من اسم العائلة.',
    lastManager: 'هذا هو المدير الوحيد. عيّن مديرًا آخر أولًا.',
    noSuchPerson: 'لم يعد هذا الشخص في القائمة.',
    tooManyPeople: 'القائمة ممتلئة.',
    oldPinNeeded: 'لتغيير رقمك السري اكتب الرقم الحالي أيضًا.',
    wrongPin: 'الرقم السري الحالي غير صحيح.',
    pinWait: 'محاولات خاطئة كثيرة. انتظر قليلًا.',
    consoleNeeded: 'يُضاف المدير الأول على جهاز الصندوق نفسه.',
    peopleUnreadable: 'تتعذر قراءة قائمة الأشخاص. استدعِ الفني.',
    notSaved: 'لا يستطيع الصندوق تسجيل ذلك. استدعِ الفني.',
  },
};
