import type { CounterWords } from '../counter-words.ts';
import { afterwards } from './afterwards.ts';

const storeCure = 'Libérez de la place sur le disque ou réparez-le : la caisse reprend alors toute seule.';
const forTechnician = (technical: string) =>
  `Prenez un autre moyen de paiement. Pour le technicien : ${technical}`;

export const counter: CounterWords = {
  gap: ' ',
  stop: '.',
  idle: { message: 'Saisissez le montant' },
  idleUnsent: {
    message: 'Rien n’a été envoyé, rien n’a été débité',
    hint: 'La caisse n’a pas pu enregistrer la vente. Appuyez sur Encaisser pour réessayer.',
  },
  idleExpired: {
    message: 'Aucun code n’a été scanné',
    hint: 'Le montant est gardé. Appuyez sur Encaisser quand le client est prêt.',
  },
  testScan: {
    message: 'Le scanner est en cours d’essai. Rien n’est débité',
    hint: 'Vendez comme d’habitude : Encaisser met fin à l’essai.',
  },
  ready: { message: 'Scannez le code du client' },
  refusedScan: {
    productBarcode: {
      message: 'C’était le code-barres d’un article',
      hint: 'Demandez au client d’ouvrir le code de paiement de son portefeuille.',
    },
    webAddress: {
      message: 'Ce code ouvre un site web, il ne paie pas',
      hint: 'Demandez au client le code de paiement de son portefeuille.',
    },
    merchantCode: {
      message: 'Ce code sert à recevoir de l’argent',
      hint: 'Demandez au client « Payer », pas « Recevoir ».',
    },
    fragment: {
      message: 'Le code n’a été lu qu’en partie',
      hint: 'Tenez le scanner bien stable et scannez à nouveau.',
    },
    unreadable: {
      message: 'Ce code est illisible',
      hint: 'Demandez au client d’augmenter la luminosité et scannez à nouveau.',
    },
    codeUsed: { message: 'Ce code a déjà servi', hint: 'Demandez au client un nouveau code.' },
    notReady: { message: 'Scannez à nouveau', hint: 'Ce scan est arrivé trop tôt.' },
  },
  sending: { message: 'Demande en cours auprès du portefeuille', hint: 'Attendez le résultat.' },
  customerConfirms: {
    message: 'Le client confirme sur son téléphone',
    hint: 'Demandez au client de saisir son mot de passe.',
  },
  cancelAsked: {
    message: 'Annulation en cours',
    hint: 'Ne remettez pas encore la marchandise. Si le client paie à cet instant, le paiement compte.',
  },
  cancelling: {
    message: 'Annulation en cours',
    hint: 'Ne remettez pas la marchandise. Attendez le résultat.',
  },
  paidTooLate: {
    message: 'L’argent retourne au client',
    hint: 'Le paiement est arrivé trop tard. Ne remettez pas la marchandise.',
  },
  unknown: {
    message: 'Non confirmé',
    hint: 'Ne remettez pas la marchandise, n’encaissez pas une seconde fois. Si c’est débité, l’argent est rendu tout seul.',
  },
  stuck: {
    message: 'Non confirmé',
    hint: 'Ne remettez pas la marchandise, n’encaissez pas une seconde fois. La caisse continue de demander. Appelez un responsable.',
  },
  stuckCharged: {
    message: 'Débité, mais plus voulu',
    hint: 'L’argent n’a pas pu être rendu automatiquement. Ne remettez pas la marchandise. Appelez un responsable : cela peut se trancher à la main.',
  },
  unsaved: {
    message: 'Non confirmé',
    hint: (technical) =>
      `Ne remettez pas la marchandise, n’encaissez pas une seconde fois. La caisse ne peut pas enregistrer le résultat. Pour le technicien : ${technical} ${storeCure}`,
  },
  held: {
    message: (charged, amount) => `${charged} débités au lieu de ${amount}`,
    unstated: (amount) => `Un autre montant a été débité au lieu de ${amount}`,
    hint: 'Ne remettez pas la marchandise. Appelez un responsable : le montant peut être gardé ou rendu.',
  },
  paid: { message: 'Payé', hint: 'Remettez la marchandise.' },
  paidUnseen: {
    message: 'Payé pendant que la caisse était éteinte',
    hint: 'La marchandise a-t-elle été remise ?',
  },
  paidAfterCancel: {
    message: 'Payé : l’annulation est arrivée trop tard',
    hint: 'Le client a payé. Prend-il la marchandise ?',
  },
  practice: {
    paid: 'C’était un exercice. Aucun argent n’a bougé.',
    paidUnseen: 'C’était un exercice. Aucun argent n’a bougé. La marchandise a-t-elle été remise ?',
    paidAfterCancel: 'C’était un exercice. Aucun argent n’a bougé. Le client prend-il la marchandise ?',
  },
  declined: { message: 'Non débité', hint: 'Demandez un nouveau code ou un autre moyen de paiement.' },
  walletSays: (said) => `Le portefeuille indique : « ${said} ».`,
  cancelled: {
    message: 'Annulé',
    back: 'L’argent a été rendu au client. Ne remettez pas la marchandise.',
    keptOrBack: 'Le client garde son argent, ou l’a récupéré. Ne remettez pas la marchandise.',
  },
  notSent: {
    message: 'Non envoyé',
    hint: 'Les portefeuilles sont injoignables. Rien n’a été débité. Réessayez ou prenez un autre moyen de paiement.',
  },
  blocked: {
    starting: { message: 'Démarrage', hint: 'Vérification de la connexion aux portefeuilles.' },
    stopping: { message: 'La caisse redémarre', hint: 'Les paiements en cours continuent tout seuls.' },
    unreachable: { message: (time) => `Portefeuilles injoignables depuis ${time}`, hint: forTechnician },
    refused: { message: 'Les portefeuilles n’acceptent pas cette caisse', hint: forTechnician },
    untrusted: { message: 'Les réponses des portefeuilles ne sont pas fiables', hint: forTechnician },
    clockWrong: {
      message: 'L’horloge de la caisse est fausse',
      fast: (minutes) =>
        `Prenez un autre moyen de paiement. Pour le technicien : elle avance de ${minutes} minutes. Réglez-la et activez l’heure automatique.`,
      slow: (minutes) =>
        `Prenez un autre moyen de paiement. Pour le technicien : elle retarde de ${minutes} minutes. Réglez-la et activez l’heure automatique.`,
    },
    storeFault: {
      message: 'La caisse ne peut pas enregistrer les ventes',
      hint: (technical) => forTechnician(`${technical} ${storeCure}`),
    },
  },
  gun: {
    away: 'Vérifiez son câble. Il revient tout seul.',
    faulty: 'Vérifiez son câble, éteignez-le et rallumez-le. Si cela ne suffit pas, appelez le technicien.',
    forbidden: 'Appelez le technicien : cette machine ne laisse pas la caisse utiliser le scanner.',
    unclear: 'Appelez le technicien : on ne sait pas quel scanner cette caisse doit utiliser.',
    setWrong: 'Appelez le technicien : le scanner n’est pas réglé pour cette caisse.',
    stranger: 'Appelez le technicien : un autre appareil du réseau veut se faire passer pour ce scanner.',
    switchedOff: 'Il est désactivé. Un technicien peut le réactiver.',
  },
  warning: {
    clockFast: (minutes) =>
      `L’horloge de la caisse avance de ${minutes} minutes. Demandez au technicien de la régler.`,
    clockSlow: (minutes) =>
      `L’horloge de la caisse retarde de ${minutes} minutes. Demandez au technicien de la régler.`,
    errorsUnsigned: 'Les portefeuilles ne signent pas leurs réponses d’erreur. Prévenez le technicien.',
    lossPossible: (file) => `Un paiement manque peut-être : ${file} est endommagé. Prévenez le technicien.`,
  },
  refusedCommand: {
    laneBusy: 'Cette caisse est occupée par une autre vente.',
    saleOver: 'Cette vente est terminée.',
    notPossible: 'Ce n’est pas possible en ce moment.',
    notReady: 'La caisse n’attend pas de code. Appuyez d’abord sur Encaisser.',
    blocked: 'Aucune vente ne peut commencer. L’écran dit pourquoi.',
    amountInvalid: 'Le montant doit être supérieur à zéro et ne pas dépasser la limite d’une vente.',
    keyReused: 'Cette clé a déjà servi pour une autre demande.',
    stopping: 'La caisse redémarre.',
    noSuchOrder: 'Cette opération n’existe pas.',
    notRefundable: 'Seule une opération payée peut être remboursée.',
    restored:
      'Cette vente date d’avant la restauration de la caisse. Un responsable la rembourse sous « Ventes ».',
    tooMuch: 'C’est plus que ce qui reste de ce paiement.',
    tooManyRefunds: 'Ce paiement a déjà été remboursé autant de fois que permis.',
  },
  barred: {
    signInNeeded: 'Connectez-vous d’abord.',
    managerNeeded: 'Un responsable doit se connecter pour cela.',
    consoleNeeded: 'Il n’y a pas encore de responsable. Le technicien crée le premier.',
    peopleUnreadable: 'La liste des personnes est endommagée. Appelez le technicien.',
    notWritten: 'Ce n’est pas fait : la caisse n’a pas pu noter qui le fait. Appelez le technicien.',
  },
  fault: 'La caisse n’a pas pu le faire.',
  afterwards,
};
