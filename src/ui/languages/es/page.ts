import type { page as model } from '../en/page.ts';

export const page: typeof model = {
  state: {
    idle: 'Lista',
    ready: 'Escanee',
    paying: 'Esperando',
    cancelling: 'Cancelando',
    paid: 'PAGADO',
    declined: 'RECHAZADO',
    cancelled: 'SIN PAGAR',
    notSent: 'NO COBRADO',
    unknown: 'SIN CONFIRMAR',
    held: 'IMPORTE ERRÓNEO',
    refunding: 'Devolviendo',
    refunded: 'DEVUELTO',
    settled: 'RESUELTO',
    attention: 'ATENCIÓN',
    blocked: 'Sin monederos',
    test: 'Prueba del escáner',
  },
  practicePaid: 'PAGO DE PRÁCTICA',
  sandboxTitle: 'PRUEBAS · PRÁCTICA',
  sandboxNote: 'no se mueve dinero',
  action: {
    cancel: 'Cancelar',
    dismiss: 'Otra venta',
    retry: 'Probar otro código',
    keepWaiting: 'Seguir esperando',
    nextCustomer: 'Otro cliente',
    paidAnotherWay: 'Pagó de otra forma',
    giveBack: 'Devolver',
  },
  keep: 'Sí, se queda',
  question: {
    cancel: '¿Cancelar este pago?',
    nextCustomer:
      '¿Atender a otro cliente? No entregue la compra. Este pago sigue en la lista hasta que se resuelva.',
    paidAnotherWay: '¿Pagó el cliente de otra forma? Este pago sigue en la lista hasta que se resuelva.',
    giveBack: '¿Devolver todo el dinero al cliente? No entregue la compra.',
  },
  confirm: {
    cancel: 'Sí, cancelar',
    nextCustomer: 'Sí, otro cliente',
    paidAnotherWay: 'Sí, pagó de otra forma',
    giveBack: 'Sí, devolver',
  },
  goBack: 'No',
  charge: (amount) => `Cobrar ${amount}`,
  chargeNothing: 'Cobrar',
  amountLabel: 'Importe',
  note: 'Nota o número de mesa',
  addNote: 'Nota',
  changeNote: (note) => `Nota: ${note}`,
  codeInNote: 'Esa nota contiene un número largo como un código de pago. Escriba otra cosa.',
  keyBack: 'Borra una cifra; manténgala pulsada para borrar todo',
  overLimit: (max) => `El límite de una venta es ${max}.`,
  noAnswer: 'Todavía no hay respuesta. Lo que vale es lo que muestra esta pantalla.',
  connecting: 'Conectando con la caja…',
  asOf: (time) => `De las ${time}. No es lo que dice la caja ahora.`,
  offlineSince: (time) => `Sin conexión con la caja desde las ${time}.`,
  restarting: 'La caja se está reiniciando.',
  offlineReady: 'No escanee hasta que vuelva.',
  offlineGoesOn: 'El pago continúa. No entregue la compra.',
  offlineIdle: 'Vuelve por sí sola.',
  unreachable: 'La caja no responde. ¿Está encendida? ¿Está esta tableta en su red?',
  refused: (reason) => `La caja no deja entrar a esta tableta: ${reason}.`,
  scannerReady: 'Escáner listo',
  scannersReady: (up, all) => `${up} de ${all} escáneres`,
  scannerDown: 'Escáner perdido',
  scannerNone: 'Sin escáner',
  secondsLeft: (seconds) => (seconds === 1 ? 'Queda 1 segundo' : `Quedan ${seconds} segundos`),
  customerPaid: (amount) => `el cliente pagó ${amount}`,
  openOrder: (amount, time) => `${amount} de las ${time}`,
  dismissNotice: 'Visto',
  sound: 'Sonido',
  soundLocked: 'Sonido: toque la página una vez',
  help: 'Ayuda',
  helpTopic: {
    phoneSaysPaid: {
      question: '«Mi teléfono dice pagado»',
      answer:
        'Solo vale esta pantalla. Mire el importe y la hora en el teléfono: puede ser otro pago. Pulse «Preguntar ahora al monedero». Si sigue igual, llame al encargado.',
    },
    needsLonger: {
      question: 'El cliente necesita más tiempo',
      answer:
        'Espere mientras corra el anillo. «Dar más tiempo» añade medio minuto, una sola vez. Después la caja cancela sola: pulse Probar otro código y el cliente tiene otra vez todo el tiempo.',
    },
    leaves: {
      question: 'El cliente se va',
      answer:
        'No entregue la compra. Pulse Cancelar, u Otro cliente si no hay Cancelar. Si al final se paga, el dinero se devuelve solo.',
    },
    wrongAmount: {
      question: 'Escribí mal el importe',
      answer: 'Pulse Cancelar. Escriba el importe correcto y cobre otra vez.',
    },
    wrongAmountScanned: {
      question: 'Escribí mal el importe',
      answer:
        'Pulse Cancelar. Si el cliente fue más rápido, la pantalla dice PAGADO: pulse Devolver y cobre el importe correcto.',
    },
    wrongAmountPaid: {
      question: 'Escribí mal el importe, o el cliente ya no lo quiere',
      answer:
        'Pulse Devolver. Se devuelve todo el dinero. Usted puede hacerlo durante cinco minutos; después, un encargado.',
    },
    wrongCode: {
      question: 'No acepta el código',
      answer:
        'Pida «Pagar» en el monedero. Un código para recibir dinero, una tarjeta de socio o una página web no pagan.',
    },
    gunReadsNothing: {
      question: 'El escáner no lee nada',
      answer:
        'Suba el brillo del teléfono y manténgalo plano, a un palmo. Si el escáner está apagado, compruebe su cable.',
    },
    otherCustomer: {
      question: 'Otro cliente quiere pagar ahora',
      answer:
        'De uno en uno: solo el cliente cuyo importe aparece aquí puede mostrar un código. Termine antes esta venta, o suéltela.',
    },
    otherWay: {
      question: 'El cliente quiere pagar de otra forma',
      answer:
        'En rojo no se ha cobrado nada: cobre en efectivo o con tarjeta. En morado, pulse antes Pagó de otra forma: si el monedero pagó al final, eso se devuelve.',
    },
    mayIHandOver: {
      question: '¿Puedo entregar la compra?',
      answer: 'Solo en verde. Hasta entonces no entregue la compra.',
    },
    manager: {
      question: '¿Qué hace el encargado?',
      answer: 'Menú y luego Ventas: el pago está arriba, con lo que se puede hacer.',
    },
    walletsOff: {
      question: '¿Qué puedo hacer ahora?',
      answer:
        'Cobre en efectivo o con tarjeta. La caja lo intenta sola y vuelve al teclado. Si no se arregla, llame al técnico.',
    },
    receipt: {
      question: 'El cliente quiere un recibo',
      answer:
        'Pulse Recibo; más tarde, Menú, luego Ventas y esta venta. Lo que no se pagó recibe un comprobante que lo dice.',
    },
  },
  checkNow: 'Preguntar ahora al monedero',
  checking: 'Preguntando al monedero…',
  checked: 'Se preguntó al monedero. Lo que vale es lo que muestra esta pantalla.',
  notChecked: 'Ahora no se pudo preguntar al monedero. La caja sigue preguntando sola.',
  giveTime: 'Dar más tiempo',
  timeGiven: 'El cliente tiene ahora un poco más de tiempo.',
  noTimeLeft: 'Ya no se puede dar más tiempo.',
  openSale: 'Ver',
  receipt: 'Recibo',
  chooseLane: '¿En qué caja está esta tableta?',
  chooseLaneHint: 'Se pregunta una vez; la tableta lo recuerda.',
  place: { till: 'Caja', sales: 'Ventas', day: 'Día', settings: 'Ajustes' },
  backToTill: 'Volver a la caja',
  menu: 'Menú',
  loading: 'Un momento…',
  noAnswerYet: 'La caja no responde.',
  pageIsOld: 'La caja se ha actualizado. Esta página se recarga sola cuando no haya un importe escrito.',
  notFetched: 'No se pudo cargar esta parte de la página.',
  tryAgain: 'Reintentar',
  close: 'Cerrar',
  useCamera: 'Usar la cámara',
  practise: 'Practicar',
};
