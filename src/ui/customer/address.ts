/** The lane named by the address: `/customer/2` is `2`. Where there is none, the till says so. */
export function laneOfCustomerPath(path: string): string {
  return decodeURIComponent(/^\/customer\/([^/]+)\/?$/.exec(path)?.[1] ?? '');
}
