import type { story as model } from '../en/story.ts';

export const story: typeof model = {
  line: {
    created: ({ wallet }) => `${wallet}: Der Code des Kunden wurde gelesen.`,
    sendDecided: () => 'Die Zahlung wurde an die Wallet geschickt.',
    pending: () => 'Die Wallet hat sie und wartet auf den Kunden.',
    paid: () => 'Bezahlt.',
    declined: ({ said }) =>
      said === '' ? 'Die Wallet hat abgelehnt.' : `Die Wallet hat abgelehnt: „${said}“`,
    cancelled: () => 'Es endete ohne Geld.',
    notSent: () => 'Es hat die Kasse nie verlassen. Es wurde nichts abgebucht.',
    held: ({ said, amount }) => `${said} wurden abgebucht statt ${amount}.`,
    cancelWanted: () => 'Es sollte abgebrochen werden.',
    cancelHeld: ({ said }) =>
      said === '' ? 'Der Kunde bekam mehr Zeit.' : `${said} hat dem Kunden mehr Zeit gegeben.`,
    lineDrawn: () => 'Ab hier darf nicht mehr gezahlt werden: Was noch kommt, geht zurück.',
    cancelDecided: () => 'Die Kasse hat die Wallet gebeten abzubrechen.',
    cancelAnswered: () => 'Keine klare Antwort auf den Abbruch.',
    markedUnwanted: () => 'Diese Zahlung ist nicht mehr gewollt.',
    paidBehindLine: () =>
      'Die Wallet hat nach dem Abbruch abgebucht. Die Kasse gibt das Geld dem Kunden zurück.',
    stuckDeclared: () =>
      'Es hat sich nicht von selbst geklärt. Die Leitung muss entscheiden; die Kasse fragt weiter nach.',
    answeredForAnother: () => 'Die Wallet sprach von einer anderen Zahlung. Das zählt hier nicht.',
    settled: ({ by, said }) => `${by} hat es von Hand geklärt: „${said}“`,
    takenOver: () => 'Es kam mit einer Sicherung. Die Leitung hat es dieser Kasse übergeben.',
    caseOpened: () => 'Die Wallet meldet etwas anderes als vorher. Die Leitung muss es sich ansehen.',
    caseClosed: () => 'Das ist geklärt.',
    refundAsked: ({ amount, by, said }) =>
      by === '' ? `${amount} sollen zurückgehen: „${said}“` : `${by} gibt ${amount} zurück: „${said}“`,
    refundSent: ({ amount }) => `Die Wallet wurde gebeten, ${amount} zurückzuschicken.`,
    refundUnderWay: ({ amount }) => `${amount} sind auf dem Weg zurück.`,
    refundStuck: ({ amount }) =>
      `Es ist nicht sicher, ob ${amount} zurückgingen. Die Kasse fragt weiter nach.`,
    refundDone: ({ amount }) => `${amount} gingen an den Kunden zurück.`,
    refundFailed: ({ amount, said }) =>
      said === '' ? `${amount} gingen nicht zurück.` : `${amount} gingen nicht zurück: „${said}“`,
  },
  more: {
    practicePaid: 'Übungszahlung: Es floss kein Geld.',
    cancelWanted: {
      cashier: 'Auf Abbrechen wurde getippt.',
      waitOver: 'Die Zeit zum Zahlen war um.',
      unwanted: 'Niemand wartete mehr darauf.',
      shutdown: 'Die Kasse wurde inzwischen abgeschaltet.',
    },
    cancelAnswered: {
      accepted: 'Die Wallet hat den Abbruch angenommen.',
      refused: 'Die Wallet hat den Abbruch nicht angenommen. Die Kasse fragt, wie es steht.',
    },
    markedUnwanted: {
      nextCustomer: 'Der nächste Kunde wurde bedient. Diese Zahlung ist nicht mehr gewollt.',
      paidAnotherWay: 'Der Kunde hat anders bezahlt. Diese Zahlung ist nicht mehr gewollt.',
    },
    cancelled: {
      moneyBack: 'Das Geld ging an den Kunden zurück.',
      noMoney: 'Abgebrochen. Es floss kein Geld.',
      byGateway: 'Die Wallet hat abgebrochen. Es floss kein Geld.',
      neverArrived: 'Es kam nie bei der Wallet an. Es floss kein Geld.',
      asNow: 'Die Wallet meldet jetzt, dass der Laden kein Geld behielt.',
    },
    caseClosed: {
      gateway: 'Das ist geklärt: Die Wallet hat es bestätigt.',
      person: 'Das hat die Leitung geklärt.',
    },
    settledPaid: (by, reason) => `${by} hat entschieden, dass das Geld da ist: „${reason}“`,
    settledNotPaid: (by, reason) => `${by} hat entschieden, dass kein Geld bleibt: „${reason}“`,
    refundOutside: (amount, reason) => `${amount} wurden auf anderem Weg zurückgegeben: „${reason}“`,
    reversalAsked: (amount) =>
      `Die Kasse lässt ${amount} an den Kunden zurückgehen, weil das Geld nicht bleiben darf.`,
    refundNotNeeded:
      'Die Kasse muss das Geld nicht mehr zurückgehen lassen: Es ging schon an den Kunden zurück.',
    refundDoneBy: (amount, by) => `${by} hat entschieden, dass ${amount} zurückgingen.`,
    refundFailedBy: (amount, by) => `${by} hat entschieden, dass ${amount} nicht zurückgingen.`,
    unknown: (event) => `Etwas anderes ist geschehen: ${event}.`,
  },
};
