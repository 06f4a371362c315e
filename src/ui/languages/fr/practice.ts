import type { practice as model } from '../en/practice.ts';

export const practice: typeof model = {
  title: 'S’exercer',
  intro: 'Choisissez ce que font le client et le portefeuille. Aucun argent ne bouge.',
  groups: {
    well: 'Tout va bien',
    customer: 'Le client doit faire quelque chose',
    declined: 'C’est refusé',
    strange: 'Quelque chose d’étrange arrive',
  },
  situations: {
    paid: {
      name: 'Paie tout de suite',
      lesson: 'La vente habituelle. Remettez la marchandise quand l’écran est vert.',
    },
    slow: {
      name: 'Paie, mais lentement',
      lesson: 'Le portefeuille a pris son temps. Attendez le vert ; ne scannez jamais une seconde fois.',
    },
    discount: {
      name: 'Paie avec un bon de réduction',
      lesson: 'Le portefeuille a accordé une remise. Le magasin reçoit son prix ; rien à faire.',
    },
    password: {
      name: 'Doit saisir un mot de passe',
      lesson: 'Demandez au client de saisir le mot de passe sur son téléphone, et attendez.',
    },
    never: {
      name: 'Ne confirme pas, ou s’en va',
      lesson: 'Le client n’a pas confirmé. Attendez, ou appuyez sur Annuler : rien n’est débité.',
    },
    race: {
      name: 'Paie pendant que vous annulez',
      lesson:
        'C’était payé, mais au dernier moment, trop tard pour compter. L’argent est rendu automatiquement.',
    },
    declined: {
      name: 'Le portefeuille refuse',
      lesson: 'Rien n’a été débité. Demandez un autre portefeuille ou un autre moyen de paiement.',
    },
    refused: {
      name: 'Le client touche « Non »',
      lesson:
        'Le client a refusé sur son téléphone. Rien n’a été débité. Essayez un nouveau code, ou un autre moyen de paiement.',
    },
    'no-answer': {
      name: 'Payé, mais la réponse se perd',
      lesson:
        'La réponse s’est perdue en route. La caisse a redemandé et l’a trouvée. N’encaissez pas une seconde fois.',
    },
    'wrong-amount': {
      name: 'Un autre montant est débité',
      lesson: 'Le portefeuille a débité un autre montant. Gardez la marchandise et appelez un responsable.',
    },
    lost: {
      name: 'La demande se perd',
      lesson:
        'Rien n’est arrivé au portefeuille. La caisse s’en assure avant de le dire. Gardez la marchandise.',
    },
    'no-record': {
      name: 'Le portefeuille le trouve tard',
      lesson:
        'Le portefeuille n’en savait rien au début. La caisse continue de demander. N’encaissez pas une seconde fois.',
    },
    'unknown-code': {
      name: 'Une erreur inconnue, pourtant payé',
      lesson:
        'Le portefeuille a répondu de façon peu claire. La caisse ne devine pas, elle demande. Attendez.',
    },
    forged: {
      name: 'Une fausse réponse',
      lesson:
        'Quelqu’un d’autre a répondu à la place du portefeuille. La caisse ne le croit pas. Gardez la marchandise.',
    },
    'cancel-fails': {
      name: 'Ne paie pas, et Annuler échoue deux fois',
      lesson:
        'L’annulation a demandé plusieurs essais. La caisse les fait toute seule. Gardez la marchandise jusqu’à la fin.',
    },
    'cancel-keeps': {
      name: 'Paie pendant l’annulation, l’argent reste',
      lesson:
        'C’était payé et l’annulation n’a rien fait rendre. La caisse fait rendre l’argent toute seule.',
    },
    down: {
      name: 'Portefeuilles arrêtés une minute',
      lesson:
        'Les portefeuilles sont injoignables. Prenez un autre moyen de paiement jusqu’à ce que la caisse les dise revenus.',
    },
    skew: {
      name: 'L’horloge des portefeuilles est fausse',
      lesson:
        'Les horloges sont trop différentes. Prenez un autre moyen de paiement et appelez le technicien.',
    },
    notified: {
      name: 'Mot de passe, et le portefeuille rappelle',
      lesson: 'Le portefeuille a dit de lui-même à la caisse que c’est payé. Rien à faire.',
    },
    'notified-twice': {
      name: 'Mot de passe, et le portefeuille rappelle deux fois',
      lesson: 'Le portefeuille l’a dit deux fois à la caisse. C’est un seul paiement. Rien à faire.',
    },
    'notified-late': {
      name: 'Mot de passe, et le portefeuille rappelle tard',
      lesson: 'Le message du portefeuille est venu tard. La caisse avait demandé d’elle-même. Rien à faire.',
    },
    'notified-forged': {
      name: 'Ne paie pas, un faux message dit que si',
      lesson: 'Quelqu’un a fait croire que c’était payé. Seul le vert compte. Gardez la marchandise.',
    },
    'refund-fails': {
      name: 'Paie, et un remboursement échoue ensuite',
      lesson: 'Essayez de rembourser dans Ventes : cela échoue, et un responsable tranche.',
    },
    'refund-odd': {
      name: 'Paie, et un remboursement a une réponse bizarre',
      lesson: 'Essayez de rembourser dans Ventes : la caisse s’en sort.',
    },
    'refund-lost': {
      name: 'Paie, et la réponse d’un remboursement se perd',
      lesson: 'Essayez de rembourser dans Ventes : c’est plus long, et cela se fait une seule fois.',
    },
  },
  exerciseList: 'Exercices',
  progress: (done, all) => `Exercices : ${done} sur ${all} faits`,
  done: 'Fait',
  beginAnew: 'Recommencer les exercices',
  exercises: {
    sell: {
      name: 'Vendre quelque chose',
      how: 'Saisissez un montant, appuyez sur Encaisser, puis « Paie tout de suite ».',
    },
    password: {
      name: 'Attendre un mot de passe',
      how: 'Encaissez, puis « Doit saisir un mot de passe ». Dites ce que le client doit faire.',
    },
    decline: {
      name: 'Traiter un refus',
      how: 'Encaissez, puis « Le portefeuille refuse ». Dites ce qui vient ensuite.',
    },
    withdraw: {
      name: 'Corriger un mauvais montant',
      how: 'Encaissez un mauvais montant, et annulez avant tout scan.',
    },
    leaves: {
      name: 'Le client s’en va',
      how: 'Encaissez, puis « Ne confirme pas, ou s’en va ». Annulez, et attendez la fin.',
    },
    silent: {
      name: 'La réponse se perd',
      how: 'Encaissez, puis « Payé, mais la réponse se perd ». Attendez ; n’encaissez pas une seconde fois.',
    },
    wrongAmount: {
      name: 'Un autre montant a été débité',
      how: 'Encaissez, puis « Un autre montant est débité ». Qui appelez-vous ?',
    },
    nextCustomer: {
      name: 'Passer au client suivant',
      how: 'Encaissez, puis « Ne confirme pas, ou s’en va », et attendez NON CONFIRMÉ. Appuyez sur « Client suivant ».',
    },
    gunDead: {
      name: 'Le scanner ne marche plus',
      how: 'Débranchez le scanner, encaissez, regardez ce que dit l’écran, et annulez. Prenez un autre moyen de paiement.',
    },
  },
};
