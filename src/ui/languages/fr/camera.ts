import type { camera as model } from '../en/camera.ts';

export const camera: typeof model = {
  title: 'Caméra',
  aim: 'Placez le code dans le cadre',
  starting: 'La caméra démarre…',
  close: 'Fermer la caméra',
  turn: 'Autre caméra',
  light: 'Lumière',
  trouble: {
    denied:
      'Cette page n’a pas le droit d’utiliser la caméra. Autorisez-la dans les réglages du navigateur, puis appuyez à nouveau sur « Utiliser la caméra ».',
    none: 'Cette tablette n’a pas de caméra.',
    inUse:
      'Un autre programme utilise la caméra. Fermez-le, puis appuyez à nouveau sur « Utiliser la caméra ».',
    failed: 'La caméra ne démarre pas. Utilisez le scanner.',
  },
  tryAgain: 'Réessayer',
};
