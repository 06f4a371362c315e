import type { printing as model } from '../en/printing.ts';

export const printing: typeof model = {
  printed: (isCopy) => (isCopy ? 'Eine Kopie wurde gedruckt' : 'Gedruckt'),
  notPrinted: 'Nicht gedruckt',
  maybePrinted: 'Am Drucker nachsehen',
  noAnswer:
    'Die Kasse hat nicht geantwortet. Kam das Papier heraus, gilt es. Beim nächsten Druck steht KOPIE darauf.',
  printHere: 'Von diesem Tablet drucken',
  problem: {
    printerNoPaper: 'Der Drucker hat kein Papier. Eine Rolle einlegen, dann noch einmal versuchen.',
    printerCoverOpen: 'Der Deckel des Druckers ist offen. Schließen, dann noch einmal versuchen.',
    printerFault: 'Der Drucker ist gestört. Aus- und wieder einschalten, dann noch einmal versuchen.',
    printerUnreachable: 'Der Drucker antwortet nicht. Ist er an, und steckt sein Kabel?',
    printerRefused:
      'Der Drucker nimmt gerade nichts an. Einen Moment warten, dann noch einmal versuchen. Bleibt es so, aus- und wieder einschalten.',
    printUnknown:
      'Der Drucker blieb mittendrin stehen. Kam das Papier ganz heraus, gilt es. Beim nächsten Druck steht KOPIE darauf.',
    noPrinter: 'Der Laden hat keinen Drucker im Netz.',
    notPrintable: 'Der Drucker kann diese Buchstaben nicht. Von diesem Tablet drucken.',
    notSaved: 'Die Kasse kann nicht aufschreiben, dass sie druckt. Noch einmal versuchen.',
  },
};
