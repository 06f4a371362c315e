import type { CounterWords } from '../counter-words.ts';
import { afterwards } from './afterwards.ts';

const storeCure = 'Libere espacio en el disco o repárelo: la caja seguirá sola.';
const forTechnician = (technical: string) => `Cobre de otra forma. Para el técnico: ${technical}`;

export const counter: CounterWords = {
  gap: ' ',
  stop: '.',
  idle: { message: 'Escriba el importe' },
  idleUnsent: {
    message: 'No se ha enviado ni cobrado nada',
    hint: 'La caja no pudo guardar la venta. Pulse Cobrar para intentarlo otra vez.',
  },
  idleExpired: {
    message: 'No se ha escaneado ningún código',
    hint: 'El importe se ha guardado. Pulse Cobrar cuando el cliente esté listo.',
  },
  testScan: {
    message: 'Se está probando el escáner. No se cobra nada',
    hint: 'Venda como siempre: Cobrar termina la prueba.',
  },
  ready: { message: 'Escanee el código del cliente' },
  refusedScan: {
    productBarcode: {
      message: 'Era un código de producto',
      hint: 'Pida al cliente que abra el código de pago en su monedero.',
    },
    webAddress: {
      message: 'Ese código abre una página web, no paga',
      hint: 'Pida al cliente el código de pago de su monedero.',
    },
    merchantCode: {
      message: 'Ese código es para recibir dinero',
      hint: 'Pida al cliente «Pagar», no «Cobrar».',
    },
    fragment: {
      message: 'Solo se ha leído parte del código',
      hint: 'Sujete firme el escáner y escanee otra vez.',
    },
    unreadable: {
      message: 'No se puede leer ese código',
      hint: 'Pida al cliente que suba el brillo y escanee otra vez.',
    },
    codeUsed: { message: 'Este código ya se ha usado', hint: 'Pida al cliente un código nuevo.' },
    notReady: { message: 'Escanee otra vez', hint: 'Ese escaneo llegó demasiado pronto.' },
  },
  sending: { message: 'Preguntando al monedero', hint: 'Espere el resultado.' },
  customerConfirms: {
    message: 'El cliente está confirmando en el teléfono',
    hint: 'Pida al cliente que escriba su contraseña.',
  },
  cancelAsked: {
    message: 'Cancelando',
    hint: 'No entregue todavía la compra. Si el cliente paga en este momento, el pago vale.',
  },
  cancelling: { message: 'Cancelando', hint: 'No entregue la compra. Espere el resultado.' },
  paidTooLate: {
    message: 'El dinero vuelve al cliente',
    hint: 'El pago llegó demasiado tarde. No entregue la compra.',
  },
  unknown: {
    message: 'Sin confirmar',
    hint: 'No entregue la compra ni vuelva a cobrar esta venta. Si se cobró, se devuelve solo.',
  },
  stuck: {
    message: 'Sin confirmar',
    hint: 'No entregue la compra ni vuelva a cobrar esta venta. La caja sigue preguntando. Llame al encargado.',
  },
  stuckCharged: {
    message: 'Cobrado, pero ya no se quería',
    hint: 'El dinero no se pudo devolver solo. No entregue la compra. Llame al encargado: puede resolverse a mano.',
  },
  unsaved: {
    message: 'Sin confirmar',
    hint: (technical) =>
      `No entregue la compra ni vuelva a cobrar esta venta. La caja no puede guardar el resultado. Para el técnico: ${technical} ${storeCure}`,
  },
  held: {
    message: (charged, amount) => `Se cobraron ${charged} en lugar de ${amount}`,
    unstated: (amount) => `Se cobró otro importe en lugar de ${amount}`,
    hint: 'No entregue la compra. Llame al encargado: puede quedarse o devolverse.',
  },
  paid: { message: 'Pagado', hint: 'Entregue la compra.' },
  paidUnseen: { message: 'Pagado mientras la caja estaba apagada', hint: '¿Se entregó la compra?' },
  paidAfterCancel: {
    message: 'Pagado: la cancelación llegó tarde',
    hint: 'El cliente ha pagado. ¿Se lleva la compra?',
  },
  practice: {
    paid: 'Esto era una práctica. No se movió dinero.',
    paidUnseen: 'Esto era una práctica. No se movió dinero. ¿Se entregó la compra?',
    paidAfterCancel: 'Esto era una práctica. No se movió dinero. ¿Se lleva el cliente la compra?',
  },
  declined: { message: 'No se ha cobrado', hint: 'Pida un código nuevo u otra forma de pago.' },
  walletSays: (said) => `El monedero dice: «${said}».`,
  cancelled: {
    message: 'Cancelado',
    back: 'El cliente tiene su dinero de vuelta. No entregue la compra.',
    keptOrBack: 'El cliente conserva su dinero o ya lo tiene de vuelta. No entregue la compra.',
  },
  notSent: {
    message: 'No enviado',
    hint: 'No hay conexión con los monederos. No se ha cobrado nada. Inténtelo otra vez o cobre de otra forma.',
  },
  blocked: {
    starting: { message: 'Iniciando', hint: 'Comprobando la conexión con los monederos.' },
    stopping: { message: 'La caja se está reiniciando', hint: 'Los pagos en curso siguen solos.' },
    unreachable: {
      message: (time) => `Monederos sin conexión desde las ${time}`,
      hint: forTechnician,
    },
    refused: { message: 'Los monederos no aceptan esta caja', hint: forTechnician },
    untrusted: { message: 'Las respuestas de los monederos no son de fiar', hint: forTechnician },
    clockWrong: {
      message: 'El reloj de la caja está mal',
      fast: (minutes) =>
        `Cobre de otra forma. Para el técnico: va ${minutes} minutos adelantado. Ajústelo y active la hora automática.`,
      slow: (minutes) =>
        `Cobre de otra forma. Para el técnico: va ${minutes} minutos atrasado. Ajústelo y active la hora automática.`,
    },
    storeFault: {
      message: 'La caja no puede guardar las ventas',
      hint: (technical) => forTechnician(`${technical} ${storeCure}`),
    },
  },
  gun: {
    away: 'Compruebe su cable. Vuelve por sí solo.',
    faulty: 'Compruebe su cable, apáguelo y enciéndalo. Si no basta, llame al técnico.',
    forbidden: 'Llame al técnico: este equipo no deja que la caja use el escáner.',
    unclear: 'Llame al técnico: no está claro qué escáner debe usar esta caja.',
    setWrong: 'Llame al técnico: el escáner no está configurado para esta caja.',
    stranger: 'Llame al técnico: otro aparato de la red quiere hacerse pasar por este escáner.',
    switchedOff: 'Está desactivado. Un técnico puede activarlo otra vez.',
  },
  warning: {
    clockFast: (minutes) => `El reloj de la caja va ${minutes} minutos adelantado. Avise al técnico.`,
    clockSlow: (minutes) => `El reloj de la caja va ${minutes} minutos atrasado. Avise al técnico.`,
    errorsUnsigned: 'Los monederos no firman sus respuestas de error. Avise al técnico.',
    lossPossible: (file) => `Puede faltar un pago: ${file} está dañado. Avise al técnico.`,
  },
  refusedCommand: {
    laneBusy: 'Esta caja está ocupada con otra venta.',
    saleOver: 'Esa venta ya ha terminado.',
    notPossible: 'Eso no es posible en este momento.',
    notReady: 'La caja no espera ningún código. Pulse primero Cobrar.',
    blocked: 'Ahora no se puede empezar una venta. La pantalla dice por qué.',
    amountInvalid: 'El importe debe ser mayor que cero y no superar el límite de una venta.',
    keyReused: 'Esta clave ya se usó para otra petición.',
    stopping: 'La caja se está reiniciando.',
    noSuchOrder: 'Esa operación no existe.',
    notRefundable: 'Solo se puede devolver una operación pagada.',
    restored: 'Esta venta es anterior a la restauración de la caja. Un encargado la devuelve en «Ventas».',
    tooMuch: 'Es más de lo que queda de este pago.',
    tooManyRefunds: 'Este pago ya tiene todas las devoluciones permitidas.',
  },
  barred: {
    signInNeeded: 'Inicie sesión primero.',
    managerNeeded: 'Para esto tiene que iniciar sesión un encargado.',
    consoleNeeded: 'Todavía no hay ningún encargado. El técnico crea el primero.',
    peopleUnreadable: 'La lista de personas está dañada. Llame al técnico.',
    notWritten: 'No se ha hecho: la caja no pudo anotar quién lo hace. Llame al técnico.',
  },
  fault: 'La caja no ha podido hacerlo.',
  afterwards,
};
