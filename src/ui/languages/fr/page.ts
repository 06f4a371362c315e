import type { page as model } from '../en/page.ts';

export const page: typeof model = {
  state: {
    idle: 'Prête',
    ready: 'Scannez',
    paying: 'En attente',
    cancelling: 'Annulation',
    paid: 'PAYÉ',
    declined: 'REFUSÉ',
    cancelled: 'NON RÉGLÉ',
    notSent: 'NON DÉBITÉ',
    unknown: 'NON CONFIRMÉ',
    held: 'MONTANT FAUX',
    refunding: 'Retour en cours',
    refunded: 'RENDU',
    settled: 'TRANCHÉ',
    attention: 'À VOIR',
    blocked: 'Portefeuilles arrêtés',
    test: 'Essai du scanner',
  },
  practicePaid: 'PAIEMENT D’EXERCICE',
  sandboxTitle: 'BAC À SABLE · EXERCICE',
  sandboxNote: 'aucun argent ne bouge',
  action: {
    cancel: 'Annuler',
    dismiss: 'Vente suivante',
    retry: 'Essayer un nouveau code',
    keepWaiting: 'Attendre encore',
    nextCustomer: 'Client suivant',
    paidAnotherWay: 'Payé autrement',
    giveBack: 'Rembourser',
  },
  keep: 'Oui, garder',
  question: {
    cancel: 'Annuler ce paiement ?',
    nextCustomer:
      'Client suivant ? Gardez la marchandise. Ce paiement reste dans la liste jusqu’au résultat.',
    paidAnotherWay: 'Le client a-t-il réglé autrement ? Ce paiement reste dans la liste jusqu’au résultat.',
    giveBack: 'Rendre tout l’argent au client ? Gardez la marchandise.',
  },
  confirm: {
    cancel: 'Oui, annuler',
    nextCustomer: 'Oui, client suivant',
    paidAnotherWay: 'Oui, payé autrement',
    giveBack: 'Oui, rembourser',
  },
  goBack: 'Non',
  charge: (amount) => `Encaisser ${amount}`,
  chargeNothing: 'Encaisser',
  amountLabel: 'Montant',
  note: 'Remarque ou numéro de table',
  addNote: 'Remarque',
  changeNote: (note) => `Remarque : ${note}`,
  codeInNote:
    'Cette remarque contient un long numéro qui ressemble à un code de paiement. Écrivez autre chose.',
  keyBack: 'Efface un chiffre ; appui long pour tout effacer',
  overLimit: (max) => `La limite est de ${max} par vente.`,
  noAnswer: 'Pas encore de réponse. C’est l’affichage de cet écran qui compte.',
  connecting: 'Connexion à la caisse…',
  asOf: (time) => `État de ${time}. Ce n’est pas ce que dit la caisse maintenant.`,
  offlineSince: (time) => `Plus de connexion à la caisse depuis ${time}.`,
  restarting: 'La caisse redémarre.',
  offlineReady: 'Ne scannez pas avant son retour.',
  offlineGoesOn: 'Le paiement continue. Gardez la marchandise.',
  offlineIdle: 'Elle revient toute seule.',
  unreachable: 'La caisse ne répond pas. Est-elle allumée ? Cette tablette est-elle sur son réseau ?',
  refused: (reason) => `La caisse ne laisse pas entrer cette tablette : ${reason}.`,
  scannerReady: 'Scanner prêt',
  scannersReady: (up, all) => `${up} scanners sur ${all}`,
  scannerDown: 'Scanner perdu',
  scannerNone: 'Pas de scanner',
  secondsLeft: (seconds) => (seconds === 1 ? 'Encore 1 seconde' : `Encore ${seconds} secondes`),
  customerPaid: (amount) => `le client a payé ${amount}`,
  openOrder: (amount, time) => `${amount} de ${time}`,
  dismissNotice: 'Vu',
  sound: 'Son',
  soundLocked: 'Son : touchez la page une fois',
  help: 'Aide',
  helpTopic: {
    phoneSaysPaid: {
      question: '« Mon téléphone affiche payé »',
      answer:
        'Seul cet écran compte. Demandez à voir le montant et l’heure sur le téléphone : c’est peut-être un autre paiement. Appuyez sur « Demander au portefeuille ». Si rien ne change, appelez un responsable.',
    },
    needsLonger: {
      question: 'Le client a besoin de temps',
      answer:
        'Attendez tant que l’anneau tourne. « Donner du temps » ajoute environ trente secondes, une seule fois. Ensuite la caisse annule toute seule : appuyez sur Essayer un nouveau code, et le client a de nouveau tout son temps.',
    },
    leaves: {
      question: 'Le client s’en va',
      answer:
        'Gardez la marchandise. Appuyez sur Annuler, ou sur Client suivant s’il n’y a pas Annuler. Si c’est finalement payé, l’argent est rendu automatiquement.',
    },
    wrongAmount: {
      question: 'J’ai saisi un mauvais montant',
      answer: 'Appuyez sur Annuler. Saisissez le bon montant et encaissez à nouveau.',
    },
    wrongAmountScanned: {
      question: 'J’ai saisi un mauvais montant',
      answer:
        'Appuyez sur Annuler. Si le client a été plus rapide, l’écran affiche PAYÉ : appuyez sur Rembourser, puis encaissez le bon montant.',
    },
    wrongAmountPaid: {
      question: 'J’ai saisi un mauvais montant, ou le client n’en veut plus',
      answer:
        'Appuyez sur Rembourser. Tout l’argent est rendu. Vous pouvez le faire pendant cinq minutes ; après, un responsable le peut.',
    },
    wrongCode: {
      question: 'Le code n’est pas accepté',
      answer:
        'Demandez « Payer » dans le portefeuille. Un code pour recevoir de l’argent, une carte de membre ou un site web ne paient pas.',
    },
    gunReadsNothing: {
      question: 'Le scanner ne lit rien',
      answer:
        'Augmentez la luminosité du téléphone, tenez-le à plat, à une main de distance. Si le scanner est éteint, vérifiez son câble.',
    },
    otherCustomer: {
      question: 'Un autre client veut payer maintenant',
      answer:
        'L’un après l’autre : seul le client dont le montant est affiché peut montrer un code. Terminez d’abord cette vente, ou laissez-la aller.',
    },
    otherWay: {
      question: 'Le client veut payer autrement',
      answer:
        'En rouge, rien n’a été débité : prenez des espèces ou une carte. En violet, appuyez d’abord sur Payé autrement : si le portefeuille a finalement payé, cela est rendu.',
    },
    mayIHandOver: {
      question: 'Puis-je remettre la marchandise ?',
      answer: 'Seulement en vert. Gardez la marchandise jusque-là.',
    },
    manager: {
      question: 'Que fait le responsable ?',
      answer: 'Menu, puis Ventes : le paiement est en haut, avec ce qu’on peut en faire.',
    },
    walletsOff: {
      question: 'Que puis-je faire maintenant ?',
      answer:
        'Prenez des espèces ou une carte. La caisse réessaie toute seule et revient au clavier. Si cela dure, appelez le technicien.',
    },
    receipt: {
      question: 'Le client veut un reçu',
      answer:
        'Appuyez sur Reçu ; plus tard, Menu, puis Ventes, puis cette vente. Ce qui n’a pas été réglé reçoit un ticket qui le dit.',
    },
  },
  checkNow: 'Demander au portefeuille',
  checking: 'Demande en cours…',
  checked: 'Le portefeuille a été interrogé. C’est l’affichage de cet écran qui compte.',
  notChecked: 'Le portefeuille n’a pas pu être interrogé. La caisse continue de demander toute seule.',
  giveTime: 'Donner du temps',
  timeGiven: 'Le client a maintenant un peu plus de temps.',
  noTimeLeft: 'Il n’est plus possible de donner du temps.',
  openSale: 'Voir',
  receipt: 'Reçu',
  chooseLane: 'À quelle caisse est cette tablette ?',
  chooseLaneHint: 'Demandé une seule fois ; la tablette s’en souvient.',
  place: { till: 'Caisse', sales: 'Ventes', day: 'Journée', settings: 'Réglages' },
  backToTill: 'Retour à la caisse',
  menu: 'Menu',
  loading: 'Un instant…',
  noAnswerYet: 'La caisse ne répond pas.',
  pageIsOld:
    'La caisse a été mise à jour. Cette page se recharge toute seule dès qu’aucun montant n’est saisi.',
  notFetched: 'Cette partie de la page n’a pas pu être chargée.',
  tryAgain: 'Réessayer',
  close: 'Fermer',
  useCamera: 'Utiliser la caméra',
  practise: 'S’exercer',
};
