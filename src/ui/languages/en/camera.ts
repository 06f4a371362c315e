import type { CameraTrouble } from '../../tablet/camera/trouble.ts';

/** What the page says where the tablet's own camera reads the customer's code. */
export const camera = {
  title: 'Camera',
  aim: 'Hold the code into the frame',
  starting: 'The camera is starting…',
  close: 'Close the camera',
  turn: 'Other camera',
  light: 'Light',
  trouble: {
    denied:
      'This page may not use the camera. Allow it in the settings of the browser, then press “Use the camera” again.',
    none: 'This tablet has no camera.',
    inUse: 'Another program uses the camera. Close it, then press “Use the camera” again.',
    failed: 'The camera does not start. Use the scanner.',
  } satisfies Record<CameraTrouble, string>,
  tryAgain: 'Try again',
};
