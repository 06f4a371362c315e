import type { CounterWords } from '../counter-words.ts';
import { afterwards } from './afterwards.ts';

const storeCure = '请清理磁盘空间或修复磁盘，之后收银机会自动恢复。';
const forTechnician = (technical: string) => `请改用其他付款方式。技术人员参考：${technical}`;

export const counter: CounterWords = {
  gap: '',
  stop: '。',
  idle: { message: '请输入金额' },
  idleUnsent: {
    message: '没有发送，没有扣款',
    hint: '收银机没能保存这笔交易。请按“收款”重试。',
  },
  idleExpired: { message: '没有扫到付款码', hint: '金额已保留。顾客准备好后，请按“收款”。' },
  testScan: { message: '正在测试扫码枪，不会扣款', hint: '照常收款即可：按“收款”就结束测试。' },
  ready: { message: '请扫顾客的付款码' },
  refusedScan: {
    productBarcode: { message: '这是商品条码', hint: '请顾客在钱包里打开付款码。' },
    webAddress: { message: '这个码只会打开网页，不能付款', hint: '请顾客出示钱包的付款码。' },
    merchantCode: { message: '这是收款码', hint: '请顾客打开“付款”，不是“收款”。' },
    fragment: { message: '只读到一部分', hint: '请拿稳扫码枪，再扫一次。' },
    unreadable: { message: '这个码读不出来', hint: '请顾客调亮屏幕，再扫一次。' },
    codeUsed: { message: '这个付款码已经用过', hint: '请顾客刷新付款码。' },
    notReady: { message: '请再扫一次', hint: '刚才扫得太早了。' },
  },
  sending: { message: '正在向钱包请求付款', hint: '请等待结果。' },
  customerConfirms: { message: '顾客正在手机上确认', hint: '请顾客输入支付密码。' },
  cancelAsked: {
    message: '正在取消',
    hint: '请先不要交付商品。如果顾客此刻付款，仍然有效。',
  },
  cancelling: { message: '正在取消', hint: '请不要交付商品。请等待结果。' },
  paidTooLate: { message: '钱正在退还给顾客', hint: '付款来得太晚。请不要交付商品。' },
  unknown: {
    message: '尚未确认',
    hint: '请不要交付商品，这笔不要再次收款。如果已经扣款，会自动退回。',
  },
  stuck: {
    message: '尚未确认',
    hint: '请不要交付商品，这笔不要再次收款。收银机会继续查询。请叫店长。',
  },
  stuckCharged: {
    message: '已扣款，但这笔已不需要',
    hint: '钱没能自动退回。请不要交付商品。请叫店长：可以人工处理。',
  },
  unsaved: {
    message: '尚未确认',
    hint: (technical) =>
      `请不要交付商品，这笔不要再次收款。收银机无法保存付款结果。技术人员参考：${technical} ${storeCure}`,
  },
  held: {
    message: (charged, amount) => `扣款 ${charged}，应为 ${amount}`,
    unstated: (amount) => `扣款金额不对，应为 ${amount}`,
    hint: '请不要交付商品。请叫店长：可以保留或退回。',
  },
  paid: { message: '已付款', hint: '请交付商品。' },
  paidUnseen: { message: '收银机关机期间已付款', hint: '商品交给顾客了吗？' },
  paidAfterCancel: {
    message: '已付款：取消来得太晚',
    hint: '顾客已经付款。顾客还要商品吗？',
  },
  practice: {
    paid: '这是练习。没有实际收款。',
    paidUnseen: '这是练习。没有实际收款。商品交给顾客了吗？',
    paidAfterCancel: '这是练习。没有实际收款。顾客还要商品吗？',
  },
  declined: { message: '没有扣款', hint: '请顾客刷新付款码，或改用其他付款方式。' },
  walletSays: (said) => `钱包提示：“${said}”。`,
  cancelled: {
    message: '已取消',
    back: '钱已退还给顾客。请不要交付商品。',
    keptOrBack: '顾客没有被扣款，或者钱已退回。请不要交付商品。',
  },
  notSent: { message: '没有发送', hint: '连接不上钱包。没有扣款。请重试，或改用其他付款方式。' },
  blocked: {
    starting: { message: '正在启动', hint: '正在检查与钱包的连接。' },
    stopping: { message: '收银机正在重启', hint: '进行中的付款会自动继续。' },
    unreachable: { message: (time) => `${time} 起连接不上钱包`, hint: forTechnician },
    refused: { message: '钱包不接受这台收银机', hint: forTechnician },
    untrusted: { message: '钱包的回复不可信', hint: forTechnician },
    clockWrong: {
      message: '收银机的时间不对',
      fast: (minutes) =>
        `请改用其他付款方式。技术人员参考：快了 ${minutes} 分钟。请校准时间，并打开自动校时。`,
      slow: (minutes) =>
        `请改用其他付款方式。技术人员参考：慢了 ${minutes} 分钟。请校准时间，并打开自动校时。`,
    },
    storeFault: {
      message: '收银机无法保存交易',
      hint: (technical) => forTechnician(`${technical} ${storeCure}`),
    },
  },
  gun: {
    away: '请检查它的线。接好后会自动恢复。',
    faulty: '请检查它的线，并关机再开机。如果还不行，请叫技术人员。',
    forbidden: '请叫技术人员：这台电脑不让收银机使用扫码枪。',
    unclear: '请叫技术人员：不清楚这个收银台该用哪一把扫码枪。',
    setWrong: '请叫技术人员：扫码枪的设置不适合这台收银机。',
    stranger: '请叫技术人员：网络上有别的设备想充当这把扫码枪。',
    switchedOff: '它已停用。技术人员可以重新启用。',
  },
  warning: {
    clockFast: (minutes) => `收银机的时间快了 ${minutes} 分钟。请技术人员校准。`,
    clockSlow: (minutes) => `收银机的时间慢了 ${minutes} 分钟。请技术人员校准。`,
    errorsUnsigned: '钱包的错误回复没有签名。请告诉技术人员。',
    lossPossible: (file) => `可能缺少一笔付款：${file} 已损坏。请告诉技术人员。`,
  },
  refusedCommand: {
    laneBusy: '这个收银台正在处理另一笔交易。',
    saleOver: '那笔交易已经结束。',
    notPossible: '现在不能这样做。',
    notReady: '收银台没有在等付款码。请先按“收款”。',
    blocked: '现在不能开始收款。屏幕上写着原因。',
    amountInvalid: '金额必须大于零，并且不超过单笔上限。',
    keyReused: '这个标识已用于另一个请求。',
    stopping: '收银机正在重启。',
    noSuchOrder: '没有这笔订单。',
    notRefundable: '只有已付款的订单才能退款。',
    restored: '这笔销售早于收银机从备份恢复的时间。请店长在“销售”中退款。',
    tooMuch: '超过了这笔付款剩余的金额。',
    tooManyRefunds: '这笔付款的退款次数已达上限。',
  },
  barred: {
    signInNeeded: '请先登录。',
    managerNeeded: '这一步需要店长登录。',
    consoleNeeded: '还没有店长。第一个店长由技术人员设置。',
    peopleUnreadable: '人员名单已损坏。请叫技术人员。',
    notWritten: '没有执行：收银机无法记录是谁操作的。请叫技术人员。',
  },
  fault: '收银机没能完成这个操作。',
  afterwards,
};
