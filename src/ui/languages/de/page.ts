import type { page as model } from '../en/page.ts';

export const page: typeof model = {
  state: {
    idle: 'Bereit',
    ready: 'Jetzt scannen',
    paying: 'Warten',
    cancelling: 'Wird abgebrochen',
    paid: 'BEZAHLT',
    declined: 'ABGELEHNT',
    cancelled: 'NICHT GEZAHLT',
    notSent: 'NICHT ABGEBUCHT',
    unknown: 'NICHT BESTÄTIGT',
    held: 'FALSCHER BETRAG',
    refunding: 'Geht zurück',
    refunded: 'ZURÜCKGEGEBEN',
    settled: 'GEKLÄRT',
    attention: 'ACHTUNG',
    blocked: 'Wallets aus',
    test: 'Scanner-Test',
  },
  practicePaid: 'ÜBUNGSZAHLUNG',
  sandboxTitle: 'TESTBETRIEB · ÜBUNG',
  sandboxNote: 'es fließt kein Geld',
  action: {
    cancel: 'Abbrechen',
    dismiss: 'Nächster Verkauf',
    retry: 'Neuer Code',
    keepWaiting: 'Weiter warten',
    nextCustomer: 'Nächster Kunde',
    paidAnotherWay: 'Anders bezahlt',
    giveBack: 'Zurückgeben',
  },
  keep: 'Ja, behalten',
  question: {
    cancel: 'Diese Zahlung abbrechen?',
    nextCustomer:
      'Den nächsten Kunden bedienen? Die Ware behalten. Diese Zahlung bleibt auf der Liste, bis sie geklärt ist.',
    paidAnotherWay: 'Hat der Kunde anders gezahlt? Diese Zahlung bleibt auf der Liste, bis sie geklärt ist.',
    giveBack: 'Dem Kunden das ganze Geld zurückgeben? Die Ware behalten.',
  },
  confirm: {
    cancel: 'Ja, abbrechen',
    nextCustomer: 'Ja, nächster Kunde',
    paidAnotherWay: 'Ja, anders bezahlt',
    giveBack: 'Ja, zurückgeben',
  },
  goBack: 'Nein',
  charge: (amount) => `${amount} kassieren`,
  chargeNothing: 'Kassieren',
  amountLabel: 'Betrag',
  note: 'Notiz oder Tischnummer',
  addNote: 'Notiz',
  changeNote: (note) => `Notiz: ${note}`,
  codeInNote: 'Diese Notiz enthält eine lange Zahl wie einen Zahlcode. Etwas anderes eingeben.',
  keyBack: 'Eine Ziffer löschen; gedrückt halten löscht alles',
  overLimit: (max) => `Die Grenze für einen Verkauf ist ${max}.`,
  noAnswer: 'Noch keine Antwort. Es gilt, was dieser Bildschirm zeigt.',
  connecting: 'Verbindung zur Kasse…',
  asOf: (time) => `Stand ${time}. Nicht das, was die Kasse jetzt sagt.`,
  offlineSince: (time) => `Keine Verbindung zur Kasse seit ${time}.`,
  restarting: 'Die Kasse startet neu.',
  offlineReady: 'Nicht scannen, bis sie wieder da ist.',
  offlineGoesOn: 'Die Zahlung läuft weiter. Die Ware behalten.',
  offlineIdle: 'Sie kommt von selbst wieder.',
  unreachable: 'Die Kasse antwortet nicht. Ist sie an, und ist dieses Tablet in ihrem Netz?',
  refused: (reason) => `Die Kasse lässt dieses Tablet nicht herein: ${reason}.`,
  scannerReady: 'Scanner bereit',
  scannersReady: (up, all) => `${up} von ${all} Scannern`,
  scannerDown: 'Scanner weg',
  scannerNone: 'Kein Scanner',
  secondsLeft: (seconds) => (seconds === 1 ? 'Noch 1 Sekunde' : `Noch ${seconds} Sekunden`),
  customerPaid: (amount) => `Kunde zahlte ${amount}`,
  openOrder: (amount, time) => `${amount} von ${time}`,
  dismissNotice: 'OK',
  sound: 'Ton',
  soundLocked: 'Ton: die Seite einmal berühren',
  help: 'Hilfe',
  helpTopic: {
    phoneSaysPaid: {
      question: '„Mein Telefon sagt bezahlt“',
      answer:
        'Nur dieser Bildschirm zählt. Betrag und Uhrzeit auf dem Telefon zeigen lassen: Es kann eine andere Zahlung sein. Auf „Jetzt bei der Wallet fragen“ tippen. Bleibt es so, die Leitung rufen.',
    },
    needsLonger: {
      question: 'Der Kunde braucht länger',
      answer:
        'Warten, solange der Ring läuft. „Mehr Zeit geben“ gibt einmal etwa eine halbe Minute dazu. Dann bricht die Kasse von selbst ab: auf Neuer Code tippen, und der Kunde hat wieder die ganze Zeit.',
    },
    leaves: {
      question: 'Der Kunde geht',
      answer:
        'Die Ware behalten. Auf Abbrechen tippen, oder auf Nächster Kunde, wo es kein Abbrechen gibt. Wird doch noch bezahlt, geht das Geld von selbst zurück.',
    },
    wrongAmount: {
      question: 'Ich habe einen falschen Betrag eingegeben',
      answer: 'Auf Abbrechen tippen. Den richtigen Betrag eingeben und noch einmal kassieren.',
    },
    wrongAmountScanned: {
      question: 'Ich habe einen falschen Betrag eingegeben',
      answer:
        'Auf Abbrechen tippen. War der Kunde schneller, steht dort BEZAHLT: auf Zurückgeben tippen und den richtigen Betrag kassieren.',
    },
    wrongAmountPaid: {
      question: 'Falscher Betrag, oder der Kunde will es nicht mehr',
      answer:
        'Auf Zurückgeben tippen. Das ganze Geld geht zurück. Das geht fünf Minuten lang; danach kann es die Leitung.',
    },
    wrongCode: {
      question: 'Der Code wird nicht angenommen',
      answer:
        'Um „Bezahlen“ in der Wallet bitten. Ein Code zum Empfangen, eine Kundenkarte oder eine Webseite kann nicht zahlen.',
    },
    gunReadsNothing: {
      question: 'Der Scanner liest nichts',
      answer:
        'Das Telefon heller stellen, flach halten, eine Hand breit entfernt. Ist der Scanner dunkel, das Kabel prüfen.',
    },
    otherCustomer: {
      question: 'Ein anderer Kunde will jetzt zahlen',
      answer:
        'Einer nach dem anderen: Nur der Kunde, dessen Betrag hier steht, darf einen Code zeigen. Zuerst diesen Verkauf beenden oder loslassen.',
    },
    otherWay: {
      question: 'Der Kunde will anders zahlen',
      answer:
        'Bei Rot wurde nichts abgebucht: bar oder mit Karte kassieren. Bei Lila zuerst auf Anders bezahlt tippen: Hat die Wallet doch gezahlt, geht das zurück.',
    },
    mayIHandOver: {
      question: 'Darf ich die Ware herausgeben?',
      answer: 'Nur bei Grün. Bis dahin die Ware behalten.',
    },
    manager: {
      question: 'Was macht die Leitung?',
      answer: 'Menü, dann Verkäufe: Die Zahlung steht oben, mit dem, was sich tun lässt.',
    },
    walletsOff: {
      question: 'Was kann ich jetzt tun?',
      answer:
        'Bar oder mit Karte kassieren. Die Kasse versucht es von selbst wieder und kehrt zum Tastenfeld zurück. Bleibt es so, den Techniker rufen.',
    },
    receipt: {
      question: 'Der Kunde möchte einen Beleg',
      answer:
        'Auf Beleg tippen; später Menü, dann Verkäufe, dann dieser Verkauf. Was nicht gezahlt wurde, bekommt einen Zettel, der es sagt.',
    },
  },
  checkNow: 'Jetzt bei der Wallet fragen',
  checking: 'Die Wallet wird gefragt…',
  checked: 'Die Wallet wurde gefragt. Es gilt, was dieser Bildschirm zeigt.',
  notChecked: 'Die Wallet war gerade nicht zu fragen. Die Kasse fragt von selbst weiter nach.',
  giveTime: 'Mehr Zeit geben',
  timeGiven: 'Der Kunde hat jetzt etwas mehr Zeit.',
  noTimeLeft: 'Mehr Zeit ist nicht mehr möglich.',
  openSale: 'Zeigen',
  receipt: 'Beleg',
  chooseLane: 'An welcher Kasse ist dieses Tablet?',
  chooseLaneHint: 'Wird einmal gefragt; das Tablet merkt es sich.',
  place: { till: 'Kasse', sales: 'Verkäufe', day: 'Tag', settings: 'Einstellungen' },
  backToTill: 'Zurück zur Kasse',
  menu: 'Menü',
  loading: 'Einen Moment…',
  noAnswerYet: 'Die Kasse antwortet nicht.',
  pageIsOld: 'Die Kasse wurde aktualisiert. Diese Seite lädt sich neu, sobald kein Betrag eingegeben ist.',
  notFetched: 'Dieser Teil der Seite ließ sich nicht laden.',
  tryAgain: 'Noch einmal',
  close: 'Schließen',
  useCamera: 'Kamera benutzen',
  practise: 'Üben',
};
