import type { story as model } from '../en/story.ts';

export const story: typeof model = {
  line: {
    created: ({ wallet }) => `${wallet} : le code du client a été lu.`,
    sendDecided: () => 'Le paiement a été envoyé au portefeuille.',
    pending: () => 'Le portefeuille l’a reçu et attend le client.',
    paid: () => 'Payé.',
    declined: ({ said }) =>
      said === '' ? 'Le portefeuille a refusé.' : `Le portefeuille a refusé : « ${said} »`,
    cancelled: () => 'Cela s’est terminé sans argent.',
    notSent: () => 'Rien n’est parti de la caisse. Rien n’a été débité.',
    held: ({ said, amount }) => `${said} ont été débités au lieu de ${amount}.`,
    cancelWanted: () => 'Ce paiement devait être annulé.',
    cancelHeld: ({ said }) =>
      said === '' ? 'Le client a eu plus de temps.' : `${said} a donné plus de temps au client.`,
    lineDrawn: () => 'À partir d’ici, rien ne doit plus être débité : ce qui arrive est rendu.',
    cancelDecided: () => 'La caisse a demandé l’annulation au portefeuille.',
    cancelAnswered: () => 'Pas de réponse claire à l’annulation.',
    markedUnwanted: () => 'Ce paiement n’est plus voulu.',
    paidBehindLine: () =>
      'Le portefeuille a débité après l’annulation. La caisse fait rendre l’argent au client.',
    stuckDeclared: () =>
      'Cela ne s’est pas résolu tout seul. Il faut un responsable ; la caisse continue de demander.',
    answeredForAnother: () => 'Le portefeuille a parlé d’un autre paiement. Cela ne compte pas ici.',
    settled: ({ by, said }) => `${by} a tranché à la main : « ${said} »`,
    takenOver: () => 'Elle vient d’une sauvegarde. Un responsable l’a confiée à cette caisse.',
    caseOpened: () => 'Le portefeuille dit autre chose qu’avant. Il faut un responsable.',
    caseClosed: () => 'C’est éclairci.',
    refundAsked: ({ amount, by, said }) =>
      by === '' ? `${amount} doivent être rendus : « ${said} »` : `${by} rembourse ${amount} : « ${said} »`,
    refundSent: ({ amount }) => `La caisse a demandé au portefeuille de rendre ${amount}.`,
    refundUnderWay: ({ amount }) => `${amount} sont en train d’être rendus.`,
    refundStuck: ({ amount }) =>
      `Il n’est pas sûr que ${amount} aient été rendus. La caisse continue de demander.`,
    refundDone: ({ amount }) => `${amount} ont été rendus au client.`,
    refundFailed: ({ amount, said }) =>
      said === '' ? `${amount} n’ont pas été rendus.` : `${amount} n’ont pas été rendus : « ${said} »`,
  },
  more: {
    practicePaid: 'Paiement d’exercice : aucun argent n’a bougé.',
    cancelWanted: {
      cashier: 'Quelqu’un a appuyé sur Annuler.',
      waitOver: 'Le temps pour payer était écoulé.',
      unwanted: 'Plus personne n’attendait ce paiement.',
      shutdown: 'La caisse a été éteinte entre-temps.',
    },
    cancelAnswered: {
      accepted: 'Le portefeuille a accepté l’annulation.',
      refused: 'Le portefeuille a refusé l’annulation. La caisse demande où en est le paiement.',
    },
    markedUnwanted: {
      nextCustomer: 'Le client suivant a été servi. Ce paiement n’est plus voulu.',
      paidAnotherWay: 'Le client a payé autrement. Ce paiement n’est plus voulu.',
    },
    cancelled: {
      moneyBack: 'L’argent a été rendu au client.',
      noMoney: 'Annulé. Aucun argent n’a bougé.',
      byGateway: 'Le portefeuille a annulé. Aucun argent n’a bougé.',
      neverArrived: 'Le paiement n’est jamais arrivé au portefeuille. Aucun argent n’a bougé.',
      asNow: 'Le portefeuille dit maintenant qu’aucun argent n’a été gardé.',
    },
    caseClosed: {
      gateway: 'C’est éclairci : le portefeuille l’a confirmé.',
      person: 'C’est éclairci par un responsable.',
    },
    settledPaid: (by, reason) => `${by} a décidé que l’argent est arrivé : « ${reason} »`,
    settledNotPaid: (by, reason) => `${by} a décidé qu’aucun argent ne reste : « ${reason} »`,
    refundOutside: (amount, reason) => `${amount} ont été rendus d’une autre façon : « ${reason} »`,
    reversalAsked: (amount) =>
      `La caisse fait rendre ${amount} au client, car cet argent ne doit pas rester.`,
    refundNotNeeded: 'La caisse n’a plus à faire rendre l’argent : il a été rendu au client.',
    refundDoneBy: (amount, by) => `${by} a décidé que ${amount} ont été rendus.`,
    refundFailedBy: (amount, by) => `${by} a décidé que ${amount} n’ont pas été rendus.`,
    unknown: (event) => `Autre chose s’est passé : ${event}.`,
  },
};
