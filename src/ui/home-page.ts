import type { DeviceRole, Lanes } from '../access/visitor.ts';

/** The page that a paired device goes on to. Pure. */
export function homePage(
  { role, lanes }: { role: DeviceRole; lanes: Lanes },
  all: readonly { id: string }[],
): string {
  if (role === 'technician') return '/technician';
  const own = lanes === 'all' ? all.map(({ id }) => id) : lanes;
  const [first = ''] = own;
  if (role === 'customer') return `/customer/${encodeURIComponent(first)}`;
  return own.length === 1 ? `/lanes/${encodeURIComponent(first)}` : '/';
}
