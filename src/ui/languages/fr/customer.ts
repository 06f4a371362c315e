import type { customer as model } from '../en/customer.ts';

export const customer: typeof model = {
  say: {
    welcome: { title: 'Bienvenue', text: 'Payez ici avec le portefeuille de votre téléphone.' },
    closed: {
      title: 'Adressez-vous à la caisse',
      text: 'Les portefeuilles de téléphone ne peuvent pas être acceptés pour l’instant.',
    },
    starting: { title: 'Un instant', text: 'Nous nous préparons pour vous.' },
    showCode: {
      title: 'Montrez votre code de paiement',
      text: 'Ouvrez votre portefeuille et tenez le code devant le scanner.',
    },
    codeReceives: {
      title: 'Montrez votre code de paiement',
      text: 'Ce code servait à recevoir de l’argent. Choisissez « Payer » dans votre portefeuille.',
    },
    codeOther: {
      title: 'Montrez votre code de paiement',
      text: 'Ce code ne peut pas payer. Ouvrez le code de paiement de votre portefeuille.',
    },
    codeUnread: {
      title: 'Montrez-le encore une fois',
      text: 'Le code n’a pas pu être lu. Augmentez la luminosité et ne bougez pas.',
    },
    codeUsed: { title: 'Un nouveau code, svp', text: 'Ce code a déjà servi. Ouvrez-en un nouveau.' },
    asking: { title: 'Un instant', text: 'Nous interrogeons votre portefeuille.' },
    confirm: { title: 'Regardez votre téléphone', text: 'Confirmez-y le paiement.' },
    cancelling: {
      title: 'Annulation en cours',
      text: 'Ne confirmez rien sur votre téléphone maintenant.',
    },
    goingBack: { title: 'Remboursement en cours', text: 'Un instant, s’il vous plaît.' },
    paid: { title: 'Payé', text: 'Merci !' },
    paidAsk: { title: 'Payé', text: 'Adressez-vous à la caisse.' },
    declined: {
      title: 'Non réglé',
      text: 'Votre portefeuille n’a pas accepté. Montrez un nouveau code, ou réglez autrement.',
    },
    cancelled: {
      title: 'Non réglé',
      text: 'C’est annulé. Vous gardez votre argent, ou il vous est rendu.',
    },
    notCharged: { title: 'Non réglé', text: 'Rien n’a été débité. Adressez-vous à la caisse.' },
    refunded: { title: 'Remboursé', text: 'L’argent vous a été rendu.' },
    unsure: {
      title: 'Adressez-vous à la caisse',
      text: 'Nous ne savons pas encore si c’est payé. Ne payez pas une seconde fois.',
    },
    ask: { title: 'Adressez-vous à la caisse', text: 'On va vous aider.' },
  },
  practicePaid: { title: 'Paiement d’exercice', text: 'C’était un exercice. Aucun argent n’a bougé.' },
  practice: 'EXERCICE · aucun argent ne bouge',
  walletTook: (amount) => `Votre portefeuille a débité ${amount}.`,
  walletsTaken: 'Portefeuilles acceptés',
  toPay: 'À payer',
  secondsLeft: (seconds) => (seconds === 1 ? 'Encore 1 seconde' : `Encore ${seconds} secondes`),
  chooseLanguage: 'Langue',
  offline: { title: 'Un instant', text: 'Nous revenons tout de suite.' },
  refused: (reason) => `La caisse ne laisse pas entrer cet écran : ${reason}.`,
};
