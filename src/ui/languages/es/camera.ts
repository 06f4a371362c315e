import type { camera as model } from '../en/camera.ts';

export const camera: typeof model = {
  title: 'Cámara',
  aim: 'Ponga el código dentro del marco',
  starting: 'La cámara se está encendiendo…',
  close: 'Cerrar la cámara',
  turn: 'Otra cámara',
  light: 'Luz',
  trouble: {
    denied:
      'Esta página no tiene permiso para usar la cámara. Dé el permiso en los ajustes del navegador y pulse otra vez «Usar la cámara».',
    none: 'Esta tableta no tiene cámara.',
    inUse: 'Otro programa usa la cámara. Ciérrelo y pulse otra vez «Usar la cámara».',
    failed: 'La cámara no se enciende. Use el escáner.',
  },
  tryAgain: 'Reintentar',
};
