import type { printing as model } from '../en/printing.ts';

export const printing: typeof model = {
  printed: (isCopy) => (isCopy ? 'Un duplicata a été imprimé' : 'Imprimé'),
  notPrinted: 'Non imprimé',
  maybePrinted: 'Regardez l’imprimante',
  noAnswer:
    'La caisse n’a pas répondu. Si le ticket est sorti, il est valable. Si vous réimprimez, il portera DUPLICATA.',
  printHere: 'Imprimer via la tablette',
  problem: {
    printerNoPaper: 'L’imprimante n’a plus de papier. Mettez un rouleau, puis réessayez.',
    printerCoverOpen: 'Le capot de l’imprimante est ouvert. Fermez-le, puis réessayez.',
    printerFault: 'L’imprimante est en panne. Éteignez-la, rallumez-la, puis réessayez.',
    printerUnreachable: 'L’imprimante ne répond pas. Est-elle allumée, et son câble est-il branché ?',
    printerRefused:
      'L’imprimante n’accepte rien en ce moment. Attendez un instant, puis réessayez. Si cela dure, éteignez-la et rallumez-la.',
    printUnknown:
      'L’imprimante s’est arrêtée en route. Si le ticket est sorti entier, il est valable. Si vous réimprimez, il portera DUPLICATA.',
    noPrinter: 'Le magasin n’a pas d’imprimante sur le réseau.',
    notPrintable: 'L’imprimante ne peut pas écrire ces caractères. Imprimez depuis cette tablette.',
    notSaved: 'La caisse ne peut pas noter qu’elle imprime. Réessayez.',
  },
};
