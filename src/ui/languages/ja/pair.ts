import type { pair as model } from '../en/pair.ts';

export const pair: typeof model = {
  title: 'レジとのペアリング',
  notPaired: 'このタブレットはまだペアリングされていません。',
  revoked: 'このタブレットは登録を外されました。もう一度ペアリングしてください。',
  tokenUnknown: 'このページを開いたリンクは使えません。ペアリングしてください。',
  atMachine: 'レジ本体で次を入力します：',
  orPage: (path) =>
    `または、レジ本体で ${path} を開き、タブレットを登録します。表示されたコードをここに入力：`,
  code: 'コード',
  codeHint: '英数字 8 文字。1 回だけ、10 分間有効です。',
  enter: 'ペアリング',
  looking: 'お待ちください…',
  pairedAs: (name) => `ペアリング済み：${name}`,
  otherPage: '開いたページはこのタブレット用ではありません。',
  thisMachine: 'これはレジ本体です。ペアリングは必要ありません。',
  goOn: '続ける',
  otherCode: '別の用途でペアリングする',
  noAnswer: 'レジが応答しません。このタブレットは同じネットワークにありますか？',
  tryAgain: 'もう一度',
  unsafe:
    'この接続は暗号化されていません。ネットワーク上の他人に見られるおそれがあります。技術担当者に相談してください。',
  wait: (seconds) => `${seconds} 秒後にもう一度。`,
  refused: 'レジに受け付けられませんでした。もう一度お試しください。',
  problem: {
    badRequest: 'コードではありません。',
    wrongCode: 'コードが違うか、無効になっています。',
    pairingWait: '間違ったコードが多すぎます。',
    codeUsed: 'そのコードは使用済みです。新しいコードを作ってください。',
    codeOver: 'そのコードは時間切れです。新しいコードを作ってください。',
    tooManyDevices: 'タブレットの一覧がいっぱいです。技術担当者を呼んでください。',
    notNeededHere: 'これはレジ本体です。ペアリングは必要ありません。',
    notSaved: 'レジに記録できません。技術担当者を呼んでください。',
    notWritten: 'レジに記録できません。技術担当者を呼んでください。',
  },
};
