import 'server-only';
import { isIPv6 } from 'node:net';

/**
 * The address a request came from, or null when that cannot be known: Next hands route handlers no
 * socket, and anybody can write an `X-Forwarded-For`. Set TRUST_PROXY to the number of proxies in
 * front (each appends one entry) and the entry that the outermost of them wrote is believed.
 */
export function clientAddress(request: Request): string | null {
  const proxies = Number(process.env.TRUST_PROXY === 'true' ? 1 : process.env.TRUST_PROXY);
  if (!(proxies >= 1)) return null;
  const hops = (request.headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const address = hops.at(-proxies);
  return address ? network(address) : null;
}

/** One customer usually holds a whole /64 of IPv6: it counts as one address. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const start = head.split(':').filter(Boolean);
  const end = tail.split(':').filter(Boolean);
  const zeros: string[] = Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => '0');
  return [...start, ...(address.includes('::') ? zeros : []), ...end].slice(0, 4).join(':');
}
