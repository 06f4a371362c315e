import type { camera as model } from '../en/camera.ts';

export const camera: typeof model = {
  title: 'カメラ',
  aim: 'コードを枠に合わせてください',
  starting: 'カメラを起動しています…',
  close: 'カメラを閉じる',
  turn: 'カメラ切り替え',
  light: 'ライト',
  trouble: {
    denied:
      'このページはカメラの使用が許可されていません。ブラウザーの設定で許可し、もう一度「カメラを使う」を押してください。',
    none: 'このタブレットにカメラがありません。',
    inUse: '別のアプリがカメラを使っています。そのアプリを閉じ、もう一度「カメラを使う」を押してください。',
    failed: 'カメラが起動しません。スキャナーを使ってください。',
  },
  tryAgain: 'やり直す',
};
