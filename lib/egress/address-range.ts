import ipaddr from 'ipaddr.js'
import { Problem } from '@/lib/problem'

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** What may be opened at all: RFC 1918, loopback, carrier-grade NAT, unique local. */
const openable: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '100.64.0.0/10',
  'fc00::/7',
  '::1/128',
]
const openableRanges = openable.map((cidr) => ipaddr.parseCIDR(cidr) as Range)

// A policy holds few ranges and is asked about them thousands of times a second.
const parsed = new Map<string, Range>()

function rangeOf(cidr: string): Range {
  let range = parsed.get(cidr)
  if (!range) {
    range = ipaddr.parseCIDR(cidr) as Range
    if (parsed.size > 1_000) parsed.clear()
    parsed.set(cidr, range)
  }
  return range
}

/** Is the address inside the range? Both in canonical form; other families never match. */
export function isInRange(address: string, cidr: string): boolean {
  const range = rangeOf(cidr)
  const ip = ipaddr.parse(address)
  return ip.kind() === range[0].kind() && ip.match(range as [ipaddr.IPv4, number] & [ipaddr.IPv6, number])
}

/**
 * The canonical form of a private range ("10.1.2.7/24" → "10.1.2.0/24"; a bare address becomes /32 or /128).
 * Throws Problem `invalid` when it is no range, or not wholly private: public addresses need no allowance,
 * and nothing opens metadata or link-local.
 */
export function privateRange(text: string): string {
  const range = parseRange(text.trim())
  if (!range) {
    throw new Problem(
      'invalid',
      `"${text}" is not a range of addresses. Example: 10.1.2.0/24 or fd00:1::/64.`,
      {
        cidr: 'Write a range such as 10.1.2.0/24.',
      },
    )
  }
  const inside = openableRanges.some(
    ([base, length]) =>
      base.kind() === range[0].kind() &&
      length <= range[1] &&
      range[0].match([base, length] as [ipaddr.IPv4, number] & [ipaddr.IPv6, number]),
  )
  if (!inside) {
    throw new Problem(
      'invalid',
      `${text} is not a private range. Only ranges inside ${openable.join(', ')} can be opened.`,
      {
        cidr: 'Write a private range such as 10.1.2.0/24.',
      },
    )
  }
  return network(range)
}

/** The range to propose for an address that is closed: its /24 or /64; a loopback address alone. */
export function suggestRange(address: string): string {
  const ip = ipaddr.parse(address)
  // Allowing 127.0.0.1 covers ::1 too: "localhost" is both, and one word should be enough.
  if (ip.range() === 'loopback') return ip.kind() === 'ipv6' ? '127.0.0.1/32' : `${ip.toString()}/32`
  return network([ip, ip.kind() === 'ipv4' ? 24 : 64])
}

function parseRange(text: string): Range | null {
  try {
    if (text.includes('/')) {
      const range = ipaddr.parseCIDR(text) as Range
      return isPlain(text.slice(0, text.indexOf('/'))) ? range : null
    }
    if (!isPlain(text)) return null
    const ip = ipaddr.parse(text)
    return [ip, ip.kind() === 'ipv4' ? 32 : 128]
  } catch {
    return null
  }
}

/** Octal, hexadecimal and short forms are read differently by different programs: not in a policy. */
function isPlain(address: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address)
}

function network([ip, length]: Range): string {
  const cidr = `${ip.toString()}/${length}`
  const base =
    ip.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr)
  return `${base.toString()}/${length}`
}
