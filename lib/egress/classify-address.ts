import ipaddr from 'ipaddr.js'

/** `public` may be connected to, `private` needs an administrator's word, `forbidden` stays closed whatever is allowed. */
export type AddressClass =
  | { kind: 'public' | 'private'; address: string; family: 4 | 6 }
  | { kind: 'forbidden'; address: string; why: string }

/** Addresses at which clouds hand out credentials, outside the link-local range. */
const metadataAddresses = new Set(['100.100.100.200', '168.63.129.16', 'fd00:ec2::254', 'fd20:ce::254'])

const whyForbidden: Readonly<Record<string, string>> = {
  unspecified: 'is "any address", not a place to connect to',
  broadcast: 'is a broadcast address',
  multicast: 'is a multicast address',
  linkLocal: 'is link-local, where clouds hand out credentials',
  ipv4Mapped: 'is an IPv4 address in IPv6 clothes; write the IPv4 address itself',
  rfc6145: 'is an IPv4 address in IPv6 clothes; write the IPv4 address itself',
  rfc6052: 'is an IPv4 address behind NAT64; write the IPv4 address itself',
  '6to4': 'is a 6to4 transition address; write the address behind it',
  teredo: 'is a Teredo transition address; write the address behind it',
}

/** Only these ranges of IPv6 can be reached at all: everything outside is refused, whatever it will be one day. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')
const refusedUnicast = [
  // IETF protocol assignments (Teredo, ORCHID, benchmarking …), RFC 2928
  ipaddr.IPv6.parseCIDR('2001::/23'),
  // documentation, RFC 3849 and RFC 9637
  ipaddr.IPv6.parseCIDR('2001:db8::/32'),
  ipaddr.IPv6.parseCIDR('3fff::/20'),
]

/**
 * What an address is. Input: a canonical IPv4 or IPv6 literal, as getaddrinfo or a URL's host gives it.
 * Anything that is not one is forbidden: the guard never fails open. Ranges: IANA special-purpose registries.
 */
export function classifyAddress(literal: string): AddressClass {
  if (literal.includes('%'))
    return forbidden(literal, 'names a network interface, as link-local addresses do')
  const ipv4 = ipaddr.IPv4.isValidFourPartDecimal(literal)
  if (!ipv4 && !ipaddr.IPv6.isValid(literal)) return forbidden(literal, 'is not an IP address')
  const address = ipv4 ? ipaddr.IPv4.parse(literal) : ipaddr.IPv6.parse(literal)
  const text = address.toString()
  if (metadataAddresses.has(text))
    return forbidden(text, "is a cloud's metadata service, which hands out credentials")
  return address instanceof ipaddr.IPv4
    ? classifyIpv4(address, text)
    : classifyIpv6(address as ipaddr.IPv6, text)
}

function classifyIpv4(address: ipaddr.IPv4, text: string): AddressClass {
  if (address.octets[0] === 0) return forbidden(text, whyForbidden.unspecified as string)
  const range = address.range()
  if (range === 'unicast') return { kind: 'public', address: text, family: 4 }
  if (range === 'private' || range === 'loopback' || range === 'carrierGradeNat') {
    return { kind: 'private', address: text, family: 4 }
  }
  return forbidden(text, whyForbidden[range] ?? 'is in a reserved range')
}

function classifyIpv6(address: ipaddr.IPv6, text: string): AddressClass {
  const range = address.range()
  if (range === 'loopback' || range === 'uniqueLocal') {
    return isIsatap(address) ? isatap(text) : { kind: 'private', address: text, family: 6 }
  }
  const why = whyForbidden[range]
  if (why) return forbidden(text, why)
  if (isIpv4Compatible(address)) return forbidden(text, whyForbidden.ipv4Mapped as string)
  if (isIsatap(address)) return isatap(text)
  if (!address.match(globalUnicast) || refusedUnicast.some((range) => address.match(range))) {
    return forbidden(text, 'is in a reserved range')
  }
  return { kind: 'public', address: text, family: 6 }
}

/** ::a.b.c.d, deprecated by RFC 4291; ::1 was recognised before. */
function isIpv4Compatible(address: ipaddr.IPv6): boolean {
  return address.parts.slice(0, 6).every((part) => part === 0)
}

/** Interface identifiers 0000:5efe and 0200:5efe carry an IPv4 address (RFC 5214). */
function isIsatap(address: ipaddr.IPv6): boolean {
  return address.parts[5] === 0x5efe && (address.parts[4] === 0 || address.parts[4] === 0x0200)
}

function isatap(text: string): AddressClass {
  return forbidden(text, 'is an ISATAP transition address; write the address behind it')
}

function forbidden(address: string, why: string): AddressClass {
  return { kind: 'forbidden', address, why }
}
