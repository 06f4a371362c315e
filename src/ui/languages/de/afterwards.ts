import type { CounterWords } from '../counter-words.ts';
import type { Told } from '../en/afterwards.ts';

const what = ({ amount, time }: Told) => `Der Verkauf über ${amount} von ${time}`;
const ofIt = ({ amount, time }: Told) => `dem Verkauf über ${amount} von ${time}`;

export const afterwards: CounterWords['afterwards'] = {
  callManager: 'Die Leitung rufen.',
  keepGoods: 'Die Ware nicht herausgeben.',
  hasBack: 'Der Kunde hat das Geld zurück.',
  keepsOrHasBack: 'Der Kunde behält das Geld oder hat es zurück.',
  goesOn: 'Es läuft von selbst weiter.',
  staysWithShop: (amount) => `${amount} bleiben im Laden.`,
  decidedSo: (by) => `So hat ${by} entschieden.`,
  goingBack: 'Das Geld geht an den Kunden zurück',
  partGoingBack: (part, amount) => `${part} von ${amount} gehen an den Kunden zurück`,
  wentBack: 'Der Kunde hat das Geld zurück',
  wentBackOutside: 'Auf anderem Weg zurückgegeben',
  partWentBack: (part, amount) => `${part} von ${amount} gingen an den Kunden zurück`,
  notSure: 'Nicht sicher, ob das Geld an den Kunden zurückging',
  partNotSure: (part, amount) => `Nicht sicher, ob ${part} von ${amount} an den Kunden zurückgingen`,
  notSureHint: 'Die Kasse fragt weiter nach. Nicht bar zurückgeben. Die Leitung rufen.',
  notSentBack: 'Das Geld konnte nicht zurückgehen',
  partNotSentBack: (part, amount) => `${part} von ${amount} konnten nicht zurückgehen`,
  denied: {
    message: 'Die Wallet bestreitet diese Zahlung',
    hint: 'Der Laden hat das Geld vielleicht nicht. Die Leitung rufen.',
  },
  sentBackTwice: {
    message: 'Doch zurückgezahlt',
    hint: 'Der Kunde hat das Geld vielleicht doppelt. Die Leitung rufen.',
  },
  otherAmountNow: (now, amount) => `Die Wallet meldet jetzt ${now} statt ${amount}`,
  chargedAfterAll: 'Doch noch abgebucht',
  otherChargedAfterAll: (charged) => `Doch noch abgebucht: ${charged}`,
  unwanted: {
    goingBack: 'Das Geld geht gerade zurück. Fragt der Kunde, die Leitung rufen.',
    notSure:
      'Es ist nicht sicher, ob das Geld zurückging. Die Kasse fragt weiter nach. Nicht bar zurückgeben. Die Leitung rufen.',
    notSentBack: 'Das Geld konnte nicht zurückgehen.',
  },
  settled: {
    cameIn: (by) => `${by} hat entschieden: Das Geld ist da`,
    noneCameIn: (by) => `${by} hat entschieden: Es kam kein Geld`,
    keep: (by, charged) => `${by} hat entschieden, ${charged} zu behalten`,
    giveBack: (by, charged) => `${by} hat entschieden, ${charged} zurückzugeben`,
    reason: (reason) => `Der Grund: „${reason}“.`,
    ask: (by) => `${by} fragen, ob die Ware herausgeht.`,
    keepGoods: 'Die Ware behalten.',
    goingBack: 'Was abgebucht wurde, geht an den Kunden zurück.',
  },
  listed: {
    stuck: 'Nicht bestätigt. Die Kasse fragt weiter nach. Die Leitung rufen.',
    stuckCharged: 'Abgebucht, und das Geld konnte nicht von selbst zurückgehen. Die Leitung rufen.',
    cancelling: 'Wird abgebrochen; abgebuchtes Geld geht von selbst zurück.',
    running: 'Die Kasse fragt von selbst weiter nach. Nicht noch einmal kassieren.',
  },
  notice: {
    paid: (sale) => `${what(sale)} wurde bezahlt.`,
    cancelled: (sale) => `${what(sale)} wurde abgebrochen. Der Kunde behält das Geld oder hat es zurück.`,
    chargedAndBack: (sale) => `${what(sale)} war abgebucht worden. Der Kunde hat das Geld zurück.`,
    notCharged: (sale) => `${what(sale)} wurde nicht abgebucht.`,
    unsettled: (sale) => `${what(sale)} ist noch nicht geklärt.`,
    denied: (sale) =>
      `${what(sale)} galt als bezahlt, und die Wallet bestreitet es jetzt. Die Leitung rufen.`,
    sentBackTwice: (sale) =>
      `${what(sale)} wurde doch erstattet. Der Kunde hat das Geld vielleicht doppelt. Die Leitung rufen.`,
    otherAmountNow: (sale, now) =>
      `${what(sale)} wurde bezahlt, und die Wallet meldet jetzt ${now}. Die Leitung rufen.`,
    chargedAfterAll: (sale) => `${what(sale)} wurde doch noch abgebucht.`,
    otherChargedAfterAll: (sale, charged) =>
      `${what(sale)} wurde doch noch abgebucht, und zwar mit ${charged}.`,
    hadBeenCharged: (sale) => `${what(sale)} war doch noch abgebucht worden.`,
    cameIn: (sale, by) => `${what(sale)}: ${by} hat entschieden, dass das Geld da ist.`,
    noneCameIn: (sale, by) => `${what(sale)}: ${by} hat entschieden, dass kein Geld kam.`,
    keep: (sale, by, charged) => `${what(sale)}: ${by} hat entschieden, ${charged} zu behalten.`,
    giveBack: (sale, by, charged) => `${what(sale)}: ${by} hat entschieden, ${charged} zurückzugeben.`,
    agreed: 'Die Wallet meldet jetzt dasselbe.',
    goingBack: (sale) => `Das Geld aus ${ofIt(sale)} geht an den Kunden zurück.`,
    partGoingBack: (sale, part) => `${part} aus ${ofIt(sale)} gehen an den Kunden zurück.`,
    wentBack: (sale) => `Das Geld aus ${ofIt(sale)} ging an den Kunden zurück.`,
    partWentBack: (sale, part) => `${part} aus ${ofIt(sale)} gingen an den Kunden zurück.`,
    wentBackOutside: (sale) => `Das Geld aus ${ofIt(sale)} wurde auf anderem Weg zurückgegeben.`,
    partWentBackOutside: (sale, part) => `${part} aus ${ofIt(sale)} wurden auf anderem Weg zurückgegeben.`,
    notSure: (sale) =>
      `Es ist nicht sicher, ob das Geld aus ${ofIt(sale)} an den Kunden zurückging. Die Leitung rufen.`,
    partNotSure: (sale, part) =>
      `Es ist nicht sicher, ob ${part} aus ${ofIt(sale)} an den Kunden zurückgingen. Die Leitung rufen.`,
    notSentBack: (sale) => `Das Geld aus ${ofIt(sale)} konnte nicht zurückgehen.`,
    partNotSentBack: (sale, part) => `${part} aus ${ofIt(sale)} konnten nicht zurückgehen.`,
  },
};
