import { type Import, importsOf, type SourceFile } from './source-file.ts';

/** Something a file may import: any file this matches; only its types where `typesOnly`. */
interface Permission {
  files: RegExp;
  typesOnly?: true;
}

const base: Permission[] = [
  {
    files:
      /^src\/(clock|random|log|log-ring|errors|money|loopback|host-port|event-types|certificate-pair|machine-addresses|token-bucket)\.ts$/,
  },
  { files: /^src\/config\.ts$/, typesOnly: true },
  { files: /^src\/scanner-config\.ts$/ },
  { files: /^src\/shop(-settings)?\.ts$/ },
  { files: /^src\/access\/(acts|visitor|allowed)\.ts$/ },
];

/** Who may know whom. The first row that fits a file holds for it; a file no row fits is a finding itself. */
const OURS: { importer: RegExp; may: Permission[] }[] = [
  {
    importer: /^src\/main\.ts$/,
    may: [...base, { files: /^src\/(app|config-checks|load-config|watch\/watchdog)\.ts$/ }],
  },
  {
    importer: /^src\/app\.ts$/,
    may: [
      ...base,
      { files: /^src\/(devices|doctor|payment|ui)\/index\.ts$/ },
      { files: /^src\/(open-\w+|config-checks|own-address)\.ts$/ },
      { files: /^src\/load-config\.ts$/, typesOnly: true },
    ],
  },
  {
    importer: /^src\/(config-checks|own-address)\.ts$/,
    may: [
      ...base,
      { files: /^src\/(payment|ui|outgoing)\/index\.ts$/ },
      { files: /^src\/load-config\.ts$/, typesOnly: true },
    ],
  },
  { importer: /^src\/open-access\.ts$/, may: [...base, { files: /^src\/(payment|access)\/index\.ts$/ }] },
  {
    importer: /^src\/open-privacy\.ts$/,
    may: [...base, { files: /^src\/(payment|privacy)\/index\.ts$/ }],
  },
  { importer: /^src\/privacy\//, may: [...base, { files: /^src\/(privacy\/.*|payment\/index)\.ts$/ }] },
  {
    importer: /^src\/open-backup\.ts$/,
    may: [...base, { files: /^src\/(open-gateway|(backup|payment)\/index)\.ts$/ }],
  },
  { importer: /^src\/backup\//, may: [...base, { files: /^src\/(backup\/.*|payment\/index)\.ts$/ }] },
  {
    importer: /^src\/open-outgoing\.ts$/,
    may: [
      ...base,
      { files: /^src\/(outgoing|payment|ui)\/index\.ts$/ },
      { files: /^src\/devices\/index\.ts$|^src\/load-config\.ts$/, typesOnly: true },
    ],
  },
  { importer: /^src\/open-people\.ts$/, may: [...base, { files: /^src\/(payment|people)\/index\.ts$/ }] },
  {
    importer: /^src\/open-gateway\.ts$/,
    may: [
      ...base,
      { files: /^src\/(payment|sandbox)\/index\.ts$/ },
      { files: /^src\/load-config\.ts$/, typesOnly: true },
    ],
  },
  {
    importer: /^src\/(load-config|config-problems)\.ts$/,
    may: [...base, { files: /^src\/(config|config-problems)\.ts$/ }],
  },
  {
    importer: /^src\/config\.ts$/,
    may: [{ files: /^src\/(scanner-config|shop-settings|event-types)\.ts$/ }],
  },
  { importer: /^src\/shop(-settings)?\.ts$/, may: [{ files: /^src\/shop-settings\.ts$/ }] },
  { importer: /^src\/scanner-config\.ts$/, may: [{ files: /^src\/(loopback|host-port)\.ts$/ }] },
  { importer: /^src\/(clock|random|log|log-ring|errors|money|loopback|host-port|event-types)\.ts$/, may: [] },
  { importer: /^src\/machine-addresses\.ts$/, may: [] },
  { importer: /^src\/token-bucket\.ts$/, may: [{ files: /^src\/clock\.ts$/, typesOnly: true }] },
  { importer: /^src\/certificate-pair\.ts$/, may: [{ files: /^src\/errors\.ts$/ }] },
  {
    importer: /^src\/doctor\//,
    may: [
      ...base,
      { files: /^src\/(doctor|devices)\/|^src\/backup\/index\.ts$/ },
      { files: /^src\/payment\/index\.ts$/ },
      { files: /^src\/payment\/gateway\.ts$/, typesOnly: true },
    ],
  },
  { importer: /^src\/devices\//, may: [...base, { files: /^src\/devices\// }] },
  { importer: /^src\/payment\//, may: [...base, { files: /^src\/payment\// }] },
  { importer: /^src\/access\//, may: [...base, { files: /^src\/access\// }] },
  {
    importer: /^src\/outgoing\//,
    may: [
      ...base,
      { files: /^src\/outgoing\/|^src\/payment\/(order|refund)\.ts$/ },
      { files: /^src\/payment\/index\.ts$/, typesOnly: true },
    ],
  },
  {
    importer: /^src\/watch\//,
    may: [
      ...base,
      { files: /^src\/watch\// },
      { files: /^src\/(payment\/(index|gateway|order-store)|devices\/index)\.ts$/, typesOnly: true },
    ],
  },
  {
    importer: /^src\/open-watch\.ts$/,
    may: [
      ...base,
      { files: /^src\/(watch|backup)\/index\.ts$/ },
      { files: /^src\/(payment|devices)\/index\.ts$/, typesOnly: true },
    ],
  },
  { importer: /^src\/people\//, may: [...base, { files: /^src\/people\// }] },
  {
    importer: /^src\/sandbox\//,
    may: [
      ...base,
      { files: /^src\/sandbox\// },
      { files: /^src\/payment\/codepay\/(envelope|signing)\.ts$/ },
    ],
  },
  {
    // Words only: what each part says, by the types of what it says it of.
    importer: /^src\/ui\/languages\//,
    may: [
      { files: /^src\/ui\/languages\// },
      {
        files:
          /^src\/ui\/(((order|day|receipt|settings)-)?messages\.ts|tablet\/)|^src\/(payment|devices)\/index\.ts$/,
        typesOnly: true,
      },
    ],
  },
  {
    importer: /^src\/ui\/tablet\//,
    may: [
      { files: /^src\/ui\/(tablet\/.*|languages\/.*|((order|day|receipt|settings|painted)-)?messages\.ts)$/ },
      { files: /^src\/(clock|money)\.ts$/ },
    ],
  },
  {
    importer: /^src\/ui\/pair\//,
    may: [
      { files: /^src\/ui\/(pair|languages|tablet)\// },
      { files: /^src\/ui\/pairing-messages\.ts$/, typesOnly: true },
      { files: /^src\/clock\.ts$/ },
    ],
  },
  {
    importer: /^src\/ui\/customer\//,
    may: [
      { files: /^src\/ui\/(customer|languages|tablet)\/|^src\/ui\/messages\.ts$/ },
      { files: /^src\/(clock|money)\.ts$/ },
    ],
  },
  {
    importer: /^src\/ui\/technician\//,
    may: [
      {
        files:
          /^src\/ui\/(technician\/.*|(technician|pairing)-messages\.ts|tablet\/(kept\.ts|pairing\.ts|views\/icons\.tsx))$/,
      },
      { files: /^src\/clock\.ts$/ },
    ],
  },
  {
    importer: /^src\/ui\//,
    may: [
      ...base,
      { files: /^src\/ui\/(?!(tablet|technician|customer|pair)\/)/ },
      {
        files:
          /^src\/(payment\/(index|order)|(people|access|outgoing)\/index|devices\/(index|scan)|doctor\/check)\.ts$/,
        typesOnly: true,
      },
    ],
  },
  { importer: /^scripts\//, may: [{ files: /^(src|scripts|test\/(support|fixtures|simulation))\// }] },
];

/** Which files may know a library. One that is not listed may be known by none. */
const VENDORS: Record<string, RegExp> = {
  serialport: /^src\/devices\/serial\/(port|ports)\.ts$/,
  '@serialport/parser-readline': /^src\/devices\/serial\/serial-transport\.ts$/,
  'node-hid': /^src\/devices\/hid\/library\.ts$/,
  lowdb: /^src\/payment\/store(\/|[\w-]*\.ts$)/,
  express: /^src\/ui\/(?!(tablet|technician|customer|pair)\/)/,
  helmet: /^src\/ui\/(?!(tablet|technician|customer|pair)\/)/,
  'socket.io': /^src\/ui\/(?!(tablet|technician|customer|pair)\/)|^scripts\//,
  zod: /^src\/(backup\/manifest|config|shop-settings|scanner-config|load-config|config-problems)\.ts$|^src\/people\/person\.ts$|^src\/access\/device\.ts$|^src\/ui\/(?!(tablet|technician|customer|pair)\/)|^src\/payment\/store(\/|[\w-]*\.ts$)|^scripts\/init\/config-schema\.ts$/,
  pino: /^src\/log\.ts$/,
  'prom-client': /^src\/watch\/meter-book\.ts$/,
  commander: /^src\/main\.ts$|^scripts\//,
  preact: /^src\/ui\/(tablet|technician|customer|pair)\//,
  '@preact/signals': /^src\/ui\/(tablet|technician|customer|pair)\//,
  qr: /^src\/ui\/tablet\/camera\/own-decoder\.ts$|^scripts\//,
  'socket.io-client': /^src\/ui\/tablet\/|^scripts\//,
  '@point-of-sale/receipt-printer-encoder': /^src\/ui\/receipts\/escpos\.ts$/,
  qrcode: /^src\/ui\/receipts\/qr\.ts$|^scripts\/pair\.ts$/,
  'playwright-core': /^scripts\//,
};

/** Imports of a file in `src` or `scripts` that the design does not allow, one sentence each. */
export function dependencyFindings(file: SourceFile): string[] {
  return importsOf(file).flatMap((found) => {
    const wrong = found.isOurs ? whyNotOurs(file.path, found) : whyNotVendor(file.path, found);
    return wrong === undefined ? [] : `${file.path} ${wrong}`;
  });
}

function whyNotOurs(path: string, { target, isTypeOnly }: Import): string | undefined {
  const row = OURS.find(({ importer }) => importer.test(path));
  if (row === undefined) return 'has no place in the design';
  const permissions = row.may.filter(({ files }) => files.test(target));
  if (permissions.length === 0) return `may not import ${target}`;
  if (!isTypeOnly && permissions.every(({ typesOnly }) => typesOnly))
    return `may import ${target} by type only`;
  return undefined;
}

function whyNotVendor(path: string, { target }: Import): string | undefined {
  if (target.startsWith('node:')) {
    return /^src\/ui\/(tablet|technician|customer|pair)\//.test(path)
      ? `runs in a browser, which has no ${target}`
      : undefined;
  }
  const name = target.split('/', target.startsWith('@') ? 2 : 1).join('/');
  return VENDORS[name]?.test(path) ? undefined : `may not import the library ${name}`;
}
