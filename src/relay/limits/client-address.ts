/**
 * Whose address a request is limited by: the socket's, unless that is a proxy which the configuration trusts; then
 * the last address that the proxies say and that is none of theirs. A header from anybody else says nothing.
 */
import { BlockList, isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';

export class ClientAddresses {
  readonly #trusted = new BlockList();

  /** Addresses or subnets (`10.0.0.0/8`), checked by the configuration. */
  constructor(trustedProxies: readonly string[]) {
    for (const proxy of trustedProxies) {
      const [address = '', prefix] = proxy.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      if (prefix === undefined) this.#trusted.addAddress(address, family);
      else this.#trusted.addSubnet(address, Number(prefix), family);
    }
  }

  isTrusted(address: string): boolean {
    const plain = withoutMapping(address);
    const version = isIP(plain);
    return version !== 0 && this.#trusted.check(plain, version === 6 ? 'ipv6' : 'ipv4');
  }

  of(request: IncomingMessage): string {
    const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    const hops = forwarded.map((hop) => hop.trim()).filter((hop) => isIP(hop) !== 0);
    let address = withoutMapping(request.socket.remoteAddress ?? '');
    while (this.isTrusted(address)) {
      const before = hops.pop();
      if (before === undefined) return address;
      address = withoutMapping(before);
    }
    return address;
  }
}

/** An IPv4 address as a socket of both families tells it. */
function withoutMapping(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}
