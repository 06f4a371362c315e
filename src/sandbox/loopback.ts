const LOOPBACK_IPV4 = /^127(\.\d{1,3}){3}$/;

/** Whether a socket's remote address is this machine itself. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address === '::1' || LOOPBACK_IPV4.test(address?.replace(/^::ffff:/, '') ?? '');
}

/** Whether what is sent to that URL stays on this machine. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || LOOPBACK_IPV4.test(hostname);
}
