import type { JSX } from 'preact';
import type { ShownScanner } from '../../technician-messages.ts';
import type { Words } from '../words.ts';

interface Props {
  scanner: ShownScanner;
  words: Words;
}

/** What the gun says of itself. */
export function GunFacts({ scanner, words }: Props): JSX.Element {
  const { identity = {}, mode, transport, address, id } = scanner;
  const { fact } = words;
  const ids = [identity.vendorId, identity.productId].filter(Boolean).join(':');
  const rows: [string, string | undefined][] = [
    [fact.mode, mode === undefined ? words.kind[transport] : words.mode[mode]],
    [fact.maker, identity.manufacturer],
    [fact.product, identity.product],
    [fact.ids, ids || undefined],
    [fact.serialNumber, identity.serialNumber],
    [fact.usbPort, identity.usbPort],
    [fact.path, identity.path],
    [fact.address, address],
    [fact.id, id],
  ];
  return (
    <dl class="facts">
      {rows.flatMap(([name, value]) =>
        value
          ? [
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>,
            ]
          : [],
      )}
    </dl>
  );
}

/** What it did since the till started. */
export function Counters({ scanner, words }: Props): JSX.Element {
  const names = Object.keys(words.counters) as (keyof ShownScanner['counters'])[];
  return (
    <dl class="counters" aria-label={words.countersTitle} data-testid="counters">
      {names.map((name) => (
        <div key={name} data-testid={`count-${name}`}>
          <dt>{words.counters[name]}</dt>
          <dd>{scanner.counters[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
