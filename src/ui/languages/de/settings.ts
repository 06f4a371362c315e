import type { settings as model } from '../en/settings.ts';

export const settings: typeof model = {
  sections: 'Arten von Einstellungen',
  section: {
    tablet: 'Dieses Tablet',
    shop: 'Der Laden',
    people: 'Personen',
    practice: 'Übungen',
  },

  language: 'Sprache dieser Seite',
  languageHint: 'Die Seite wird neu geladen. Kunden und Belege behalten ihre Sprache.',
  theme: 'Aussehen',
  themes: { auto: 'Wie das Tablet', light: 'Hell', dark: 'Dunkel' },
  sounds: 'Töne',
  volume: 'Lautstärke',
  volumeOf: (percent) => `Lautstärke ${percent}`,
  mutedNow: 'Der Ton ist mit dem Knopf oben ausgeschaltet.',
  hear: 'Jeden Ton anhören',
  cues: {
    ready: 'Jetzt scannen',
    paid: 'Bezahlt',
    declined: 'Abgelehnt',
    attention: 'Achtung',
    refused: 'Taste geht nicht',
  },
  screen: 'Bildschirm',
  fullScreen: 'Ganzer Bildschirm',
  leaveFullScreen: 'Vollbild beenden',
  noFullScreen: 'Dieser Browser kann nicht den ganzen Bildschirm füllen.',
  awake: 'Der Bildschirm bleibt an, solange diese Seite offen ist.',
  notAwake:
    'Diese Seite kann den Bildschirm nicht anlassen: Sie kam nur über HTTP, oder der Browser kann es nicht. Am Tablet selbst einstellen, dass es nie in den Ruhezustand geht.',
  register: 'Kasse',
  registerNow: (name) => `Dieses Tablet gehört zu: ${name}.`,
  chooseRegister: 'Andere Kasse wählen',
  cameraTitle: 'Kamera',
  cameraOn: 'Die Kamera anbieten, wo auf einen Code gewartet wird',
  cameraStates: {
    ready: 'Die Kamera des Tablets kann den Code des Kunden lesen, wenn der Scanner es nicht kann.',
    off: 'Auf diesem Tablet ausgeschaltet.',
    insecure:
      'Browser geben die Kamera nur an Seiten, die über HTTPS oder vom Tablet selbst kommen. Den Techniker fragen.',
    missing: 'Dieser Browser hat keine Kamera für diese Seite.',
  },
  on: 'An',
  off: 'Aus',
  about: 'Über Scantill',
  version: (version) => `Scantill ${version}`,
  address: (address) => `Kasse unter ${address}`,

  group: {
    name: 'Name und Adresse',
    receipts: 'Belege',
    register: 'An der Kasse',
    languages: 'Sprachen',
  },
  field: {
    name: 'Name des Ladens',
    address: 'Adresse, jede Zeile für sich',
    taxNumber: 'Steuernummer',
    receiptFooter: 'Letzte Zeilen eines Belegs',
    receiptWidthMm: 'Breite des Papiers',
    printer: 'Belegdrucker',
    quickAmounts: 'Schnellbeträge',
    locale: 'Sprache der Kassen',
    customerLocale: 'Sprache für Kunden und Belege',
    resultSeconds: 'Wie lange BEZAHLT stehen bleibt',
    signIn: 'Wer hier arbeitet, meldet sich an',
  },
  hint: {
    printer: 'Adresse und Port im Netz, etwa 10.0.0.40:9100. Leer: Der Browser druckt.',
    quickAmounts: (example) =>
      `Bis zu sechs, mit einem Leerzeichen dazwischen, etwa ${example}. Ein Tipp darauf gibt den Betrag ein.`,
    resultSeconds:
      'Danach kommt das Tastenfeld von selbst. Alles außer einem einfachen BEZAHLT bleibt, bis es jemand gesehen hat.',
    signIn: 'Ohne PIN verkauft niemand. Zuerst Personen eintragen.',
  },
  millimetres: (width) => `${width} mm`,
  untilTouched: 'Bis zum Antippen',
  seconds: (seconds) => (seconds === 1 ? '1 Sekunde' : `${seconds} Sekunden`),
  fixed: 'In der Konfigurationsdatei festgelegt',
  save: 'Speichern',
  saved: 'Gespeichert',
  nothingChanged: 'Nichts geändert',
  notSaved: (reason) => `Nicht gespeichert. ${reason}`,
  notKnown: 'Es kam keine Antwort. Vor dem nächsten Versuch nachsehen, ob es gespeichert wurde.',
  wrong: {
    nameMissing: () => 'Ein Laden braucht einen Namen.',
    amountsWrong: (example) =>
      `Erwartet werden Beträge wie ${example}, mit einem Leerzeichen dazwischen, höchstens sechs.`,
    printerWrong: () => 'Erwartet wird eine Adresse mit Port, etwa 10.0.0.40:9100, oder nichts.',
  },
  reasons: {
    fixedInFile: 'Das ist in der Konfigurationsdatei festgelegt. Der Techniker kann es dort ändern.',
    notSaved:
      'Die Kasse konnte es nicht auf ihren Datenträger schreiben, und nichts hat sich geändert. Den Techniker rufen.',
    notWritten:
      'Die Kasse konnte nicht festhalten, wer es ändert, und nichts hat sich geändert. Den Techniker rufen.',
    managerNeeded: 'Das darf nur die Leitung ändern.',
    peopleUnreadable: 'Die Liste der Personen ist beschädigt. Den Techniker rufen.',
  },
  testPrint: 'Probe drucken',
  testPrinted: 'An den Drucker geschickt.',
  testNotPrinted: (reason) => `Nicht gedruckt. ${reason}`,
  saveFirst: 'Zuerst speichern, dann eine Probe drucken.',
};
