import type { JSX } from 'preact';

/** What to do, drawn for this page: big shapes that are known from three metres, and one slow movement in each. */

/** A code on a phone, held under a scanner. */
export function ShowCode(): JSX.Element {
  return (
    <svg class="picture" viewBox="0 0 120 120" aria-hidden="true">
      <g class="held">
        <rect class="body" x="33" y="42" width="54" height="82" rx="9" />
        <path
          class="code"
          d="M42 54h13v13H42zM65 54h13v13H65zM42 77h13v13H42zM58 54h4v6h-4zM58 64h4v6h-4zM42 70h6v4h-6zM51 71h6v4h-6zM66 71h5v5h-5zM74 74h4v7h-4zM60 77h4v4h-4zM59 85h8v5h-8zM70 85h8v5h-8z"
        />
        <path class="eye" d="M45.500 57.500h6v6h-6zM68.500 57.500h6v6h-6zM45.500 80.500h6v6h-6z" />
        <path class="stroke" d="M50 106h20" />
      </g>
      <linearGradient id="beam" x1="0" y1="0" x2="0" y2="1">
        <stop class="light" offset="0.1" stop-opacity="0.75" />
        <stop class="light" offset="0.55" stop-opacity="0.45" />
        <stop class="light" offset="1" stop-opacity="0" />
      </linearGradient>
      <polygon class="beam" fill="url(#beam)" points="50,13 70,13 99,105 21,105" />
      <rect class="solid" x="34" y="-6" width="52" height="20" rx="7" />
      <rect class="window" x="44" y="9" width="32" height="5" rx="2.500" />
    </svg>
  );
}

/** A phone that waits for its password. */
export function ConfirmOnPhone(): JSX.Element {
  return (
    <svg class="picture" viewBox="0 0 120 120" aria-hidden="true">
      <rect class="body" x="31" y="6" width="58" height="108" rx="11" />
      <path class="stroke" d="M53 16h14" />
      <path class="stroke" d="M52 42v-5a8 8 0 0 1 16 0v5" />
      <rect class="solid" x="47" y="42" width="26" height="20" rx="5" />
      <g class="dots">
        {[42, 54, 66, 78].map((x) => (
          <circle key={x} class="solid" cx={x} cy="79" r="3.600" />
        ))}
      </g>
      <rect class="solid press" x="42" y="93" width="36" height="11" rx="5.500" />
    </svg>
  );
}

const LINES = {
  paid: 'M26 64 50 87 94 35',
  notPaid: 'M34 34l52 52M86 34 34 86',
  refunded: 'M44 34 24 54l20 20M26 54h44a22 22 0 0 1 0 44H58',
  ask: 'M60 24a15 15 0 1 1 0 30 15 15 0 0 1 0-30zM30 92c0-18 13-29 30-29s30 11 30 29M16 92h88',
  closed: 'M44 36v48M76 36v48',
  wait: 'M40 24h40M40 96h40M44 24v14l16 22-16 22v14M76 24v14L60 60l16 22v14',
  offline: 'M36 60h.1M60 60h.1M84 60h.1',
} as const;

export type SignName = keyof typeof LINES;

/** One sign, in thick lines. */
export function Sign({ name }: { name: SignName }): JSX.Element {
  return (
    <svg class="picture sign" viewBox="0 0 120 120" aria-hidden="true">
      <path class="line" d={LINES[name]} />
    </svg>
  );
}
