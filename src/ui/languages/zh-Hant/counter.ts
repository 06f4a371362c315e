import type { CounterWords } from '../counter-words.ts';
import { afterwards } from './afterwards.ts';

const storeCure = '請清出磁碟空間或修復磁碟，之後收銀機會自動恢復。';
const forTechnician = (technical: string) => `請改用其他付款方式。技術人員參考：${technical}`;

export const counter: CounterWords = {
  gap: '',
  stop: '。',
  idle: { message: '請輸入金額' },
  idleUnsent: {
    message: '沒有送出，沒有扣款',
    hint: '收銀機無法儲存這筆交易。請按「收款」重試。',
  },
  idleExpired: { message: '沒有掃到付款碼', hint: '金額已保留。顧客準備好後，請按「收款」。' },
  testScan: { message: '正在測試掃描槍，不會扣款', hint: '照常收款即可：按「收款」就結束測試。' },
  ready: { message: '請掃顧客的付款碼' },
  refusedScan: {
    productBarcode: { message: '這是商品條碼', hint: '請顧客在電子錢包開啟付款碼。' },
    webAddress: { message: '這個碼只會開啟網頁，不能付款', hint: '請顧客出示電子錢包的付款碼。' },
    merchantCode: { message: '這是收款碼', hint: '請顧客開啟「付款」，不是「收款」。' },
    fragment: { message: '只讀到一部分', hint: '請拿穩掃描槍，再掃一次。' },
    unreadable: { message: '這個碼讀不出來', hint: '請顧客調亮螢幕，再掃一次。' },
    codeUsed: { message: '這個付款碼已經用過', hint: '請顧客更新付款碼。' },
    notReady: { message: '請再掃一次', hint: '剛才掃得太早了。' },
  },
  sending: { message: '正在向電子錢包請款', hint: '請等候結果。' },
  customerConfirms: { message: '顧客正在手機上確認', hint: '請顧客輸入付款密碼。' },
  cancelAsked: {
    message: '正在取消',
    hint: '請先不要交付商品。若顧客此刻付款，仍然有效。',
  },
  cancelling: { message: '正在取消', hint: '請不要交付商品。請等候結果。' },
  paidTooLate: { message: '款項正在退還給顧客', hint: '付款來得太晚。請不要交付商品。' },
  unknown: {
    message: '尚未確認',
    hint: '請不要交付商品，這筆不要再次收款。若已扣款，會自動退回。',
  },
  stuck: {
    message: '尚未確認',
    hint: '請不要交付商品，這筆不要再次收款。收銀機會繼續查詢。請找店長。',
  },
  stuckCharged: {
    message: '已扣款，但這筆已不需要',
    hint: '款項無法自動退回。請不要交付商品。請找店長：可以人工處理。',
  },
  unsaved: {
    message: '尚未確認',
    hint: (technical) =>
      `請不要交付商品，這筆不要再次收款。收銀機無法儲存付款結果。技術人員參考：${technical} ${storeCure}`,
  },
  held: {
    message: (charged, amount) => `扣款 ${charged}，應為 ${amount}`,
    unstated: (amount) => `扣款金額不符，應為 ${amount}`,
    hint: '請不要交付商品。請找店長：可以保留或退回。',
  },
  paid: { message: '已付款', hint: '請交付商品。' },
  paidUnseen: { message: '收銀機關機期間已付款', hint: '商品已交給顧客了嗎？' },
  paidAfterCancel: {
    message: '已付款：取消來得太晚',
    hint: '顧客已經付款。顧客還要商品嗎？',
  },
  practice: {
    paid: '這是練習。沒有實際收款。',
    paidUnseen: '這是練習。沒有實際收款。商品已交給顧客了嗎？',
    paidAfterCancel: '這是練習。沒有實際收款。顧客還要商品嗎？',
  },
  declined: { message: '沒有扣款', hint: '請顧客更新付款碼，或改用其他付款方式。' },
  walletSays: (said) => `電子錢包訊息：「${said}」。`,
  cancelled: {
    message: '已取消',
    back: '款項已退還給顧客。請不要交付商品。',
    keptOrBack: '顧客沒有被扣款，或款項已退回。請不要交付商品。',
  },
  notSent: { message: '沒有送出', hint: '無法連線到電子錢包。沒有扣款。請重試，或改用其他付款方式。' },
  blocked: {
    starting: { message: '正在啟動', hint: '正在檢查與電子錢包的連線。' },
    stopping: { message: '收銀機正在重新啟動', hint: '進行中的付款會自動繼續。' },
    unreachable: { message: (time) => `${time} 起無法連線到電子錢包`, hint: forTechnician },
    refused: { message: '電子錢包不接受這台收銀機', hint: forTechnician },
    untrusted: { message: '電子錢包的回覆不可信', hint: forTechnician },
    clockWrong: {
      message: '收銀機的時間不正確',
      fast: (minutes) =>
        `請改用其他付款方式。技術人員參考：快了 ${minutes} 分鐘。請校正時間，並開啟自動校時。`,
      slow: (minutes) =>
        `請改用其他付款方式。技術人員參考：慢了 ${minutes} 分鐘。請校正時間，並開啟自動校時。`,
    },
    storeFault: {
      message: '收銀機無法儲存交易',
      hint: (technical) => forTechnician(`${technical} ${storeCure}`),
    },
  },
  gun: {
    away: '請檢查它的連接線。接好後會自動恢復。',
    faulty: '請檢查它的連接線，並關機再開機。若仍無效，請找技術人員。',
    forbidden: '請找技術人員：這台電腦不讓收銀機使用掃描槍。',
    unclear: '請找技術人員：不清楚這個收銀台該用哪一支掃描槍。',
    setWrong: '請找技術人員：掃描槍的設定不適合這台收銀機。',
    stranger: '請找技術人員：網路上有別的裝置想充當這支掃描槍。',
    switchedOff: '它已停用。技術人員可以重新啟用。',
  },
  warning: {
    clockFast: (minutes) => `收銀機的時間快了 ${minutes} 分鐘。請技術人員校正。`,
    clockSlow: (minutes) => `收銀機的時間慢了 ${minutes} 分鐘。請技術人員校正。`,
    errorsUnsigned: '電子錢包的錯誤回覆沒有簽章。請通知技術人員。',
    lossPossible: (file) => `可能缺少一筆付款：${file} 已損毀。請通知技術人員。`,
  },
  refusedCommand: {
    laneBusy: '這個收銀台正在處理另一筆交易。',
    saleOver: '那筆交易已經結束。',
    notPossible: '現在不能這樣做。',
    notReady: '收銀台沒有在等付款碼。請先按「收款」。',
    blocked: '現在不能開始收款。螢幕上寫著原因。',
    amountInvalid: '金額必須大於零，且不超過單筆上限。',
    keyReused: '這個識別碼已用於另一個請求。',
    stopping: '收銀機正在重新啟動。',
    noSuchOrder: '沒有這筆訂單。',
    notRefundable: '只有已付款的訂單才能退款。',
    restored: '這筆銷售早於收銀機從備份還原的時間。請店長在「銷售」中退款。',
    tooMuch: '超過了這筆付款剩餘的金額。',
    tooManyRefunds: '這筆付款的退款次數已達上限。',
  },
  barred: {
    signInNeeded: '請先登入。',
    managerNeeded: '這一步需要店長登入。',
    consoleNeeded: '還沒有店長。第一位店長由技術人員設定。',
    peopleUnreadable: '人員名單已損毀。請找技術人員。',
    notWritten: '沒有執行：收銀機無法記錄是誰操作的。請找技術人員。',
  },
  fault: '收銀機無法完成這個操作。',
  afterwards,
};
