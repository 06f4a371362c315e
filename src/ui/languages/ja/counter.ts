import type { CounterWords } from '../counter-words.ts';
import { afterwards } from './afterwards.ts';

const storeCure = 'ディスクの空きを増やすか修理してください。直れば自動で再開します。';
const forTechnician = (technical: string) => `ほかの支払い方法をご利用ください。技術担当者へ：${technical}`;

export const counter: CounterWords = {
  gap: '',
  stop: '。',
  idle: { message: '金額を入力してください' },
  idleUnsent: {
    message: '送信も請求もしていません',
    hint: 'この会計を保存できませんでした。「会計」を押してやり直してください。',
  },
  idleExpired: {
    message: 'コードが読み取られませんでした',
    hint: '金額は残っています。お客様の準備ができたら「会計」を押してください。',
  },
  testScan: {
    message: 'スキャナーのテスト中です。請求はされません',
    hint: 'いつもどおり会計できます。「会計」を押すとテストは終わります。',
  },
  ready: { message: 'お客様の支払いコードを読み取ってください' },
  refusedScan: {
    productBarcode: {
      message: '商品のバーコードです',
      hint: '決済アプリの支払いコードを開いてもらってください。',
    },
    webAddress: {
      message: 'ウェブサイトのコードです。支払いには使えません',
      hint: '決済アプリの支払いコードを見せてもらってください。',
    },
    merchantCode: {
      message: '受け取り用のコードです',
      hint: '「受け取る」ではなく「支払う」を開いてもらってください。',
    },
    fragment: {
      message: 'コードの一部しか読み取れませんでした',
      hint: 'スキャナーを動かさずに、もう一度読み取ってください。',
    },
    unreadable: {
      message: 'コードを読み取れません',
      hint: '画面を明るくしてもらい、もう一度読み取ってください。',
    },
    codeUsed: {
      message: 'このコードは使用済みです',
      hint: '新しいコードを表示してもらってください。',
    },
    notReady: { message: 'もう一度読み取ってください', hint: '読み取りが早すぎました。' },
  },
  sending: { message: '決済アプリに問い合わせています', hint: '結果が出るまでお待ちください。' },
  customerConfirms: {
    message: 'お客様がスマートフォンで確認中です',
    hint: '暗証番号を入力してもらってください。',
  },
  cancelAsked: {
    message: '取り消しています',
    hint: 'まだ商品を渡さないでください。いま支払われた場合、その支払いは有効です。',
  },
  cancelling: {
    message: '取り消しています',
    hint: '商品を渡さないでください。結果をお待ちください。',
  },
  paidTooLate: {
    message: 'お客様へ返金しています',
    hint: '支払いが間に合いませんでした。商品を渡さないでください。',
  },
  unknown: {
    message: '未確認です',
    hint: '商品を渡さず、この会計をもう一度請求しないでください。請求されていた場合は自動で返金されます。',
  },
  stuck: {
    message: '未確認です',
    hint: '商品を渡さず、この会計をもう一度請求しないでください。レジは確認を続けます。責任者を呼んでください。',
  },
  stuckCharged: {
    message: '不要になった会計が請求されました',
    hint: '自動で返金できませんでした。商品を渡さないでください。責任者を呼んでください。手動で処理できます。',
  },
  unsaved: {
    message: '未確認です',
    hint: (technical) =>
      `商品を渡さず、この会計をもう一度請求しないでください。支払いの結果を保存できません。技術担当者へ：${technical} ${storeCure}`,
  },
  held: {
    message: (charged, amount) => `${amount} のところ ${charged} が請求されました`,
    unstated: (amount) => `${amount} のところ別の金額が請求されました`,
    hint: '商品を渡さないでください。責任者を呼んでください。受け取るか返金するかを選べます。',
  },
  paid: { message: '支払い済み', hint: '商品を渡してください。' },
  paidUnseen: { message: 'レジの停止中に支払われました', hint: '商品は渡しましたか？' },
  paidAfterCancel: {
    message: '支払い済み：取り消しは間に合いませんでした',
    hint: 'お客様は支払い済みです。商品を受け取られますか？',
  },
  practice: {
    paid: 'これは練習です。お金は動いていません。',
    paidUnseen: 'これは練習です。お金は動いていません。商品は渡しましたか？',
    paidAfterCancel: 'これは練習です。お金は動いていません。商品を受け取られますか？',
  },
  declined: {
    message: '請求されませんでした',
    hint: '新しいコードか、ほかの支払い方法をお願いしてください。',
  },
  walletSays: (said) => `決済アプリからの回答：「${said}」。`,
  cancelled: {
    message: '取り消しました',
    back: 'お客様に返金済みです。商品を渡さないでください。',
    keptOrBack: '請求されていないか、返金済みです。商品を渡さないでください。',
  },
  notSent: {
    message: '送信していません',
    hint: '決済アプリに接続できません。請求はされていません。やり直すか、ほかの支払い方法をご利用ください。',
  },
  blocked: {
    starting: { message: '起動しています', hint: '決済アプリとの接続を確認しています。' },
    stopping: { message: 'レジを再起動しています', hint: '進行中の支払いは自動で続きます。' },
    unreachable: { message: (time) => `${time} から決済アプリに接続できません`, hint: forTechnician },
    refused: { message: '決済アプリがこのレジを受け付けません', hint: forTechnician },
    untrusted: { message: '決済アプリの回答を信用できません', hint: forTechnician },
    clockWrong: {
      message: 'レジの時計が合っていません',
      fast: (minutes) =>
        `ほかの支払い方法をご利用ください。技術担当者へ：${minutes} 分進んでいます。時計を合わせ、自動設定を有効にしてください。`,
      slow: (minutes) =>
        `ほかの支払い方法をご利用ください。技術担当者へ：${minutes} 分遅れています。時計を合わせ、自動設定を有効にしてください。`,
    },
    storeFault: {
      message: '会計を保存できません',
      hint: (technical) => forTechnician(`${technical} ${storeCure}`),
    },
  },
  gun: {
    away: 'ケーブルを確認してください。つながれば自動で戻ります。',
    faulty: 'ケーブルを確認し、電源を入れ直してください。直らなければ技術担当者を呼んでください。',
    forbidden: '技術担当者を呼んでください。この端末ではスキャナーの使用が許可されていません。',
    unclear: '技術担当者を呼んでください。このレジで使うスキャナーが決まっていません。',
    setWrong: '技術担当者を呼んでください。スキャナーの設定がこのレジに合っていません。',
    stranger:
      '技術担当者を呼んでください。ネットワーク上の別の機器がこのスキャナーとして接続しようとしています。',
    switchedOff: '停止中です。技術担当者が再開できます。',
  },
  warning: {
    clockFast: (minutes) => `レジの時計が ${minutes} 分進んでいます。技術担当者に合わせてもらってください。`,
    clockSlow: (minutes) => `レジの時計が ${minutes} 分遅れています。技術担当者に合わせてもらってください。`,
    errorsUnsigned: '決済アプリのエラー回答に署名がありません。技術担当者に伝えてください。',
    lossPossible: (file) =>
      `支払いの記録が欠けている可能性があります：${file} が壊れています。技術担当者に伝えてください。`,
  },
  refusedCommand: {
    laneBusy: 'このレジは別の会計中です。',
    saleOver: 'その会計は終わっています。',
    notPossible: '今はできません。',
    notReady: 'コードを待っていません。先に「会計」を押してください。',
    blocked: '今は会計を始められません。理由は画面にあります。',
    amountInvalid: '金額は 0 より大きく、1 会計の上限以下にしてください。',
    keyReused: 'このキーは別の要求で使用済みです。',
    stopping: 'レジを再起動しています。',
    noSuchOrder: 'その取引はありません。',
    notRefundable: '返金できるのは支払い済みの取引だけです。',
    restored: 'レジをバックアップから復元する前の取引です。責任者が「売上」から返金します。',
    tooMuch: 'この支払いの残額を超えています。',
    tooManyRefunds: 'この支払いの返金回数が上限に達しました。',
  },
  barred: {
    signInNeeded: '先にサインインしてください。',
    managerNeeded: 'この操作には責任者のサインインが必要です。',
    consoleNeeded: '責任者がまだ登録されていません。最初の責任者は技術担当者が登録します。',
    peopleUnreadable: '担当者の一覧が壊れています。技術担当者を呼んでください。',
    notWritten: '実行していません：操作した人を記録できません。技術担当者を呼んでください。',
  },
  fault: 'レジはその操作を実行できませんでした。',
  afterwards,
};
