import type { CounterWords } from '../counter-words.ts';
import type { Told } from '../en/afterwards.ts';

const what = ({ amount, time }: Told) => `La vente de ${amount} de ${time}`;
const ofIt = ({ amount, time }: Told) => `la vente de ${amount} de ${time}`;

export const afterwards: CounterWords['afterwards'] = {
  callManager: 'Appelez un responsable.',
  keepGoods: 'Ne remettez pas la marchandise.',
  hasBack: 'L’argent a été rendu au client.',
  keepsOrHasBack: 'Le client garde son argent, ou l’a récupéré.',
  goesOn: 'Cela continue tout seul.',
  staysWithShop: (amount) => `${amount} restent au magasin.`,
  decidedSo: (by) => `C’est la décision de ${by}.`,
  goingBack: 'L’argent retourne au client',
  partGoingBack: (part, amount) => `${part} sur ${amount} retournent au client`,
  wentBack: 'L’argent a été rendu au client',
  wentBackOutside: 'Rendu d’une autre façon',
  partWentBack: (part, amount) => `${part} sur ${amount} ont été rendus au client`,
  notSure: 'Il n’est pas sûr que l’argent ait été rendu au client',
  partNotSure: (part, amount) => `Il n’est pas sûr que ${part} sur ${amount} aient été rendus au client`,
  notSureHint: 'La caisse continue de demander. Ne remboursez pas en espèces. Appelez un responsable.',
  notSentBack: 'L’argent n’a pas pu être rendu',
  partNotSentBack: (part, amount) => `${part} sur ${amount} n’ont pas pu être rendus`,
  denied: {
    message: 'Le portefeuille dément ce paiement',
    hint: 'Le magasin n’a peut-être pas reçu l’argent. Appelez un responsable.',
  },
  sentBackTwice: {
    message: 'Finalement remboursé',
    hint: 'Le client a peut-être reçu l’argent deux fois. Appelez un responsable.',
  },
  otherAmountNow: (now, amount) => `Le portefeuille indique maintenant ${now} au lieu de ${amount}`,
  chargedAfterAll: 'Finalement débité',
  otherChargedAfterAll: (charged) => `Finalement débité : ${charged}`,
  unwanted: {
    goingBack: 'L’argent est en train d’être rendu. Appelez un responsable si le client demande.',
    notSure:
      'Il n’est pas sûr que l’argent ait été rendu. La caisse continue de demander. Ne remboursez pas en espèces. Appelez un responsable.',
    notSentBack: 'L’argent n’a pas pu être rendu.',
  },
  settled: {
    cameIn: (by) => `${by} a décidé : l’argent est arrivé`,
    noneCameIn: (by) => `${by} a décidé : aucun argent n’est arrivé`,
    keep: (by, charged) => `${by} a décidé de garder ${charged}`,
    giveBack: (by, charged) => `${by} a décidé de rendre ${charged}`,
    reason: (reason) => `La raison : « ${reason} ».`,
    ask: (by) => `Demandez à ${by} si la marchandise est remise.`,
    keepGoods: 'Gardez la marchandise.',
    goingBack: 'Ce qui a été débité retourne au client.',
  },
  listed: {
    stuck: 'Non confirmé. La caisse continue de demander. Appelez un responsable.',
    stuckCharged: 'Débité, et l’argent n’a pas pu être rendu automatiquement. Appelez un responsable.',
    cancelling: 'Annulation en cours ; tout argent débité est rendu automatiquement.',
    running: 'La caisse continue de demander toute seule. N’encaissez pas une seconde fois.',
  },
  notice: {
    paid: (sale) => `${what(sale)} a été payée.`,
    cancelled: (sale) => `${what(sale)} a été annulée. Le client garde son argent, ou l’a récupéré.`,
    chargedAndBack: (sale) => `${what(sale)} avait été débitée. L’argent a été rendu au client.`,
    notCharged: (sale) => `${what(sale)} n’a pas été débitée.`,
    unsettled: (sale) => `${what(sale)} n’est pas encore tranchée.`,
    denied: (sale) =>
      `${what(sale)} comptait comme payée, et le portefeuille le dément. Appelez un responsable.`,
    sentBackTwice: (sale) =>
      `${what(sale)} a finalement été remboursée. Le client a peut-être reçu l’argent deux fois. Appelez un responsable.`,
    otherAmountNow: (sale, now) =>
      `${what(sale)} a été payée, et le portefeuille indique maintenant ${now}. Appelez un responsable.`,
    chargedAfterAll: (sale) => `${what(sale)} a finalement été débitée.`,
    otherChargedAfterAll: (sale, charged) => `${charged} ont finalement été débités pour ${ofIt(sale)}.`,
    hadBeenCharged: (sale) => `${what(sale)} avait finalement été débitée.`,
    cameIn: (sale, by) => `${what(sale)} : ${by} a décidé que l’argent est arrivé.`,
    noneCameIn: (sale, by) => `${what(sale)} : ${by} a décidé qu’aucun argent n’est arrivé.`,
    keep: (sale, by, charged) => `${what(sale)} : ${by} a décidé de garder ${charged}.`,
    giveBack: (sale, by, charged) => `${what(sale)} : ${by} a décidé de rendre ${charged}.`,
    agreed: 'Le portefeuille dit maintenant la même chose.',
    goingBack: (sale) => `${what(sale)} est en cours de remboursement au client.`,
    partGoingBack: (sale, part) => `${part} sur ${ofIt(sale)} retournent au client.`,
    wentBack: (sale) => `${what(sale)} a été remboursée au client.`,
    partWentBack: (sale, part) => `${part} sur ${ofIt(sale)} ont été rendus au client.`,
    wentBackOutside: (sale) => `${what(sale)} a été remboursée d’une autre façon.`,
    partWentBackOutside: (sale, part) => `${part} sur ${ofIt(sale)} ont été rendus d’une autre façon.`,
    notSure: (sale) =>
      `Il n’est pas sûr que ${ofIt(sale)} ait été remboursée au client. Appelez un responsable.`,
    partNotSure: (sale, part) =>
      `Il n’est pas sûr que ${part} sur ${ofIt(sale)} aient été rendus au client. Appelez un responsable.`,
    notSentBack: (sale) => `${what(sale)} n’a pas pu être remboursée.`,
    partNotSentBack: (sale, part) => `${part} sur ${ofIt(sale)} n’ont pas pu être rendus.`,
  },
};
