import type { CounterWords } from '../counter-words.ts';
import { afterwards } from './afterwards.ts';

const storeCure =
  'Platz auf dem Datenträger schaffen oder ihn reparieren: Die Kasse läuft dann von selbst weiter.';
const forTechnician = (technical: string) => `Anders kassieren. Für den Techniker: ${technical}`;

export const counter: CounterWords = {
  gap: ' ',
  stop: '.',
  idle: { message: 'Betrag eingeben' },
  idleUnsent: {
    message: 'Nichts gesendet, nichts abgebucht',
    hint: 'Die Kasse konnte den Verkauf nicht speichern. Zum Wiederholen auf Kassieren tippen.',
  },
  idleExpired: {
    message: 'Es wurde kein Code gescannt',
    hint: 'Der Betrag ist noch da. Auf Kassieren tippen, wenn der Kunde so weit ist.',
  },
  testScan: {
    message: 'Der Scanner wird getestet. Es wird nichts abgebucht',
    hint: 'Wie immer verkaufen: Kassieren beendet den Test.',
  },
  ready: { message: 'Code des Kunden scannen' },
  refusedScan: {
    productBarcode: {
      message: 'Das war der Strichcode einer Ware',
      hint: 'Den Kunden bitten, den Zahlcode in der Wallet zu öffnen.',
    },
    webAddress: {
      message: 'Dieser Code öffnet nur eine Webseite',
      hint: 'Den Kunden um den Zahlcode der Wallet bitten.',
    },
    merchantCode: {
      message: 'Dieser Code ist zum Empfangen von Geld',
      hint: 'Den Kunden um „Bezahlen“ bitten, nicht „Empfangen“.',
    },
    fragment: {
      message: 'Nur ein Teil des Codes wurde gelesen',
      hint: 'Scanner ruhig halten und noch einmal scannen.',
    },
    unreadable: {
      message: 'Dieser Code ist nicht lesbar',
      hint: 'Den Kunden bitten, den Bildschirm heller zu stellen, und noch einmal scannen.',
    },
    codeUsed: {
      message: 'Dieser Code wurde schon benutzt',
      hint: 'Den Kunden um einen neuen Code bitten.',
    },
    notReady: { message: 'Noch einmal scannen', hint: 'Dieser Scan kam zu früh.' },
  },
  sending: { message: 'Anfrage bei der Wallet', hint: 'Bitte das Ergebnis abwarten.' },
  customerConfirms: {
    message: 'Der Kunde bestätigt am Telefon',
    hint: 'Den Kunden bitten, das Passwort einzugeben.',
  },
  cancelAsked: {
    message: 'Wird abgebrochen',
    hint: 'Die Ware noch nicht herausgeben. Zahlt der Kunde genau jetzt, gilt die Zahlung.',
  },
  cancelling: {
    message: 'Wird abgebrochen',
    hint: 'Die Ware nicht herausgeben. Das Ergebnis abwarten.',
  },
  paidTooLate: {
    message: 'Das Geld geht an den Kunden zurück',
    hint: 'Die Zahlung kam zu spät. Die Ware nicht herausgeben.',
  },
  unknown: {
    message: 'Nicht bestätigt',
    hint: 'Die Ware nicht herausgeben, diesen Verkauf nicht noch einmal kassieren. Wurde abgebucht, geht das Geld von selbst zurück.',
  },
  stuck: {
    message: 'Nicht bestätigt',
    hint: 'Die Ware nicht herausgeben, diesen Verkauf nicht noch einmal kassieren. Die Kasse fragt weiter nach. Die Leitung rufen.',
  },
  stuckCharged: {
    message: 'Abgebucht, aber nicht mehr gewollt',
    hint: 'Das Geld konnte nicht von selbst zurückgehen. Die Ware nicht herausgeben. Die Leitung rufen: Es lässt sich von Hand klären.',
  },
  unsaved: {
    message: 'Nicht bestätigt',
    hint: (technical) =>
      `Die Ware nicht herausgeben, diesen Verkauf nicht noch einmal kassieren. Die Kasse kann das Ergebnis nicht speichern. Für den Techniker: ${technical} ${storeCure}`,
  },
  held: {
    message: (charged, amount) => `${charged} abgebucht statt ${amount}`,
    unstated: (amount) => `Ein anderer Betrag abgebucht statt ${amount}`,
    hint: 'Die Ware nicht herausgeben. Die Leitung rufen: Der Betrag kann bleiben oder zurückgehen.',
  },
  paid: { message: 'Bezahlt', hint: 'Die Ware herausgeben.' },
  paidUnseen: {
    message: 'Bezahlt, während die Kasse aus war',
    hint: 'Wurde die Ware herausgegeben?',
  },
  paidAfterCancel: {
    message: 'Bezahlt: Der Abbruch kam zu spät',
    hint: 'Der Kunde hat bezahlt. Nimmt der Kunde die Ware?',
  },
  practice: {
    paid: 'Das war eine Übung. Es floss kein Geld.',
    paidUnseen: 'Das war eine Übung. Es floss kein Geld. Wurde die Ware herausgegeben?',
    paidAfterCancel: 'Das war eine Übung. Es floss kein Geld. Nimmt der Kunde die Ware?',
  },
  declined: {
    message: 'Nicht abgebucht',
    hint: 'Um einen neuen Code oder eine andere Zahlungsart bitten.',
  },
  walletSays: (said) => `Die Wallet meldet: „${said}“.`,
  cancelled: {
    message: 'Abgebrochen',
    back: 'Der Kunde hat das Geld zurück. Die Ware nicht herausgeben.',
    keptOrBack: 'Der Kunde behält das Geld oder hat es zurück. Die Ware nicht herausgeben.',
  },
  notSent: {
    message: 'Nicht gesendet',
    hint: 'Die Wallets sind nicht erreichbar. Es wurde nichts abgebucht. Noch einmal versuchen oder anders kassieren.',
  },
  blocked: {
    starting: { message: 'Startet', hint: 'Die Verbindung zu den Wallets wird geprüft.' },
    stopping: { message: 'Die Kasse startet neu', hint: 'Laufende Zahlungen gehen von selbst weiter.' },
    unreachable: { message: (time) => `Wallets seit ${time} nicht erreichbar`, hint: forTechnician },
    refused: { message: 'Die Wallets nehmen diese Kasse nicht an', hint: forTechnician },
    untrusted: { message: 'Den Antworten der Wallets ist nicht zu trauen', hint: forTechnician },
    clockWrong: {
      message: 'Die Uhr der Kasse geht falsch',
      fast: (minutes) =>
        `Anders kassieren. Für den Techniker: Sie geht ${minutes} Minuten vor. Richtig stellen und automatische Zeit einschalten.`,
      slow: (minutes) =>
        `Anders kassieren. Für den Techniker: Sie geht ${minutes} Minuten nach. Richtig stellen und automatische Zeit einschalten.`,
    },
    storeFault: {
      message: 'Die Kasse kann keine Verkäufe speichern',
      hint: (technical) => forTechnician(`${technical} ${storeCure}`),
    },
  },
  gun: {
    away: 'Das Kabel prüfen. Er kommt von selbst wieder.',
    faulty: 'Das Kabel prüfen, aus- und wieder einschalten. Hilft das nicht, den Techniker rufen.',
    forbidden: 'Den Techniker rufen: Dieser Rechner lässt die Kasse den Scanner nicht benutzen.',
    unclear: 'Den Techniker rufen: Es ist nicht klar, welchen Scanner diese Kasse benutzen soll.',
    setWrong: 'Den Techniker rufen: Der Scanner ist nicht für diese Kasse eingestellt.',
    stranger: 'Den Techniker rufen: Ein anderes Gerät im Netz gibt sich als dieser Scanner aus.',
    switchedOff: 'Er ist abgeschaltet. Ein Techniker kann ihn wieder einschalten.',
  },
  warning: {
    clockFast: (minutes) =>
      `Die Uhr der Kasse geht ${minutes} Minuten vor. Den Techniker bitten, sie zu stellen.`,
    clockSlow: (minutes) =>
      `Die Uhr der Kasse geht ${minutes} Minuten nach. Den Techniker bitten, sie zu stellen.`,
    errorsUnsigned: 'Die Wallets unterschreiben ihre Fehlermeldungen nicht. Dem Techniker sagen.',
    lossPossible: (file) => `Eine Zahlung fehlt vielleicht: ${file} ist beschädigt. Dem Techniker sagen.`,
  },
  refusedCommand: {
    laneBusy: 'An dieser Kasse läuft ein anderer Verkauf.',
    saleOver: 'Dieser Verkauf ist vorbei.',
    notPossible: 'Das geht gerade nicht.',
    notReady: 'Die Kasse wartet nicht auf einen Code. Zuerst auf Kassieren tippen.',
    blocked: 'Gerade kann kein Verkauf beginnen. Der Bildschirm sagt, warum.',
    amountInvalid: 'Der Betrag muss größer als 0 sein und darf die Grenze eines Verkaufs nicht übersteigen.',
    keyReused: 'Dieser Schlüssel wurde schon für eine andere Anfrage benutzt.',
    stopping: 'Die Kasse startet neu.',
    noSuchOrder: 'Diesen Vorgang gibt es nicht.',
    notRefundable: 'Nur ein bezahlter Vorgang kann erstattet werden.',
    restored:
      'Dieser Verkauf ist älter als die Wiederherstellung der Kasse aus einer Sicherung. Die Leitung erstattet ihn unter „Verkäufe“.',
    tooMuch: 'Das ist mehr, als von dieser Zahlung übrig ist.',
    tooManyRefunds: 'Diese Zahlung wurde schon so oft erstattet, wie erlaubt ist.',
  },
  barred: {
    signInNeeded: 'Zuerst anmelden.',
    managerNeeded: 'Dafür muss sich die Leitung anmelden.',
    consoleNeeded: 'Es gibt noch keine Leitung. Der Techniker legt die erste an.',
    peopleUnreadable: 'Die Liste der Personen ist beschädigt. Den Techniker rufen.',
    notWritten: 'Nicht ausgeführt: Die Kasse konnte nicht festhalten, wer es tut. Den Techniker rufen.',
  },
  fault: 'Die Kasse konnte das nicht ausführen.',
  afterwards,
};
