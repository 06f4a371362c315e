import type { practice as model } from '../en/practice.ts';

export const practice: typeof model = {
  title: '練習',
  intro: '請選擇顧客和電子錢包會怎麼做。沒有實際收款。',
  groups: {
    well: '一切順利',
    customer: '顧客要做些什麼',
    declined: '被拒絕',
    strange: '出現異常',
  },
  situations: {
    paid: { name: '馬上付款', lesson: '一般的一筆交易。螢幕變綠才交付商品。' },
    slow: { name: '付款，但很慢', lesson: '電子錢包慢了一些。請等變綠；千萬不要再掃一次。' },
    discount: {
      name: '用優惠券付款',
      lesson: '電子錢包給了優惠。本店照收全額；什麼都不用做。',
    },
    password: { name: '要輸入付款密碼', lesson: '請顧客在手機上輸入付款密碼，然後等候。' },
    never: { name: '不確認，或走了', lesson: '顧客沒有確認。請等候，或按「取消」：不會扣款。' },
    race: { name: '取消時付了款', lesson: '最後一刻付了款，太晚了，不算數。款項會自動退回。' },
    declined: {
      name: '電子錢包拒絕',
      lesson: '沒有扣款。請顧客換一個電子錢包，或改用其他付款方式。',
    },
    refused: {
      name: '顧客按了「拒絕」',
      lesson: '顧客在手機上拒絕了。沒有扣款。請掃新的付款碼，或改用其他付款方式。',
    },
    'no-answer': {
      name: '已付款，但回覆遺失',
      lesson: '回覆在途中遺失了。收銀機又查詢一次，查到了。請不要再次收款。',
    },
    'wrong-amount': {
      name: '扣款金額不符',
      lesson: '電子錢包扣了別的金額。請不要交付商品。請找店長。',
    },
    lost: {
      name: '請款遺失',
      lesson: '電子錢包什麼都沒有收到。收銀機查清楚之後才會這樣說。請不要交付商品。',
    },
    'no-record': {
      name: '電子錢包很晚才查到',
      lesson: '電子錢包一開始查不到這筆。收銀機會繼續查詢。請不要再次收款。',
    },
    'unknown-code': {
      name: '沒見過的錯誤，其實已付款',
      lesson: '電子錢包的回覆不清楚。收銀機不猜，會去查詢。請等候。',
    },
    forged: {
      name: '偽造的回覆',
      lesson: '有人冒充電子錢包回覆。收銀機不會相信。請不要交付商品。',
    },
    'cancel-fails': {
      name: '不付款，取消失敗兩次',
      lesson: '取消要試幾次。收銀機會自己重試。結束之前請不要交付商品。',
    },
    'cancel-keeps': {
      name: '取消時付款，款項沒退回',
      lesson: '已經付款，取消沒有把款項退回。收銀機會自動退款。',
    },
    down: {
      name: '電子錢包停用一分鐘',
      lesson: '無法連線到電子錢包。請改用其他付款方式，直到收銀機說已恢復。',
    },
    skew: {
      name: '電子錢包的時間不正確',
      lesson: '兩邊的時間相差太多。請改用其他付款方式，並找技術人員。',
    },
    notified: {
      name: '輸入密碼，錢包主動通知',
      lesson: '電子錢包主動通知收銀機已付款。什麼都不用做。',
    },
    'notified-twice': {
      name: '輸入密碼，錢包通知兩次',
      lesson: '電子錢包通知了兩次。這只是一筆付款。什麼都不用做。',
    },
    'notified-late': {
      name: '輸入密碼，錢包通知晚到',
      lesson: '電子錢包的通知來晚了。收銀機已經自己查到。什麼都不用做。',
    },
    'notified-forged': {
      name: '沒付款，偽造通知說付了',
      lesson: '有人冒充說已付款。只有綠色才算數。請不要交付商品。',
    },
    'refund-fails': {
      name: '付款，之後退款失敗',
      lesson: '請在「交易」裡試著退款：會失敗，再由店長處理。',
    },
    'refund-odd': {
      name: '付款，退款回覆異常',
      lesson: '請在「交易」裡試著退款：收銀機會自己查清楚。',
    },
    'refund-lost': {
      name: '付款，退款回覆遺失',
      lesson: '請在「交易」裡試著退款：時間會長一些，但只退一次。',
    },
  },
  exerciseList: '練習題',
  progress: (done, all) => `練習題：已完成 ${done}/${all}`,
  done: '完成',
  beginAnew: '重新開始練習',
  exercises: {
    sell: { name: '收一筆款', how: '輸入金額，按「收款」，再選「馬上付款」。' },
    password: {
      name: '等顧客輸入密碼',
      how: '收款，再選「要輸入付款密碼」。說出顧客要做什麼。',
    },
    decline: { name: '電子錢包拒絕怎麼辦', how: '收款，再選「電子錢包拒絕」。說出接下來怎麼做。' },
    withdraw: { name: '更正輸錯的金額', how: '用錯的金額收款，在掃碼之前取消。' },
    leaves: {
      name: '顧客走了',
      how: '收款，再選「不確認，或走了」。按「取消」，等到結束。',
    },
    silent: {
      name: '回覆遺失',
      how: '收款，再選「已付款，但回覆遺失」。請等候；不要再次收款。',
    },
    wrongAmount: { name: '扣了別的金額', how: '收款，再選「扣款金額不符」。要找誰？' },
    nextCustomer: {
      name: '接待下一位顧客',
      how: '收款，再選「不確認，或走了」，等到「尚未確認」。按「下一位顧客」。',
    },
    gunDead: {
      name: '掃描槍沒反應',
      how: '拔掉掃描槍，收款，看螢幕怎麼說，再取消。改用其他付款方式。',
    },
  },
};
