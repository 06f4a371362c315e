import type { camera as model } from '../en/camera.ts';

export const camera: typeof model = {
  title: '相機',
  aim: '請將付款碼對準框內',
  starting: '相機正在啟動…',
  close: '關閉相機',
  turn: '切換相機',
  light: '補光燈',
  trouble: {
    denied: '本頁無法使用相機。請在瀏覽器設定中允許，再按「使用相機」。',
    none: '這台平板沒有相機。',
    inUse: '其他程式正在使用相機。請關閉它，再按「使用相機」。',
    failed: '相機無法啟動。請用掃描槍。',
  },
  tryAgain: '重試',
};
