import type { camera as model } from '../en/camera.ts';

export const camera: typeof model = {
  title: 'Kamera',
  aim: 'Den Code in den Rahmen halten',
  starting: 'Die Kamera startet…',
  close: 'Kamera schließen',
  turn: 'Andere Kamera',
  light: 'Licht',
  trouble: {
    denied:
      'Diese Seite darf die Kamera nicht benutzen. In den Einstellungen des Browsers erlauben, dann wieder auf „Kamera benutzen“ tippen.',
    none: 'Dieses Tablet hat keine Kamera.',
    inUse: 'Ein anderes Programm benutzt die Kamera. Es schließen, dann wieder auf „Kamera benutzen“ tippen.',
    failed: 'Die Kamera startet nicht. Den Scanner benutzen.',
  },
  tryAgain: 'Noch einmal',
};
