import type { pair as model } from '../en/pair.ts';
import { counted, SECONDS } from './counted.ts';
import { isolated } from './isolated.ts';

// After a preposition.
const IN_SECONDS = { ...SECONDS, two: 'ثانيتين' };

export const pair: typeof model = {
  title: 'الإقران مع الصندوق',
  notPaired: 'هذا الجهاز اللوحي غير مقترن بعد.',
  revoked: 'لم يعد الصندوق يقبل هذا الجهاز اللوحي. يجب إقرانه من جديد.',
  tokenUnknown: 'الصندوق لا يعرف الرابط الذي فُتحت به هذه الصفحة. أقرِن الجهاز بدلًا من ذلك.',
  atMachine: 'على جهاز الصندوق نفسه اكتب:',
  orPage: (path) => `أو افتح هناك ${isolated(path)} واسمح بدخول جهاز لوحي. ثم اكتب الرمز هنا:`,
  code: 'الرمز',
  codeHint: 'ثمانية حروف وأرقام، يصلح مرة واحدة ولمدة عشر دقائق.',
  enter: 'إقران',
  looking: 'لحظة…',
  pairedAs: (name) => `هذا الجهاز اللوحي مقترن: ${isolated(name)}`,
  otherPage: 'الصفحة التي فُتحت ليست لهذا الجهاز اللوحي.',
  thisMachine: 'هذا هو جهاز الصندوق نفسه. لا يحتاج إلى إقران.',
  goOn: 'متابعة',
  otherCode: 'إقرانه لعمل آخر',
  noAnswer: 'الصندوق لا يجيب. هل هذا الجهاز اللوحي على شبكته؟',
  tryAgain: 'حاول مرة أخرى',
  unsafe: 'هذا الاتصال غير مشفّر: قد يتنصت آخرون على الشبكة. كلّم الفني في ذلك.',
  wait: (seconds) => `حاول مرة أخرى بعد ${counted(seconds, IN_SECONDS)}.`,
  refused: 'لم يقبله الصندوق. حاول مرة أخرى.',
  problem: {
    badRequest: 'هذا ليس رمزًا.',
    wrongCode: 'هذا ليس الرمز، أو لم يعد صالحًا.',
    pairingWait: 'رموز خاطئة كثيرة.',
    codeUsed: 'استُخدم هذا الرمز من قبل. أنشئ رمزًا آخر.',
    codeOver: 'انتهى وقت هذا الرمز. أنشئ رمزًا آخر.',
    tooManyDevices: 'قائمة الأجهزة اللوحية ممتلئة. استدعِ الفني.',
    notNeededHere: 'هذا هو جهاز الصندوق نفسه. لا يحتاج إلى إقران.',
    notSaved: 'لا يستطيع الصندوق حفظ ذلك. استدعِ الفني.',
    notWritten: 'لا يستطيع الصندوق حفظ ذلك. استدعِ الفني.',
  },
};
