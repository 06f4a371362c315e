import type { CounterWords } from '../counter-words.ts';
import type { Told } from '../en/afterwards.ts';

const what = ({ amount, time }: Told) => `La venta de ${amount} de las ${time}`;
const ofIt = ({ amount, time }: Told) => `la venta de ${amount} de las ${time}`;

export const afterwards: CounterWords['afterwards'] = {
  callManager: 'Llame al encargado.',
  keepGoods: 'No entregue la compra.',
  hasBack: 'El cliente tiene su dinero de vuelta.',
  keepsOrHasBack: 'El cliente conserva su dinero o ya lo tiene de vuelta.',
  goesOn: 'Sigue por sí solo.',
  staysWithShop: (amount) => `${amount} se quedan en la tienda.`,
  decidedSo: (by) => `Así lo decidió ${by}.`,
  goingBack: 'El dinero vuelve al cliente',
  partGoingBack: (part, amount) => `${part} de ${amount} vuelven al cliente`,
  wentBack: 'El cliente tiene su dinero de vuelta',
  wentBackOutside: 'Devuelto de otra forma',
  partWentBack: (part, amount) => `${part} de ${amount} se devolvieron al cliente`,
  notSure: 'No es seguro que el dinero volviera al cliente',
  partNotSure: (part, amount) => `No es seguro que ${part} de ${amount} volvieran al cliente`,
  notSureHint: 'La caja sigue preguntando. No lo devuelva en efectivo. Llame al encargado.',
  notSentBack: 'El dinero no se pudo devolver',
  partNotSentBack: (part, amount) => `${part} de ${amount} no se pudieron devolver`,
  denied: {
    message: 'El monedero niega este pago',
    hint: 'Puede que la tienda no tenga el dinero. Llame al encargado.',
  },
  sentBackTwice: {
    message: 'Al final sí se devolvió',
    hint: 'Puede que el cliente tenga el dinero dos veces. Llame al encargado.',
  },
  otherAmountNow: (now, amount) => `El monedero dice ahora ${now} en lugar de ${amount}`,
  chargedAfterAll: 'Al final sí se cobró',
  otherChargedAfterAll: (charged) => `Al final sí se cobró: ${charged}`,
  unwanted: {
    goingBack: 'Se está devolviendo. Llame al encargado si el cliente pregunta.',
    notSure:
      'No es seguro que se haya devuelto. La caja sigue preguntando. No lo devuelva en efectivo. Llame al encargado.',
    notSentBack: 'No se pudo devolver.',
  },
  settled: {
    cameIn: (by) => `${by} decidió: el dinero llegó`,
    noneCameIn: (by) => `${by} decidió: no llegó dinero`,
    keep: (by, charged) => `${by} decidió quedarse con ${charged}`,
    giveBack: (by, charged) => `${by} decidió devolver ${charged}`,
    reason: (reason) => `El motivo: «${reason}».`,
    ask: (by) => `Pregunte a ${by} si se entrega la compra.`,
    keepGoods: 'No entregue la compra.',
    goingBack: 'Lo cobrado vuelve al cliente.',
  },
  listed: {
    stuck: 'Sin confirmar. La caja sigue preguntando. Llame al encargado.',
    stuckCharged: 'Cobrado, y el dinero no se pudo devolver solo. Llame al encargado.',
    cancelling: 'Se está cancelando; si se cobró, se devuelve solo.',
    running: 'La caja sigue preguntando sola. No lo cobre otra vez.',
  },
  notice: {
    paid: (sale) => `${what(sale)} se pagó.`,
    cancelled: (sale) => `${what(sale)} se canceló. El cliente conserva su dinero o ya lo tiene de vuelta.`,
    chargedAndBack: (sale) => `${what(sale)} se había cobrado. El cliente tiene su dinero de vuelta.`,
    notCharged: (sale) => `${what(sale)} no se cobró.`,
    unsettled: (sale) => `${what(sale)} sigue sin resolver.`,
    denied: (sale) => `${what(sale)} constaba como pagada y el monedero lo niega ahora. Llame al encargado.`,
    sentBackTwice: (sale) =>
      `${what(sale)}: la devolución sí se hizo. Puede que el cliente tenga el dinero dos veces. Llame al encargado.`,
    otherAmountNow: (sale, now) =>
      `${what(sale)} se pagó y el monedero dice ahora ${now}. Llame al encargado.`,
    chargedAfterAll: (sale) => `${what(sale)} al final sí se cobró.`,
    otherChargedAfterAll: (sale, charged) => `Por ${ofIt(sale)} al final se cobraron ${charged}.`,
    hadBeenCharged: (sale) => `${what(sale)} al final sí se había cobrado.`,
    cameIn: (sale, by) => `${what(sale)}: ${by} decidió que el dinero llegó.`,
    noneCameIn: (sale, by) => `${what(sale)}: ${by} decidió que no llegó dinero.`,
    keep: (sale, by, charged) => `${what(sale)}: ${by} decidió quedarse con ${charged}.`,
    giveBack: (sale, by, charged) => `${what(sale)}: ${by} decidió devolver ${charged}.`,
    agreed: 'El monedero dice ahora lo mismo.',
    goingBack: (sale) => `${what(sale)} se está devolviendo al cliente.`,
    partGoingBack: (sale, part) => `${part} de ${ofIt(sale)} vuelven al cliente.`,
    wentBack: (sale) => `${what(sale)} se devolvió al cliente.`,
    partWentBack: (sale, part) => `${part} de ${ofIt(sale)} se devolvieron al cliente.`,
    wentBackOutside: (sale) => `${what(sale)} se devolvió de otra forma.`,
    partWentBackOutside: (sale, part) => `${part} de ${ofIt(sale)} se devolvieron de otra forma.`,
    notSure: (sale) => `No es seguro que ${ofIt(sale)} se devolviera al cliente. Llame al encargado.`,
    partNotSure: (sale, part) =>
      `No es seguro que ${part} de ${ofIt(sale)} volvieran al cliente. Llame al encargado.`,
    notSentBack: (sale) => `${what(sale)} no se pudo devolver.`,
    partNotSentBack: (sale, part) => `${part} de ${ofIt(sale)} no se pudieron devolver.`,
  },
};
