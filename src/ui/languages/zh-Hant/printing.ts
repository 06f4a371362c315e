import type { printing as model } from '../en/printing.ts';

export const printing: typeof model = {
  printed: (isCopy) => (isCopy ? '已列印副本' : '已列印'),
  notPrinted: '沒有列印',
  maybePrinted: '請看印表機',
  noAnswer: '收銀機沒有回應。若紙已經印出來，就有效。再列印一次，紙上會註明「副本」。',
  printHere: '從這台平板列印',
  problem: {
    printerNoPaper: '印表機沒有紙。請裝一卷紙，再重試。',
    printerCoverOpen: '印表機的上蓋開著。請蓋好，再重試。',
    printerFault: '印表機故障。請關機再開機，然後重試。',
    printerUnreachable: '印表機沒有回應。它開機了嗎？連接線插好了嗎？',
    printerRefused: '印表機現在不接受列印。請稍候再重試。若一直這樣，請關機再開機。',
    printUnknown: '印表機中途停了。若紙已完整印出，就有效。再列印一次，紙上會註明「副本」。',
    noPrinter: '本店的網路裡沒有印表機。',
    notPrintable: '印表機印不出這些字。請從這台平板列印。',
    notSaved: '收銀機無法記錄這次列印。請重試。',
  },
};
