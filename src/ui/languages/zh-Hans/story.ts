import type { story as model } from '../en/story.ts';

export const story: typeof model = {
  line: {
    created: ({ wallet }) => `${wallet}：已读到顾客的付款码。`,
    sendDecided: () => '付款请求已发给钱包。',
    pending: () => '钱包已收到，正在等顾客确认。',
    paid: () => '已付款。',
    declined: ({ said }) => (said === '' ? '钱包拒绝了。' : `钱包拒绝了：“${said}”`),
    cancelled: () => '已结束，没有收到钱。',
    notSent: () => '没有从收银机发出。没有扣款。',
    held: ({ said, amount }) => `扣款 ${said}，应为 ${amount}。`,
    cancelWanted: () => '要求取消这笔付款。',
    lineDrawn: () => '从这里起不能再付款：之后扣的款会退回。',
    cancelDecided: () => '收银机请钱包取消。',
    cancelAnswered: () => '取消没有得到明确的回复。',
    markedUnwanted: () => '这笔付款已不需要。',
    paidBehindLine: () => '取消之后钱包还是扣了款。收银机会把钱退回。',
    stuckDeclared: () => '没有自动得出结果。需要店长；收银机会继续查询。',
    answeredForAnother: () => '钱包说的是另一笔付款，对这一笔不算数。',
    settled: ({ by, said }) => `${by} 做了人工处理：“${said}”`,
    caseOpened: () => '钱包现在的说法和之前不同。需要店长。',
    caseClosed: () => '这个问题已经清楚。',
    refundAsked: ({ amount, by, said }) =>
      by === '' ? `要退还 ${amount}：“${said}”` : `${by} 退还 ${amount}：“${said}”`,
    refundSent: ({ amount }) => `已请钱包退回 ${amount}。`,
    refundUnderWay: ({ amount }) => `${amount} 正在退回途中。`,
    refundStuck: ({ amount }) => `不确定 ${amount} 是否已退回。收银机会继续查询。`,
    refundDone: ({ amount }) => `${amount} 已退还给顾客。`,
    refundFailed: ({ amount, said }) =>
      said === '' ? `${amount} 没有退回。` : `${amount} 没有退回：“${said}”`,
  },
  more: {
    practicePaid: '练习付款：没有实际收款。',
    cancelWanted: {
      cashier: '按了“取消”。',
      waitOver: '付款时间已到。',
      unwanted: '已经没有人在等这笔付款。',
      shutdown: '这期间收银机关机了。',
    },
    cancelAnswered: {
      accepted: '钱包接受了取消。',
      refused: '钱包拒绝取消。收银机正在查询现在的状态。',
    },
    markedUnwanted: {
      nextCustomer: '已接待下一位顾客。这笔付款已不需要。',
      paidAnotherWay: '顾客已用其他方式付款。这笔付款已不需要。',
    },
    cancelled: {
      moneyBack: '钱已退还给顾客。',
      noMoney: '已取消。没有实际收款。',
      byGateway: '钱包取消了这笔付款。没有实际收款。',
      neverArrived: '没有到达钱包。没有实际收款。',
      asNow: '钱包现在说没有留下任何钱。',
    },
    caseClosed: {
      gateway: '这个问题已经清楚：钱包已确认。',
      person: '这个问题已由店长处理清楚。',
    },
    settledPaid: (by, reason) => `${by} 认定钱已到账：“${reason}”`,
    settledNotPaid: (by, reason) => `${by} 认定这笔钱不留在本店：“${reason}”`,
    refundOutside: (amount, reason) => `${amount} 已用其他方式退款：“${reason}”`,
    reversalAsked: (amount) => `收银机请钱包退回 ${amount}，因为这笔钱不应留在本店。`,
    refundNotNeeded: '不用再要求退回：钱已退还。',
    refundDoneBy: (amount, by) => `${by} 认定 ${amount} 已退回。`,
    refundFailedBy: (amount, by) => `${by} 认定 ${amount} 没有退回。`,
    unknown: (event) => `发生了别的事：${event}。`,
  },
};
