import type { customer as model } from '../en/customer.ts';

export const customer: typeof model = {
  say: {
    welcome: { title: 'Willkommen', text: 'Hier mit der Wallet auf dem Telefon bezahlen.' },
    closed: {
      title: 'Bitte an der Kasse fragen',
      text: 'Zahlen mit der Wallet geht gerade nicht.',
    },
    starting: { title: 'Einen Moment bitte', text: 'Gleich ist alles bereit.' },
    showCode: {
      title: 'Zahlcode bitte zeigen',
      text: 'Die Wallet öffnen und den Code vor den Scanner halten.',
    },
    codeReceives: {
      title: 'Zahlcode bitte zeigen',
      text: 'Dieser Code war zum Empfangen von Geld. In der Wallet „Bezahlen“ wählen.',
    },
    codeOther: {
      title: 'Zahlcode bitte zeigen',
      text: 'Mit diesem Code geht es nicht. Den Zahlcode der Wallet öffnen.',
    },
    codeUnread: {
      title: 'Bitte noch einmal zeigen',
      text: 'Der Code war nicht lesbar. Den Bildschirm heller stellen und ruhig halten.',
    },
    codeUsed: {
      title: 'Bitte einen neuen Code',
      text: 'Dieser Code wurde schon benutzt. Einen neuen öffnen.',
    },
    asking: { title: 'Einen Moment bitte', text: 'Die Wallet wird gefragt.' },
    confirm: { title: 'Bitte aufs Telefon schauen', text: 'Die Zahlung dort bestätigen.' },
    cancelling: {
      title: 'Wird abgebrochen',
      text: 'Bitte jetzt nichts mehr auf dem Telefon bestätigen.',
    },
    goingBack: { title: 'Das Geld geht zurück', text: 'Bitte einen Moment warten.' },
    paid: { title: 'Bezahlt', text: 'Vielen Dank!' },
    paidAsk: { title: 'Bezahlt', text: 'Bitte an der Kasse fragen.' },
    declined: {
      title: 'Nicht gezahlt',
      text: 'Die Wallet hat es nicht angenommen. Einen neuen Code zeigen oder anders zahlen.',
    },
    cancelled: {
      title: 'Nicht gezahlt',
      text: 'Es wurde abgebrochen. Das Geld bleibt bei Ihnen oder geht an Sie zurück.',
    },
    notCharged: {
      title: 'Nicht gezahlt',
      text: 'Es wurde nichts abgebucht. Bitte an der Kasse fragen.',
    },
    refunded: { title: 'Zurückgegeben', text: 'Das Geld wurde Ihnen zurückgegeben.' },
    unsure: {
      title: 'Bitte an der Kasse fragen',
      text: 'Ob gezahlt wurde, ist noch nicht sicher. Bitte nicht noch einmal zahlen.',
    },
    ask: { title: 'Bitte an der Kasse fragen', text: 'Dort wird Ihnen geholfen.' },
  },
  practicePaid: { title: 'Übungszahlung', text: 'Das war eine Übung. Es floss kein Geld.' },
  practice: 'ÜBUNG · es fließt kein Geld',
  walletTook: (amount) => `Ihre Wallet hat ${amount} abgebucht.`,
  walletsTaken: 'Diese Wallets nehmen wir',
  toPay: 'Zu zahlen',
  secondsLeft: (seconds) => (seconds === 1 ? 'Noch 1 Sekunde' : `Noch ${seconds} Sekunden`),
  chooseLanguage: 'Sprache',
  offline: { title: 'Einen Moment bitte', text: 'Gleich geht es weiter.' },
  refused: (reason) => `Die Kasse lässt diesen Bildschirm nicht herein: ${reason}.`,
};
