import type { practice as model } from '../en/practice.ts';

export const practice: typeof model = {
  title: '练习',
  intro: '请选顾客和钱包会怎么做。没有实际收款。',
  groups: {
    well: '一切顺利',
    customer: '顾客要做些什么',
    declined: '被拒绝',
    strange: '出现异常',
  },
  situations: {
    paid: { name: '马上付款', lesson: '普通的一笔交易。屏幕变绿才交付商品。' },
    slow: { name: '付款，但很慢', lesson: '钱包慢了一些。请等变绿；千万不要再扫一次。' },
    discount: { name: '用优惠券付款', lesson: '钱包给了优惠。本店照收全价；什么都不用做。' },
    password: { name: '要输入支付密码', lesson: '请顾客在手机上输入支付密码，然后等待。' },
    never: { name: '不确认，或走了', lesson: '顾客没有确认。请等待，或按“取消”：不会扣款。' },
    race: { name: '取消时付了款', lesson: '最后一刻付了款，太晚了，不算数。钱会自动退回。' },
    declined: { name: '钱包拒绝', lesson: '没有扣款。请顾客换一个钱包，或改用其他付款方式。' },
    refused: {
      name: '顾客点了“拒绝”',
      lesson: '顾客在手机上拒绝了。没有扣款。请扫新的付款码，或改用其他付款方式。',
    },
    'no-answer': {
      name: '已付款，但回复丢失',
      lesson: '回复在途中丢失了。收银机又查询一次，查到了。请不要再次收款。',
    },
    'wrong-amount': {
      name: '扣款金额不符',
      lesson: '钱包扣了别的金额。请不要交付商品。请叫店长。',
    },
    lost: {
      name: '请求丢失',
      lesson: '钱包什么都没有收到。收银机查清楚之后才会这样说。请不要交付商品。',
    },
    'no-record': {
      name: '钱包很晚才查到',
      lesson: '钱包一开始查不到这笔。收银机会继续查询。请不要再次收款。',
    },
    'unknown-code': {
      name: '没见过的错误，其实已付款',
      lesson: '钱包的回复不清楚。收银机不猜，会去查询。请等待。',
    },
    forged: {
      name: '伪造的回复',
      lesson: '有人冒充钱包回复。收银机不会相信。请不要交付商品。',
    },
    'cancel-fails': {
      name: '不付款，取消失败两次',
      lesson: '取消要试几次。收银机会自己重试。结束之前请不要交付商品。',
    },
    'cancel-keeps': {
      name: '取消时付款，钱没退回',
      lesson: '已经付款，取消没有把钱退回。收银机会自动退款。',
    },
    down: {
      name: '钱包停用一分钟',
      lesson: '连接不上钱包。请改用其他付款方式，直到收银机说已恢复。',
    },
    skew: {
      name: '钱包的时间不对',
      lesson: '两边的时间相差太多。请改用其他付款方式，并叫技术人员。',
    },
    notified: {
      name: '输密码，钱包主动通知',
      lesson: '钱包主动告诉收银机已付款。什么都不用做。',
    },
    'notified-twice': {
      name: '输密码，钱包通知两次',
      lesson: '钱包通知了两次。这只是一笔付款。什么都不用做。',
    },
    'notified-late': {
      name: '输密码，钱包通知晚到',
      lesson: '钱包的通知来晚了。收银机已经自己查到。什么都不用做。',
    },
    'notified-forged': {
      name: '没付款，伪造通知说付了',
      lesson: '有人冒充说已付款。只有绿色才算数。请不要交付商品。',
    },
    'refund-fails': {
      name: '付款，之后退款失败',
      lesson: '请在“交易”里试着退款：会失败，再由店长处理。',
    },
    'refund-odd': {
      name: '付款，退款回复异常',
      lesson: '请在“交易”里试着退款：收银机会自己查清楚。',
    },
    'refund-lost': {
      name: '付款，退款回复丢失',
      lesson: '请在“交易”里试着退款：时间会长一些，但只退一次。',
    },
  },
  exerciseList: '练习题',
  progress: (done, all) => `练习题：已完成 ${done}/${all}`,
  done: '完成',
  beginAnew: '重新开始练习',
  exercises: {
    sell: { name: '收一笔款', how: '输入金额，按“收款”，再选“马上付款”。' },
    password: {
      name: '等顾客输密码',
      how: '收款，再选“要输入支付密码”。说出顾客要做什么。',
    },
    decline: { name: '钱包拒绝怎么办', how: '收款，再选“钱包拒绝”。说出接下来怎么做。' },
    withdraw: { name: '改正输错的金额', how: '用错的金额收款，在扫码之前取消。' },
    leaves: {
      name: '顾客走了',
      how: '收款，再选“不确认，或走了”。按“取消”，等到结束。',
    },
    silent: {
      name: '回复丢失',
      how: '收款，再选“已付款，但回复丢失”。请等待；不要再次收款。',
    },
    wrongAmount: { name: '扣了别的金额', how: '收款，再选“扣款金额不符”。要叫谁？' },
    nextCustomer: {
      name: '接待下一位顾客',
      how: '收款，再选“不确认，或走了”，等到“尚未确认”。按“下一位顾客”。',
    },
    gunDead: {
      name: '扫码枪没反应',
      how: '拔掉扫码枪，收款，看屏幕怎么说，再取消。改用其他付款方式。',
    },
  },
};
