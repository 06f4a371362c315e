import type { JSX } from 'preact';

/** Line icons on a 24 px grid, drawn for this page. The word beside each says the same; they are hidden from readers. */
const PATHS = {
  scan: 'M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M8 8.5v7M11 8.5v7M13.5 8.5v7M16 8.5v7',
  phone:
    'M8 2.5h8a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.500 20V4A1.5 1.5 0 0 1 8 2.5zM10.500 18.500h3M9.300 10h.1M12 10h.1M14.700 10h.1',
  undo: 'M9 6 4.500 10.500 9 15M5 10.500h9a5 5 0 0 1 0 10h-2.500',
  check: 'M4.500 12.800 9.800 18 19.500 6.500',
  cross: 'M6 6l12 12M18 6 6 18',
  slash: 'M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17zM6.200 17.800 17.800 6.200',
  unsent: 'M4 12h9M10 8.500 13.500 12 10 15.500M18 5v14',
  question: 'M8.500 8.800a3.600 3.600 0 1 1 5.300 3.200c-1.200.700-1.800 1.400-1.800 2.800M12 18.600v.2',
  scales:
    'M12 4v16M8 20h8M5 7h14M5 7l-2.500 6.500a2.700 2.700 0 0 0 5 0L5 7zM19 7l-2.500 6.500a2.700 2.700 0 0 0 5 0L19 7z',
  pause: 'M8.500 5.500v13M15.500 5.500v13',
  wrench:
    'M14.500 6.500a4 4 0 0 1 5-1.200l-2.600 2.600 1.700 1.700 2.600-2.600a4 4 0 0 1-5.400 5l-7 7a1.900 1.900 0 0 1-2.700-2.700l7-7a4 4 0 0 1 1.400-2.800z',
  gun: 'M3.500 6.500h12l3 2.500-3 2.500H13l-1.500 3H9.500L8 20.500H4.500L6.500 11.500h-3zM21 6.500v5',
  linkLost:
    'M3 3l18 18M8.500 8.300A12 12 0 0 0 4 11M16 10.500a12 12 0 0 1 4 .5M7.500 14.500a7 7 0 0 1 4-1.700M12 18.600v.2M1.500 8A17 17 0 0 1 6 5.300M11 4.600A17 17 0 0 1 22.500 8',
  warning: 'M12 4 2.800 19.500h18.400L12 4zM12 10v4.500M12 17v.2',
  info: 'M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17zM12 11v5M12 8v.2',
  hourglass: 'M7 3.500h10M7 20.500h10M8 3.500v3.500l4 5-4 5v3.500M16 3.500v3.500l-4 5 4 5v3.500',
  backspace:
    'M9 5.500h10.500a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H9L3 12l6-6.500zM11.500 9.500l5 5M16.500 9.500l-5 5',
  soundOn:
    'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500H4zM15.500 9a4.500 4.500 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11',
  soundOff: 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500H4zM16 9.500l5 5M21 9.500l-5 5',
  register: 'M5 10h14l1.500 9.500h-17L5 10zM8 10V4.500h8V10M8.500 14h.2M12 14h.2M15.500 14h.2',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, class: className }: { name: IconName; class?: string }): JSX.Element {
  return (
    <svg class={className ?? 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
