import type { story as model } from '../en/story.ts';

export const story: typeof model = {
  line: {
    created: ({ wallet }) => `${wallet}：お客様のコードを読み取りました。`,
    sendDecided: () => '支払いを決済アプリに送信しました。',
    pending: () => '決済アプリが受け付け、お客様の操作を待っています。',
    paid: () => '支払い済みになりました。',
    declined: ({ said }) =>
      said === '' ? '決済アプリが拒否しました。' : `決済アプリが拒否しました：「${said}」`,
    cancelled: () => 'お金を受け取らずに終わりました。',
    notSent: () => 'レジから送信されていません。請求されていません。',
    held: ({ said, amount }) => `${amount} のところ ${said} が請求されました。`,
    cancelWanted: () => '取り消すことになりました。',
    cancelHeld: ({ said }) =>
      said === '' ? 'お客様の支払い時間を延ばしました。' : `${said} さんがお客様の支払い時間を延ばしました。`,
    lineDrawn: () => 'ここから先の支払いは受け取れません。入金があれば返金します。',
    cancelDecided: () => 'レジが決済アプリに取り消しを求めました。',
    cancelAnswered: () => '取り消しについて、はっきりした回答がありません。',
    markedUnwanted: () => 'この支払いは不要になりました。',
    paidBehindLine: () => '取り消しのあとに決済アプリが請求しました。レジがお客様に返金します。',
    stuckDeclared: () => '自動では確定しませんでした。責任者の対応が必要です。レジは確認を続けます。',
    answeredForAnother: () => '決済アプリの回答は別の支払いのものでした。この会計では無効です。',
    settled: ({ by, said }) => `${by} さんが手動で処理しました：「${said}」`,
    takenOver: () => 'バックアップから来た取引です。責任者がこのレジに引き継ぎました。',
    caseOpened: () => '決済アプリの回答が前と変わりました。責任者の対応が必要です。',
    caseClosed: () => '解決しました。',
    refundAsked: ({ amount, by, said }) =>
      by === '' ? `${amount} を返金します：「${said}」` : `${by} さんが ${amount} を返金します：「${said}」`,
    refundSent: ({ amount }) => `決済アプリに ${amount} の返金を求めました。`,
    refundUnderWay: ({ amount }) => `${amount} を返金しています。`,
    refundStuck: ({ amount }) => `${amount} が返金されたか確認できません。レジは確認を続けます。`,
    refundDone: ({ amount }) => `${amount} をお客様に返金しました。`,
    refundFailed: ({ amount, said }) =>
      said === '' ? `${amount} は返金されませんでした。` : `${amount} は返金されませんでした：「${said}」`,
  },
  more: {
    practicePaid: '練習の支払い：お金は動いていません。',
    cancelWanted: {
      cashier: '「取り消す」が押されました。',
      waitOver: '支払いの時間が過ぎました。',
      unwanted: '結果を待つ人がいなくなりました。',
      shutdown: '途中でレジの電源が切られました。',
    },
    cancelAnswered: {
      accepted: '決済アプリが取り消しを受け付けました。',
      refused: '決済アプリが取り消しを拒否しました。レジが今の状態を問い合わせます。',
    },
    markedUnwanted: {
      nextCustomer: '次のお客様に進みました。この支払いは不要になりました。',
      paidAnotherWay: 'お客様は別の方法で支払いました。この支払いは不要になりました。',
    },
    cancelled: {
      moneyBack: 'お客様に返金しました。',
      noMoney: '取り消しました。お金は動いていません。',
      byGateway: '決済アプリが取り消しました。お金は動いていません。',
      neverArrived: '決済アプリに届きませんでした。お金は動いていません。',
      asNow: '決済アプリは今、店舗にお金は残っていないと回答しています。',
    },
    caseClosed: {
      gateway: '解決しました：決済アプリが確認しました。',
      person: '責任者が解決しました。',
    },
    settledPaid: (by, reason) => `${by} さんの判断：入金あり：「${reason}」`,
    settledNotPaid: (by, reason) => `${by} さんの判断：店舗が受け取るお金はない：「${reason}」`,
    refundOutside: (amount, reason) => `${amount} を別の方法で返金しました：「${reason}」`,
    reversalAsked: (amount) =>
      `店舗が受け取れないお金なので、レジが決済アプリに、お客様への ${amount} の返金を求めます。`,
    refundNotNeeded: 'お客様に返金されたので、レジから返金を求める必要はなくなりました。',
    refundDoneBy: (amount, by) => `${by} さんの判断：${amount} は返金された。`,
    refundFailedBy: (amount, by) => `${by} さんの判断：${amount} は返金されなかった。`,
    unknown: (event) => `その他の出来事：${event}。`,
  },
};
