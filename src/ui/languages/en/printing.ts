/** What the page says of what it prints. */
export const printing = {
  printed: (isCopy: boolean): string => (isCopy ? 'A copy was printed' : 'Printed'),
  notPrinted: 'Not printed',
  maybePrinted: 'Look at the printer',
  noAnswer: 'The till did not answer. If the paper came out, it is good. If you print again, it says COPY.',
  printHere: 'Print from this tablet',
  /** By the till's code: what to do. */
  problem: {
    printerNoPaper: 'The printer has no paper. Put a roll in, then try again.',
    printerCoverOpen: "The printer's cover is open. Close it, then try again.",
    printerFault: 'The printer has a fault. Switch it off and on, then try again.',
    printerUnreachable: 'The printer does not answer. Is it switched on, and is its cable in?',
    printerRefused:
      'The printer takes nothing now. Wait a moment, then try again. If it stays, switch it off and on.',
    printUnknown:
      'The printer stopped on the way. If the paper came out whole, it is good. If you print again, it says COPY.',
    noPrinter: 'The shop has no printer on the network.',
    notPrintable: 'The printer cannot write these letters. Print from this tablet.',
    notSaved: 'The till cannot write down that it prints. Try again.',
  },
};
