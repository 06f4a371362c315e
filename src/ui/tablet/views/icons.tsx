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
  pen: 'M4 20l1.200-4.500L16 4.700a1.900 1.900 0 0 1 2.700 0l.600.600a1.900 1.900 0 0 1 0 2.700L8.500 18.800 4 20zM14 6.700l3.300 3.300',
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
  menu: 'M4 7h16M4 12h16M4 17h16',
  back: 'M20 12H5M11 5.500 4.500 12l6.500 6.500',
  next: 'M9 5.500 15.500 12 9 18.500',
  before: 'M15 5.500 8.500 12l6.500 6.500',
  list: 'M9 6.500h11M9 12h11M9 17.500h11M4.500 6.500h.1M4.500 12h.1M4.500 17.500h.1',
  day: 'M5 5.500h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-12a1 1 0 0 1 1-1zM4 10h16M8 3.500v4M16 3.500v4M8 14h.1M12 14h.1M16 14h.1',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.800a2.200 2.200 0 1 1 0 4.400 2.200 2.200 0 0 1 0-4.400zM9 14.800a2.200 2.200 0 1 1 0 4.400 2.200 2.200 0 0 1 0-4.400z',
  search: 'M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM15.500 15.500 20.500 20.500',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.500 20.500a7.500 7.500 0 0 1 15 0',
  lock: 'M6 10.500h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM8 10.500V7.500a4 4 0 0 1 8 0v3',
  print:
    'M7 8.500V4h10v4.500M7 17H4.500a1 1 0 0 1-1-1v-6.500a1 1 0 0 1 1-1h15a1 1 0 0 1 1 1V16a1 1 0 0 1-1 1H17M7 14h10v6.500H7z',
  plus: 'M12 5v14M5 12h14',
  note: 'M5 4.500h14v10.500l-4.500 4.500H5zM14.500 19.500V15H19M8.500 9h7M8.500 13h4',
} as const;

/** Drawings that show a way: turned round where the page is read from right to left. */
const WAYS: readonly string[] = ['back', 'next', 'before', 'list', 'backspace', 'undo', 'unsent'];

export type IconName = keyof typeof PATHS;

export function Icon({ name, class: className = 'icon' }: { name: IconName; class?: string }): JSX.Element {
  return (
    <svg
      class={WAYS.includes(name) ? `${className} icon-way` : className}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
