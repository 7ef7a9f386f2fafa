import ipaddr from 'ipaddr.js'

/**
 * Address of the client. `peer` is the other end of the connection. Only if it is a trusted proxy is
 * X-Forwarded-For read, from the right, up to the first address that is no trusted proxy itself: what is left
 * of that was written by whoever sent the request.
 */
export function clientAddress(
  peer: string | null,
  forwardedFor: string | null,
  trusted: readonly string[],
): string | null {
  const connected = peer === null ? null : normalAddress(peer)
  if (connected === null) return null
  let client = connected
  const hops = (forwardedFor ?? '').split(',').map((hop) => normalAddress(hop.trim()))
  for (const hop of hops.reverse()) {
    if (!isTrusted(client, trusted) || hop === null) break
    client = hop
  }
  return client
}

/** What one client can use at will counts as one: an IPv4 address, or a /64 of IPv6. */
export function addressPrefix(address: string): string {
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  const half = parsed.toByteArray().slice(0, 8)
  return `${ipaddr.fromByteArray([...half, ...new Array<number>(8).fill(0)]).toString()}/64`
}

/** One spelling per address; IPv4 inside IPv6 becomes IPv4. Null for what is no address. */
function normalAddress(text: string): string | null {
  const bare = text.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/%.*$/, '')
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : null
}

function isTrusted(address: string, trusted: readonly string[]): boolean {
  const parsed = ipaddr.process(address)
  return trusted.some((range) => {
    const [network, bits] = range.includes('/') ? ipaddr.parseCIDR(range) : wholeAddress(range)
    return network.kind() === parsed.kind() && parsed.match(network, bits)
  })
}

function wholeAddress(address: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const parsed = ipaddr.process(address)
  return [parsed, parsed.kind() === 'ipv4' ? 32 : 128]
}
