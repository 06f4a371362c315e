import type { printing as model } from '../en/printing.ts';

export const printing: typeof model = {
  printed: (isCopy) => (isCopy ? 'Se imprimió una copia' : 'Impreso'),
  notPrinted: 'No se imprimió',
  maybePrinted: 'Mire la impresora',
  noAnswer: 'La caja no respondió. Si el papel ha salido, vale. Si imprime otra vez, pondrá COPIA.',
  printHere: 'Imprimir desde la tableta',
  problem: {
    printerNoPaper: 'La impresora no tiene papel. Ponga un rollo e inténtelo otra vez.',
    printerCoverOpen: 'La tapa de la impresora está abierta. Ciérrela e inténtelo otra vez.',
    printerFault: 'La impresora tiene una avería. Apáguela, enciéndala e inténtelo otra vez.',
    printerUnreachable: 'La impresora no responde. ¿Está encendida y con el cable puesto?',
    printerRefused:
      'La impresora no acepta nada ahora. Espere un momento e inténtelo otra vez. Si sigue igual, apáguela y enciéndala.',
    printUnknown:
      'La impresora se paró a medias. Si el papel ha salido entero, vale. Si imprime otra vez, pondrá COPIA.',
    noPrinter: 'La tienda no tiene impresora en la red.',
    notPrintable: 'La impresora no puede escribir estas letras. Imprima desde esta tableta.',
    notSaved: 'La caja no puede anotar que imprime. Inténtelo otra vez.',
  },
};
