import type { printing as model } from '../en/printing.ts';

export const printing: typeof model = {
  printed: (isCopy) => (isCopy ? '已打印副本' : '已打印'),
  notPrinted: '没有打印',
  maybePrinted: '请看打印机',
  noAnswer: '收银机没有回应。如果纸已经打出来，就有效。再打印一次，纸上会写“副本”。',
  printHere: '从这台平板打印',
  problem: {
    printerNoPaper: '打印机没有纸。请装一卷纸，再重试。',
    printerCoverOpen: '打印机的盖子开着。请合上，再重试。',
    printerFault: '打印机有故障。请关机再开机，然后重试。',
    printerUnreachable: '打印机没有回应。它开机了吗？线插好了吗？',
    printerRefused: '打印机现在不接受打印。请稍等再重试。如果一直这样，请关机再开机。',
    printUnknown: '打印机中途停了。如果纸完整地打出来了，就有效。再打印一次，纸上会写“副本”。',
    noPrinter: '本店的网络里没有打印机。',
    notPrintable: '打印机打不出这些字。请从这台平板打印。',
    notSaved: '收银机无法记录这次打印。请重试。',
  },
};
