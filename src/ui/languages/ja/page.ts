import type { page as model } from '../en/page.ts';

export const page: typeof model = {
  state: {
    idle: '会計できます',
    ready: '読み取り待ち',
    paying: 'お待ちください',
    cancelling: '取り消し中',
    paid: '支払い済み',
    declined: '拒否',
    cancelled: '未払い',
    notSent: '請求なし',
    unknown: '未確認',
    held: '金額違い',
    refunding: '返金中',
    refunded: '返金済み',
    settled: '処理済み',
    attention: '要確認',
    blocked: '決済アプリ停止',
    test: 'スキャナーのテスト',
  },
  practicePaid: '練習の支払い',
  sandboxTitle: 'サンドボックス · 練習',
  sandboxNote: 'お金は動きません',
  action: {
    cancel: '取り消す',
    dismiss: '次の会計',
    retry: '新しいコードで再試行',
    keepWaiting: '待ち続ける',
    nextCustomer: '次のお客様',
    paidAnotherWay: '別の方法で支払い済み',
    giveBack: '返金する',
  },
  keep: 'はい、受け取る',
  question: {
    cancel: 'この支払いを取り消しますか？',
    nextCustomer:
      '次のお客様に進みますか？商品を渡さないでください。この支払いは確定するまで一覧に残ります。',
    paidAnotherWay: '別の方法でお支払いがありましたか？この支払いは確定するまで一覧に残ります。',
    giveBack: 'お客様に全額返金しますか？商品を渡さないでください。',
  },
  confirm: {
    cancel: 'はい、取り消す',
    nextCustomer: 'はい、次のお客様',
    paidAnotherWay: 'はい、別の方法で支払い済み',
    giveBack: 'はい、返金する',
  },
  goBack: 'いいえ',
  charge: (amount) => `会計 ${amount}`,
  chargeNothing: '会計',
  amountLabel: '金額',
  note: 'メモまたは卓番',
  addNote: 'メモ',
  changeNote: (note) => `メモ：${note}`,
  codeInNote: '支払いコードのような長い数字が入っています。別の内容を入力してください。',
  keyBack: '1 桁消す。長押しで全消去',
  overLimit: (max) => `1 会計の上限は ${max} です。`,
  noAnswer: 'まだ応答がありません。この画面の表示が正しい状態です。',
  connecting: 'レジに接続しています…',
  asOf: (time) => `${time} 時点の内容です。現在の状態ではありません。`,
  offlineSince: (time) => `${time} からレジに接続できません。`,
  restarting: 'レジを再起動しています。',
  offlineReady: '戻るまで読み取らないでください。',
  offlineGoesOn: '支払いは続いています。商品を渡さないでください。',
  offlineIdle: '自動で戻ります。',
  unreachable: 'レジが応答しません。電源は入っていますか？このタブレットは同じネットワークにありますか？',
  refused: (reason) => `レジがこのタブレットの接続を許可しません：${reason}。`,
  scannerReady: 'スキャナー準備完了',
  scannersReady: (up, all) => `スキャナー ${up}/${all} 台`,
  scannerDown: 'スキャナー切断',
  scannerNone: 'スキャナーなし',
  secondsLeft: (seconds) => `残り ${seconds} 秒`,
  customerPaid: (amount) => `お客様の支払額 ${amount}`,
  openOrder: (amount, time) => `${time} の ${amount}`,
  dismissNotice: '確認しました',
  sound: '音',
  soundLocked: '音：画面に一度触れてください',
  help: 'ヘルプ',
  helpTopic: {
    phoneSaysPaid: {
      question: '「スマートフォンでは支払い済み」と言われた',
      answer:
        '有効なのはこの画面だけです。スマートフォンの金額と時刻を見せてもらってください。別の支払いかもしれません。「今すぐ問い合わせる」を押してください。変わらなければ責任者を呼んでください。',
    },
    needsLonger: {
      question: 'お客様がもう少し時間を必要としている',
      answer:
        'リングが動いている間はお待ちください。「時間を延ばす」で一度だけ約30秒延ばせます。時間が過ぎるとレジが自動で取り消します。「新しいコードで再試行」を押せば、最初からやり直せます。',
    },
    leaves: {
      question: 'お客様が帰った',
      answer:
        '商品を渡さないでください。「取り消す」を押してください。なければ「次のお客様」を押してください。あとで支払われても自動で返金されます。',
    },
    wrongAmount: {
      question: '金額を間違えた',
      answer: '「取り消す」を押し、正しい金額を入力してもう一度会計してください。',
    },
    wrongAmountScanned: {
      question: '金額を間違えた',
      answer:
        '「取り消す」を押してください。お客様が先に支払うと「支払い済み」と表示されます。その場合は「返金する」を押し、正しい金額で会計してください。',
    },
    wrongAmountPaid: {
      question: '金額を間違えた、またはお客様が不要になった',
      answer: '「返金する」を押すと全額返金されます。5 分以内はご自分で、その後は責任者ができます。',
    },
    wrongCode: {
      question: 'コードが受け付けられない',
      answer:
        '決済アプリの「支払う」を開いてもらってください。受け取り用コード、会員カード、ウェブサイトでは支払えません。',
    },
    gunReadsNothing: {
      question: 'スキャナーが読み取らない',
      answer:
        'スマートフォンを明るくし、平らに、手のひら一つ分離してください。スキャナーが光らなければケーブルを確認してください。',
    },
    otherCustomer: {
      question: '別のお客様が支払いたい',
      answer:
        '一人ずつです。コードを見せられるのは、表示中の金額のお客様だけです。先にこの会計を終えるか、手放してください。',
    },
    otherWay: {
      question: 'お客様が別の方法で支払いたい',
      answer:
        '赤なら請求されていません。現金かカードで会計してください。紫なら先に「別の方法で支払い済み」を押してください。あとで請求されても返金されます。',
    },
    mayIHandOver: {
      question: '商品を渡してよいですか？',
      answer: '緑のときだけです。それまで商品を渡さないでください。',
    },
    manager: {
      question: '責任者は何をしますか？',
      answer: '「メニュー」の「取引」を開くと、この支払いが一番上にあり、できることが表示されます。',
    },
    walletsOff: {
      question: '今できることは？',
      answer:
        '現金かカードで会計してください。レジは自動で再試行し、つながればキーパッドに戻ります。続くようなら技術担当者を呼んでください。',
    },
    receipt: {
      question: 'お客様がレシートを希望している',
      answer:
        '「レシート」を押すか、あとで「メニュー」の「取引」からこの会計を開いてください。未払いのものはその旨の控えが出ます。',
    },
  },
  checkNow: '今すぐ問い合わせる',
  checking: '決済アプリに問い合わせています…',
  checked: '問い合わせました。この画面の表示が正しい状態です。',
  notChecked: '今は問い合わせできません。レジが自動で確認を続けます。',
  giveTime: '時間を延ばす',
  timeGiven: 'お客様の時間を少し延ばしました。',
  noTimeLeft: 'これ以上は延ばせません。',
  openSale: '表示',
  receipt: 'レシート',
  chooseLane: 'このタブレットはどのレジですか？',
  chooseLaneHint: '一度だけ聞きます。タブレットが覚えます。',
  place: { till: 'レジ', sales: '取引', day: '日計', settings: '設定' },
  backToTill: 'レジに戻る',
  menu: 'メニュー',
  loading: 'お待ちください…',
  noAnswerYet: 'レジが応答しません。',
  pageIsOld: 'レジが更新されました。金額が入力されていないときに自動で読み込み直します。',
  notFetched: 'ページのこの部分を読み込めませんでした。',
  tryAgain: 'やり直す',
  close: '閉じる',
  useCamera: 'カメラを使う',
  practise: '練習する',
};
