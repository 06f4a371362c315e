import type { printing as model } from '../en/printing.ts';

export const printing: typeof model = {
  printed: (isCopy) => (isCopy ? '再発行しました' : '印刷しました'),
  notPrinted: '印刷されていません',
  maybePrinted: 'プリンターを確認してください',
  noAnswer:
    'レジから応答がありません。紙が出ていれば、そのまま使えます。もう一度印刷すると「再発行」と印字されます。',
  printHere: 'このタブレットから印刷',
  problem: {
    printerNoPaper: 'プリンターの用紙がありません。用紙を入れてやり直してください。',
    printerCoverOpen: 'プリンターのカバーが開いています。閉めてやり直してください。',
    printerFault: 'プリンターに異常があります。電源を入れ直してやり直してください。',
    printerUnreachable: 'プリンターが応答しません。電源は入っていますか？ケーブルはつながっていますか？',
    printerRefused:
      'プリンターは今、受け付けません。少し待ってからやり直してください。続くようなら電源を入れ直してください。',
    printUnknown:
      '印刷の途中でプリンターが止まりました。紙が最後まで出ていれば、そのまま使えます。もう一度印刷すると「再発行」と印字されます。',
    noPrinter: 'この店舗にはネットワークのプリンターがありません。',
    notPrintable: 'このプリンターでは印刷できない文字があります。このタブレットから印刷してください。',
    notSaved: 'レジが印刷することを記録できません。やり直してください。',
  },
};
