import type { story as model } from '../en/story.ts';

export const story: typeof model = {
  line: {
    created: ({ wallet }) => `${wallet}: se leyó el código del cliente.`,
    sendDecided: () => 'El pago se envió al monedero.',
    pending: () => 'El monedero lo tiene y espera al cliente.',
    paid: () => 'Pagado.',
    declined: ({ said }) => (said === '' ? 'El monedero lo rechazó.' : `El monedero lo rechazó: «${said}»`),
    cancelled: () => 'Terminó sin dinero.',
    notSent: () => 'No llegó a salir de la caja. No se ha cobrado nada.',
    held: ({ said, amount }) => `Se cobraron ${said} en lugar de ${amount}.`,
    cancelWanted: () => 'Se pidió cancelar.',
    cancelHeld: ({ said }) =>
      said === '' ? 'Se dio más tiempo al cliente.' : `${said} dio más tiempo al cliente.`,
    lineDrawn: () => 'Desde aquí el pago ya no vale: lo que llegue se devuelve.',
    cancelDecided: () => 'La caja pidió al monedero que lo cancelara.',
    cancelAnswered: () => 'La cancelación no tuvo respuesta clara.',
    markedUnwanted: () => 'Ya no se quiere este pago.',
    paidBehindLine: () =>
      'El monedero lo cobró después de la cancelación. La caja devuelve el dinero al cliente.',
    stuckDeclared: () => 'No se resolvió solo. Hace falta un encargado; la caja sigue preguntando.',
    answeredForAnother: () => 'El monedero habló de otro pago. Eso aquí no cuenta.',
    settled: ({ by, said }) => `${by} lo resolvió a mano: «${said}»`,
    takenOver: () => 'Vino con una copia de seguridad. Un encargado la confió a esta caja.',
    caseOpened: () => 'El monedero dice otra cosa que antes. Hace falta un encargado.',
    caseClosed: () => 'Eso está aclarado.',
    refundAsked: ({ amount, by, said }) =>
      by === '' ? `Se deben devolver ${amount}: «${said}»` : `${by} devuelve ${amount}: «${said}»`,
    refundSent: ({ amount }) => `Se pidió al monedero que devolviera ${amount}.`,
    refundUnderWay: ({ amount }) => `${amount} están en camino de vuelta.`,
    refundStuck: ({ amount }) => `No es seguro que ${amount} se devolvieran. La caja sigue preguntando.`,
    refundDone: ({ amount }) => `${amount} se devolvieron al cliente.`,
    refundFailed: ({ amount, said }) =>
      said === '' ? `${amount} no se devolvieron.` : `${amount} no se devolvieron: «${said}»`,
  },
  more: {
    practicePaid: 'Pago de práctica: no se movió dinero.',
    cancelWanted: {
      cashier: 'Se pulsó Cancelar.',
      waitOver: 'Se acabó el tiempo para pagar.',
      unwanted: 'Ya nadie lo esperaba.',
      shutdown: 'La caja se apagó mientras tanto.',
    },
    cancelAnswered: {
      accepted: 'El monedero aceptó la cancelación.',
      refused: 'El monedero no aceptó la cancelación. La caja pregunta cómo está.',
    },
    markedUnwanted: {
      nextCustomer: 'Se atendió a otro cliente. Este pago ya no se quiere.',
      paidAnotherWay: 'El cliente pagó de otra forma. Este pago ya no se quiere.',
    },
    cancelled: {
      moneyBack: 'El dinero se devolvió al cliente.',
      noMoney: 'Cancelado. No se movió dinero.',
      byGateway: 'El monedero lo canceló. No se movió dinero.',
      neverArrived: 'No llegó al monedero. No se movió dinero.',
      asNow: 'El monedero dice ahora que no se quedó ningún dinero en la tienda.',
    },
    caseClosed: {
      gateway: 'Eso está aclarado: el monedero lo ha confirmado.',
      person: 'Un encargado lo ha aclarado.',
    },
    settledPaid: (by, reason) => `${by} decidió que el dinero llegó: «${reason}»`,
    settledNotPaid: (by, reason) => `${by} decidió que no se queda dinero en la tienda: «${reason}»`,
    refundOutside: (amount, reason) => `${amount} se devolvieron de otra forma: «${reason}»`,
    reversalAsked: (amount) =>
      `La caja pide que se devuelvan ${amount} al cliente, porque la tienda no debe quedárselos.`,
    refundNotNeeded: 'La caja ya no necesita pedir la devolución: el dinero se devolvió al cliente.',
    refundDoneBy: (amount, by) => `${by} decidió que ${amount} se devolvieron.`,
    refundFailedBy: (amount, by) => `${by} decidió que ${amount} no se devolvieron.`,
    unknown: (event) => `Pasó otra cosa: ${event}.`,
  },
};
