import type { SettingName } from '../../settings-messages.ts';
import type { CameraState } from '../../tablet/camera/camera-state.ts';
import type { SettingsSection } from '../../tablet/desk/settings/sections.ts';
import type { DraftProblem, ShopGroup } from '../../tablet/desk/settings/shop-draft.ts';
import type { Heard } from '../../tablet/modes.ts';
import type { Theme } from '../../tablet/theme.ts';

/** What the page says about settings: of this tablet, which are anybody's, and of the shop, which are a manager's. */
export const settings = {
  sections: 'Kinds of settings',
  section: {
    tablet: 'This tablet',
    shop: 'The shop',
    people: 'People',
    practice: 'Exercises',
  } satisfies Record<SettingsSection, string>,

  language: 'Language of this page',
  languageHint: 'The page is loaded anew. Customers and receipts keep theirs.',
  theme: 'Look',
  themes: { auto: 'Like the tablet', light: 'Light', dark: 'Dark' } satisfies Record<Theme, string>,
  sounds: 'Sounds',
  volume: 'Volume',
  volumeOf: (percent: string) => `Volume ${percent}`,
  mutedNow: 'The sound is switched off with the button above.',
  hear: 'Hear each one',
  cues: {
    ready: 'Scan now',
    paid: 'Paid',
    declined: 'Declined',
    attention: 'Look here',
    refused: 'Key refused',
  } satisfies Record<Heard, string>,
  screen: 'Screen',
  fullScreen: 'Fill the screen',
  leaveFullScreen: 'Leave full screen',
  noFullScreen: 'This browser cannot fill the screen.',
  awake: 'This page keeps the screen on while it is open.',
  notAwake:
    'This page cannot keep the screen on: it came over plain HTTP, or the browser does not know how. Set the tablet itself never to sleep.',
  register: 'Register',
  registerNow: (name: string) => `This tablet is at ${name}.`,
  chooseRegister: 'Choose another register',
  cameraTitle: 'Camera',
  cameraOn: 'Offer the camera where a code is waited for',
  cameraStates: {
    ready: 'The tablet’s camera can read the customer’s code when the scanner cannot.',
    off: 'Switched off on this tablet.',
    insecure:
      'Browsers lend the camera only to pages that come over HTTPS or from the tablet itself. Ask the technician.',
    missing: 'This browser has no camera to lend.',
  } satisfies Record<CameraState, string>,
  on: 'On',
  off: 'Off',
  about: 'About',
  version: (version: string) => `Scantill ${version}`,
  address: (address: string) => `Till at ${address}`,

  group: {
    name: 'Name and address',
    receipts: 'Receipts',
    register: 'At the register',
    languages: 'Languages',
  } satisfies Record<ShopGroup, string>,
  field: {
    name: 'Name of the shop',
    address: 'Address, one line each',
    taxNumber: 'Tax number',
    receiptFooter: 'Last lines of a receipt',
    receiptWidthMm: 'Width of the paper',
    printer: 'Receipt printer',
    quickAmounts: 'Quick amounts',
    locale: 'Language of the registers',
    customerLocale: 'Language of customers and receipts',
    resultSeconds: 'How long PAID stays',
    signIn: 'Who works here signs in',
  } satisfies Record<SettingName, string>,
  hint: {
    printer: 'Its address and port in the network, such as 10.0.0.40:9100. Empty: the browser prints.',
    quickAmounts: (example: string) =>
      `Up to six, with a space between them, such as ${example}. One tap types one.`,
    resultSeconds:
      'After that the keypad comes by itself. Everything but a plain PAID stays until it is seen.',
    signIn: 'Nobody sells before the PIN. Enter people first.',
  },
  millimetres: (width: string) => `${width} mm`,
  untilTouched: 'Until touched',
  seconds: (seconds: number) => (seconds === 1 ? '1 second' : `${seconds} seconds`),
  fixed: 'Set in the configuration file',
  save: 'Save',
  saved: 'Saved',
  nothingChanged: 'Nothing changed',
  notSaved: (reason: string) => `Not saved. ${reason}`,
  notKnown: 'No answer came. Look whether it was saved before you try again.',
  /** `example`: two amounts, as they are typed. */
  wrong: {
    nameMissing: () => 'A shop needs a name.',
    amountsWrong: (example: string) =>
      `Expected amounts such as ${example}, with a space between them, at most six.`,
    printerWrong: () => 'Expected an address and a port, such as 10.0.0.40:9100, or nothing.',
  } satisfies Record<DraftProblem, (example: string) => string>,
  /** By the till's own code for it. */
  reasons: {
    fixedInFile: 'It is set in the configuration file. The technician can change it there.',
    notSaved: 'The till could not write it to its disk, and nothing has changed. Call the technician.',
    notWritten: 'The till could not write down who changes it, and nothing has changed. Call the technician.',
    managerNeeded: 'Only a manager may change it.',
    peopleUnreadable: 'The list of people is damaged. Call the technician.',
  },
  testPrint: 'Print a test',
  testPrinted: 'Sent to the printer.',
  testNotPrinted: (reason: string) => `Not printed. ${reason}`,
  saveFirst: 'Save first, then print a test.',
};
