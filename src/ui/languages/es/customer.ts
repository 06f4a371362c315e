import type { customer as model } from '../en/customer.ts';

export const customer: typeof model = {
  say: {
    welcome: { title: 'Bienvenido', text: 'Pague aquí con el monedero de su teléfono.' },
    closed: {
      title: 'Pregunte en el mostrador',
      text: 'Ahora mismo no se puede pagar con monederos del teléfono.',
    },
    starting: { title: 'Un momento, por favor', text: 'Lo estamos preparando todo.' },
    showCode: {
      title: 'Muestre su código de pago',
      text: 'Abra su monedero y ponga el código ante el escáner.',
    },
    codeReceives: {
      title: 'Muestre su código de pago',
      text: 'Ese código era para recibir dinero. Elija «Pagar» en su monedero.',
    },
    codeOther: {
      title: 'Muestre su código de pago',
      text: 'Ese código no sirve para pagar. Abra el código de pago de su monedero.',
    },
    codeUnread: {
      title: 'Muéstrelo otra vez',
      text: 'No se pudo leer el código. Suba el brillo y no mueva el teléfono.',
    },
    codeUsed: {
      title: 'Un código nuevo, por favor',
      text: 'Ese código ya se había usado. Abra otro.',
    },
    asking: { title: 'Un momento, por favor', text: 'Estamos preguntando a su monedero.' },
    confirm: { title: 'Mire su teléfono', text: 'Confirme allí el pago.' },
    cancelling: { title: 'Cancelando', text: 'Por favor, no confirme nada ahora en su teléfono.' },
    goingBack: { title: 'Le devolvemos su dinero', text: 'Espere un momento, por favor.' },
    paid: { title: 'Pagado', text: '¡Gracias!' },
    paidAsk: { title: 'Pagado', text: 'Hable con la persona de la caja.' },
    declined: {
      title: 'Sin pagar',
      text: 'Su monedero no lo aceptó. Muestre un código nuevo o pague de otra forma.',
    },
    cancelled: {
      title: 'Sin pagar',
      text: 'Se canceló. Usted conserva su dinero, o se le devuelve.',
    },
    notCharged: { title: 'Sin pagar', text: 'No se ha cobrado nada. Pregunte en el mostrador.' },
    refunded: { title: 'Devuelto', text: 'Se le ha devuelto el dinero.' },
    unsure: {
      title: 'Pregunte en el mostrador',
      text: 'Todavía no sabemos si se pagó. Por favor, no pague otra vez.',
    },
    ask: { title: 'Pregunte en el mostrador', text: 'La persona de la caja le ayudará.' },
  },
  practicePaid: { title: 'Pago de práctica', text: 'Esto era una práctica. No se movió dinero.' },
  practice: 'PRÁCTICA · no se mueve dinero',
  walletTook: (amount) => `Su monedero pagó ${amount}.`,
  walletsTaken: 'Monederos que aceptamos',
  toPay: 'A pagar',
  secondsLeft: (seconds) => (seconds === 1 ? 'Queda 1 segundo' : `Quedan ${seconds} segundos`),
  chooseLanguage: 'Idioma',
  offline: { title: 'Un momento, por favor', text: 'Volvemos enseguida.' },
  refused: (reason) => `La caja no deja entrar a esta pantalla: ${reason}.`,
};
