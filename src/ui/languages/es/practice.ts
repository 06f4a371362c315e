import type { practice as model } from '../en/practice.ts';

export const practice: typeof model = {
  title: 'Practicar',
  intro: 'Elija lo que hacen el cliente y el monedero. No se mueve dinero.',
  groups: {
    well: 'Sale bien',
    customer: 'El cliente tiene que hacer algo',
    declined: 'Se rechaza',
    strange: 'Pasa algo raro',
  },
  situations: {
    paid: {
      name: 'Paga enseguida',
      lesson: 'La venta normal. La compra se entrega cuando la pantalla está en verde.',
    },
    slow: {
      name: 'Paga, pero despacio',
      lesson: 'El monedero tardó en responder. Espere el verde; nunca escanee por segunda vez.',
    },
    discount: {
      name: 'Paga con un cupón',
      lesson: 'El monedero hizo un descuento. La tienda recibe su precio; no hay que hacer nada.',
    },
    password: {
      name: 'Tiene que escribir su contraseña',
      lesson: 'Pida al cliente que escriba su contraseña en el teléfono, y espere.',
    },
    never: {
      name: 'No confirma, o se va',
      lesson: 'El cliente no confirmó. Espere o pulse Cancelar: no se cobra nada.',
    },
    race: {
      name: 'Paga mientras usted cancela',
      lesson: 'Se pagó en el último momento, demasiado tarde para que valga. El dinero se devuelve solo.',
    },
    declined: {
      name: 'El monedero lo rechaza',
      lesson: 'No se ha cobrado nada. Pida otro monedero u otra forma de pago.',
    },
    refused: {
      name: 'El cliente pulsa «No»',
      lesson:
        'El cliente lo rechazó en el teléfono. No se ha cobrado nada. Pruebe un código nuevo u otra forma de pago.',
    },
    'no-answer': {
      name: 'Pagado, pero la respuesta se pierde',
      lesson:
        'La respuesta se perdió por el camino. La caja volvió a preguntar y la encontró. No lo cobre otra vez.',
    },
    'wrong-amount': {
      name: 'Se cobra otro importe',
      lesson: 'El monedero cobró otro importe. No entregue la compra y llame al encargado.',
    },
    lost: {
      name: 'La petición se pierde',
      lesson: 'Al monedero no llegó nada. La caja se asegura antes de decirlo. No entregue la compra.',
    },
    'no-record': {
      name: 'El monedero lo encuentra tarde',
      lesson: 'Al principio el monedero no sabía nada. La caja sigue preguntando. No lo cobre otra vez.',
    },
    'unknown-code': {
      name: 'Pagado, con un error desconocido',
      lesson: 'El monedero dijo algo poco claro. La caja no adivina: pregunta. Espere.',
    },
    forged: {
      name: 'Una respuesta falsa',
      lesson:
        'Otro respondió haciéndose pasar por el monedero. La caja no se lo cree. No entregue la compra.',
    },
    'cancel-fails': {
      name: 'No paga, y Cancelar falla dos veces',
      lesson:
        'La cancelación necesitó varios intentos. La caja los hace sola. No entregue la compra hasta que termine.',
    },
    'cancel-keeps': {
      name: 'Paga al cancelar; el dinero se queda',
      lesson: 'Se pagó y la cancelación no devolvió nada. La caja devuelve el dinero por sí sola.',
    },
    down: {
      name: 'Monederos sin conexión un minuto',
      lesson: 'No hay conexión con los monederos. Cobre de otra forma hasta que la caja diga que han vuelto.',
    },
    skew: {
      name: 'El reloj de los monederos está mal',
      lesson: 'Los relojes no coinciden. Cobre de otra forma y llame al técnico.',
    },
    notified: {
      name: 'Contraseña, y el monedero avisa',
      lesson: 'El propio monedero avisó a la caja de que se pagó. No hay que hacer nada.',
    },
    'notified-twice': {
      name: 'Contraseña, y avisa dos veces',
      lesson: 'El monedero avisó dos veces a la caja. Es un solo pago. No hay que hacer nada.',
    },
    'notified-late': {
      name: 'Contraseña, y avisa tarde',
      lesson: 'El aviso del monedero llegó tarde. La caja ya había preguntado sola. No hay que hacer nada.',
    },
    'notified-forged': {
      name: 'No paga, y un aviso falso dice que sí',
      lesson: 'Alguien fingió que se había pagado. Solo vale el verde. No entregue la compra.',
    },
    'refund-fails': {
      name: 'Paga, y luego falla la devolución',
      lesson: 'Intente devolver el dinero en Ventas: falla, y un encargado lo resuelve.',
    },
    'refund-odd': {
      name: 'Paga; la devolución recibe una respuesta rara',
      lesson: 'Intente devolver el dinero en Ventas: la caja lo resuelve sola.',
    },
    'refund-lost': {
      name: 'Paga; se pierde la respuesta a la devolución',
      lesson: 'Intente devolver el dinero en Ventas: tarda más, y se hace una sola vez.',
    },
  },
  exerciseList: 'Ejercicios',
  progress: (done, all) => `Ejercicios: ${done} de ${all} hechos`,
  done: 'Hecho',
  beginAnew: 'Empezar de nuevo los ejercicios',
  exercises: {
    sell: { name: 'Hacer una venta', how: 'Escriba un importe, pulse Cobrar y luego «Paga enseguida».' },
    password: {
      name: 'Esperar una contraseña',
      how: 'Pulse Cobrar y luego «Tiene que escribir su contraseña». Diga qué tiene que hacer el cliente.',
    },
    decline: {
      name: 'Atender un rechazo',
      how: 'Pulse Cobrar y luego «El monedero lo rechaza». Diga qué se hace después.',
    },
    withdraw: {
      name: 'Corregir un importe equivocado',
      how: 'Escriba un importe equivocado, pulse Cobrar y cancele antes de que se escanee nada.',
    },
    leaves: {
      name: 'El cliente se va',
      how: 'Pulse Cobrar y luego «No confirma, o se va». Cancele y espere hasta que termine.',
    },
    silent: {
      name: 'La respuesta se pierde',
      how: 'Pulse Cobrar y luego «Pagado, pero la respuesta se pierde». Espere; no lo cobre otra vez.',
    },
    wrongAmount: {
      name: 'Se cobró otro importe',
      how: 'Pulse Cobrar y luego «Se cobra otro importe». ¿A quién llama?',
    },
    nextCustomer: {
      name: 'Atender a otro cliente',
      how: 'Pulse Cobrar y luego «No confirma, o se va», y espere hasta que quede sin confirmar. Pulse «Otro cliente».',
    },
    gunDead: {
      name: 'El escáner no funciona',
      how: 'Desconecte el escáner, pulse Cobrar, mire lo que dice la pantalla y cancele. Cobre de otra forma.',
    },
  },
};
