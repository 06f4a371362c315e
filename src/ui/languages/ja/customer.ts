import type { customer as model } from '../en/customer.ts';

export const customer: typeof model = {
  say: {
    welcome: {
      title: 'いらっしゃいませ',
      text: 'スマートフォンの決済アプリでお支払いいただけます。',
    },
    closed: {
      title: '係の者にお尋ねください',
      text: 'ただいま決済アプリはご利用いただけません。',
    },
    starting: { title: '少々お待ちください', text: '準備をしております。' },
    showCode: {
      title: '支払いコードをお見せください',
      text: '決済アプリを開き、コードをスキャナーにかざしてください。',
    },
    codeReceives: {
      title: '支払いコードをお見せください',
      text: '先ほどのコードは受け取り用です。「支払う」をお選びください。',
    },
    codeOther: {
      title: '支払いコードをお見せください',
      text: '先ほどのコードでは支払えません。決済アプリの支払いコードを開いてください。',
    },
    codeUnread: {
      title: 'もう一度お見せください',
      text: '読み取れませんでした。画面を明るくし、動かさずにかざしてください。',
    },
    codeUsed: {
      title: '新しいコードをお願いします',
      text: '先ほどのコードは使用済みです。新しいコードを開いてください。',
    },
    asking: { title: '少々お待ちください', text: '決済アプリに問い合わせています。' },
    confirm: {
      title: 'スマートフォンをご覧ください',
      text: 'スマートフォンで支払いをご確認ください。',
    },
    cancelling: { title: '取り消しています', text: '今はスマートフォンで確認しないでください。' },
    goingBack: { title: '返金しています', text: '少々お待ちください。' },
    paid: { title: '支払い済み', text: 'ありがとうございました。' },
    paidAsk: { title: '支払い済み', text: '係の者にお声がけください。' },
    declined: {
      title: '未払い',
      text: '決済アプリで承認されませんでした。新しいコードか、ほかの方法でお支払いください。',
    },
    cancelled: {
      title: '未払い',
      text: '取り消しました。請求されていないか、返金されます。',
    },
    notCharged: { title: '未払い', text: '請求されていません。係の者にお尋ねください。' },
    refunded: { title: '返金済み', text: '返金いたしました。' },
    unsure: {
      title: '係の者にお尋ねください',
      text: '支払われたかまだ確認できません。もう一度お支払いにならないでください。',
    },
    ask: { title: '係の者にお尋ねください', text: '係の者がご案内します。' },
  },
  practicePaid: { title: '練習の支払い', text: 'これは練習です。お金は動いていません。' },
  practice: '練習 · お金は動きません',
  walletTook: (amount) => `決済アプリでのお支払い額は ${amount} です。`,
  walletsTaken: '使える決済アプリ',
  toPay: 'お支払い',
  secondsLeft: (seconds) => `残り ${seconds} 秒`,
  chooseLanguage: '言語',
  offline: { title: '少々お待ちください', text: 'まもなく再開します。' },
  refused: (reason) => `レジがこの画面の接続を許可しません：${reason}。`,
};
