import type { story as model } from '../en/story.ts';

export const story: typeof model = {
  line: {
    created: ({ wallet }) => `${wallet}：已讀到顧客的付款碼。`,
    sendDecided: () => '已向電子錢包送出請款。',
    pending: () => '電子錢包已收到，正在等顧客確認。',
    paid: () => '已付款。',
    declined: ({ said }) => (said === '' ? '電子錢包拒絕了。' : `電子錢包拒絕了：「${said}」`),
    cancelled: () => '已結束，沒有收到款項。',
    notSent: () => '沒有從收銀機送出。沒有扣款。',
    held: ({ said, amount }) => `扣款 ${said}，應為 ${amount}。`,
    cancelWanted: () => '要求取消這筆付款。',
    lineDrawn: () => '從這裡起不能再付款：之後扣的款項會退回。',
    cancelDecided: () => '收銀機請電子錢包取消。',
    cancelAnswered: () => '取消沒有得到明確的回覆。',
    markedUnwanted: () => '這筆付款已不需要。',
    paidBehindLine: () => '取消之後電子錢包還是扣了款。收銀機會把款項退回。',
    stuckDeclared: () => '沒有自動得出結果。需要店長；收銀機會繼續查詢。',
    answeredForAnother: () => '電子錢包說的是另一筆付款，對這一筆不算數。',
    settled: ({ by, said }) => `${by} 做了人工處理：「${said}」`,
    caseOpened: () => '電子錢包現在的說法和先前不同。需要店長。',
    caseClosed: () => '這個問題已經釐清。',
    refundAsked: ({ amount, by, said }) =>
      by === '' ? `要退還 ${amount}：「${said}」` : `${by} 退還 ${amount}：「${said}」`,
    refundSent: ({ amount }) => `已請電子錢包退回 ${amount}。`,
    refundUnderWay: ({ amount }) => `${amount} 正在退回途中。`,
    refundStuck: ({ amount }) => `不確定 ${amount} 是否已退回。收銀機會繼續查詢。`,
    refundDone: ({ amount }) => `${amount} 已退還給顧客。`,
    refundFailed: ({ amount, said }) =>
      said === '' ? `${amount} 沒有退回。` : `${amount} 沒有退回：「${said}」`,
  },
  more: {
    practicePaid: '練習付款：沒有實際收款。',
    cancelWanted: {
      cashier: '按了「取消」。',
      waitOver: '付款時間已到。',
      unwanted: '已經沒有人在等這筆付款。',
      shutdown: '這段期間收銀機關機了。',
    },
    cancelAnswered: {
      accepted: '電子錢包接受了取消。',
      refused: '電子錢包拒絕取消。收銀機正在查詢現在的狀態。',
    },
    markedUnwanted: {
      nextCustomer: '已接待下一位顧客。這筆付款已不需要。',
      paidAnotherWay: '顧客已用其他方式付款。這筆付款已不需要。',
    },
    cancelled: {
      moneyBack: '款項已退還給顧客。',
      noMoney: '已取消。沒有實際收款。',
      byGateway: '電子錢包取消了這筆付款。沒有實際收款。',
      neverArrived: '沒有到達電子錢包。沒有實際收款。',
      asNow: '電子錢包現在說沒有留下任何款項。',
    },
    caseClosed: {
      gateway: '這個問題已經釐清：電子錢包已確認。',
      person: '這個問題已由店長處理完畢。',
    },
    settledPaid: (by, reason) => `${by} 認定款項已入帳：「${reason}」`,
    settledNotPaid: (by, reason) => `${by} 認定這筆款項不留在本店：「${reason}」`,
    refundOutside: (amount, reason) => `${amount} 已用其他方式退款：「${reason}」`,
    reversalAsked: (amount) => `收銀機請電子錢包退回 ${amount}，因為這筆款項不應留在本店。`,
    refundNotNeeded: '不用再要求退回：款項已退還。',
    refundDoneBy: (amount, by) => `${by} 認定 ${amount} 已退回。`,
    refundFailedBy: (amount, by) => `${by} 認定 ${amount} 沒有退回。`,
    unknown: (event) => `發生了別的事：${event}。`,
  },
};
