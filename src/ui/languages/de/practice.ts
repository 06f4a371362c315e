import type { practice as model } from '../en/practice.ts';

export const practice: typeof model = {
  title: 'Üben',
  intro: 'Wählen, was der Kunde und die Wallet tun. Es fließt kein Geld.',
  groups: {
    well: 'Es geht gut',
    customer: 'Der Kunde muss etwas tun',
    declined: 'Es wird abgelehnt',
    strange: 'Etwas Seltsames geschieht',
  },
  situations: {
    paid: {
      name: 'Zahlt sofort',
      lesson: 'Der übliche Verkauf. Die Ware geht heraus, wenn der Bildschirm grün ist.',
    },
    slow: {
      name: 'Zahlt, aber langsam',
      lesson: 'Die Wallet ließ sich Zeit. Auf Grün warten; nie ein zweites Mal scannen.',
    },
    discount: {
      name: 'Zahlt mit Gutschein',
      lesson: 'Die Wallet gab einen Rabatt. Der Laden bekommt seinen Preis; nichts zu tun.',
    },
    password: {
      name: 'Muss ein Passwort eingeben',
      lesson: 'Den Kunden bitten, das Passwort auf dem Telefon einzugeben, und warten.',
    },
    never: {
      name: 'Bestätigt nicht oder geht',
      lesson: 'Der Kunde hat nicht bestätigt. Warten oder auf Abbrechen tippen: Es wird nichts abgebucht.',
    },
    race: {
      name: 'Zahlt, während Sie abbrechen',
      lesson: 'Es wurde im letzten Moment bezahlt, zu spät, um zu zählen. Das Geld geht von selbst zurück.',
    },
    declined: {
      name: 'Die Wallet lehnt ab',
      lesson: 'Es wurde nichts abgebucht. Um eine andere Wallet oder eine andere Zahlungsart bitten.',
    },
    refused: {
      name: 'Der Kunde tippt auf „Nein“',
      lesson:
        'Der Kunde hat am Telefon abgelehnt. Es wurde nichts abgebucht. Einen neuen Code oder eine andere Zahlungsart versuchen.',
    },
    'no-answer': {
      name: 'Bezahlt, aber die Antwort geht verloren',
      lesson:
        'Die Antwort ging unterwegs verloren. Die Kasse hat noch einmal gefragt und sie gefunden. Nicht noch einmal kassieren.',
    },
    'wrong-amount': {
      name: 'Ein anderer Betrag wird abgebucht',
      lesson: 'Die Wallet hat einen anderen Betrag abgebucht. Die Ware behalten und die Leitung rufen.',
    },
    lost: {
      name: 'Die Anfrage geht verloren',
      lesson: 'Nichts kam bei der Wallet an. Die Kasse prüft das, bevor sie es sagt. Die Ware behalten.',
    },
    'no-record': {
      name: 'Die Wallet findet es spät',
      lesson:
        'Die Wallet wusste zuerst nichts davon. Die Kasse fragt weiter nach. Nicht noch einmal kassieren.',
    },
    'unknown-code': {
      name: 'Unbekannter Fehler, und doch bezahlt',
      lesson: 'Die Wallet hat etwas Unklares gemeldet. Die Kasse rät nicht, sie fragt. Warten.',
    },
    forged: {
      name: 'Eine gefälschte Antwort',
      lesson: 'Jemand anders hat für die Wallet geantwortet. Die Kasse glaubt es nicht. Die Ware behalten.',
    },
    'cancel-fails': {
      name: 'Zahlt nicht, Abbruch scheitert zweimal',
      lesson:
        'Der Abbruch brauchte mehrere Versuche. Die Kasse macht sie von selbst. Die Ware behalten, bis es vorbei ist.',
    },
    'cancel-keeps': {
      name: 'Zahlt beim Abbruch, das Geld bleibt',
      lesson:
        'Es wurde bezahlt, und der Abbruch gab nichts zurück. Die Kasse gibt das Geld von selbst zurück.',
    },
    down: {
      name: 'Die Wallets sind eine Minute aus',
      lesson:
        'Die Wallets sind nicht erreichbar. Anders kassieren, bis die Kasse sagt, dass sie wieder da sind.',
    },
    skew: {
      name: 'Die Uhr der Wallets geht falsch',
      lesson: 'Die Uhren weichen zu weit voneinander ab. Anders kassieren und den Techniker rufen.',
    },
    notified: {
      name: 'Passwort, und die Wallet meldet sich',
      lesson: 'Die Wallet hat der Kasse von selbst gemeldet, dass bezahlt wurde. Nichts zu tun.',
    },
    'notified-twice': {
      name: 'Passwort, und die Wallet meldet sich zweimal',
      lesson: 'Die Wallet hat es der Kasse zweimal gemeldet. Es ist eine Zahlung. Nichts zu tun.',
    },
    'notified-late': {
      name: 'Passwort, und die Wallet meldet sich spät',
      lesson: 'Die Meldung der Wallet kam spät. Die Kasse hatte schon selbst gefragt. Nichts zu tun.',
    },
    'notified-forged': {
      name: 'Zahlt nicht, eine gefälschte Meldung behauptet es',
      lesson: 'Jemand hat vorgetäuscht, dass bezahlt wurde. Nur Grün zählt. Die Ware behalten.',
    },
    'refund-fails': {
      name: 'Zahlt, und eine Erstattung scheitert später',
      lesson: 'Unter Verkäufe versuchen, das Geld zurückzugeben: Es scheitert, und die Leitung klärt es.',
    },
    'refund-odd': {
      name: 'Zahlt, und die Erstattung bekommt eine seltsame Antwort',
      lesson: 'Unter Verkäufe versuchen, das Geld zurückzugeben: Die Kasse findet ihren Weg.',
    },
    'refund-lost': {
      name: 'Zahlt, und die Antwort zur Erstattung geht verloren',
      lesson: 'Unter Verkäufe versuchen, das Geld zurückzugeben: Es dauert länger und geschieht nur einmal.',
    },
  },
  exerciseList: 'Übungen',
  progress: (done, all) => `Übungen: ${done} von ${all} geschafft`,
  done: 'Geschafft',
  beginAnew: 'Übungen neu beginnen',
  exercises: {
    sell: {
      name: 'Etwas verkaufen',
      how: 'Einen Betrag eingeben, auf Kassieren tippen, dann „Zahlt sofort“.',
    },
    password: {
      name: 'Auf ein Passwort warten',
      how: 'Kassieren, dann „Muss ein Passwort eingeben“. Sagen, was der Kunde tun muss.',
    },
    decline: {
      name: 'Mit einer Ablehnung umgehen',
      how: 'Kassieren, dann „Die Wallet lehnt ab“. Sagen, wie es weitergeht.',
    },
    withdraw: {
      name: 'Einen falschen Betrag berichtigen',
      how: 'Einen falschen Betrag kassieren und abbrechen, bevor etwas gescannt wird.',
    },
    leaves: {
      name: 'Der Kunde geht',
      how: 'Kassieren, dann „Bestätigt nicht oder geht“. Abbrechen und warten, bis es vorbei ist.',
    },
    silent: {
      name: 'Die Antwort geht verloren',
      how: 'Kassieren, dann „Bezahlt, aber die Antwort geht verloren“. Warten; nicht noch einmal kassieren.',
    },
    wrongAmount: {
      name: 'Ein anderer Betrag wurde abgebucht',
      how: 'Kassieren, dann „Ein anderer Betrag wird abgebucht“. Wen rufen Sie?',
    },
    nextCustomer: {
      name: 'Den nächsten Kunden bedienen',
      how: 'Kassieren, dann „Bestätigt nicht oder geht“, und warten, bis „Nicht bestätigt“ da steht. Auf „Nächster Kunde“ tippen.',
    },
    gunDead: {
      name: 'Der Scanner ist tot',
      how: 'Den Scanner ausstecken, kassieren, sehen, was der Bildschirm sagt, und abbrechen. Anders kassieren.',
    },
  },
};
