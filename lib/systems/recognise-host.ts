import ipaddr from 'ipaddr.js'
import { Problem } from '@/lib/problem'

/** A host name or address in its one canonical spelling: lower case, punycode, IPv6 without brackets. */
export function canonicalHost(input: string, example: string): string {
  const host = input.replace(/\.$/, '')
  if (host === '') throw new Problem('invalid', `The host is missing. Example: ${example}`)
  if (host.startsWith('[') || host.includes(':')) return canonicalIpv6(host, example)
  if (/^[\d.]+$/.test(host) || /^0x/i.test(host)) {
    // Only the ordinary spelling: 0x7f.1, 2130706433 and 010.0.0.1 mean different things to different programs.
    if (!ipaddr.IPv4.isValidFourPartDecimal(host)) {
      throw new Problem(
        'invalid',
        `"${host}" is not an IPv4 address: four numbers from 0 to 255 are needed. Example: 10.1.2.3`,
      )
    }
    return host
  }
  const ascii = asciiHost(host)
  if (ascii === null) {
    throw new Problem(
      'invalid',
      `"${host}" is not a host name: letters, digits, hyphens and dots are possible. Example: ${example}`,
    )
  }
  return ascii
}

/** `[::1]` inside a URL or before a port, the bare address otherwise. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** True for an IPv4 or IPv6 address, in the spelling of canonicalHost. */
export function isIpAddress(host: string): boolean {
  return ipaddr.isValid(host)
}

/** A port from 1 to 65535. */
export function canonicalPort(input: string, example: string): number {
  if (!/^\d{1,10}$/.test(input))
    throw new Problem('invalid', `The port "${input}" is not a number. Example: ${example}`)
  const port = Number(input)
  if (port < 1 || port > 65_535) {
    throw new Problem(
      'invalid',
      `The port ${input} is out of range: 1 to 65535 are possible. Example: ${example}`,
    )
  }
  return port
}

function canonicalIpv6(input: string, example: string): string {
  const bare = input.replace(/^\[|\]$/g, '')
  if (!ipaddr.IPv6.isValid(bare) || bare.includes('%')) {
    throw new Problem(
      'invalid',
      `"${input}" is not an IPv6 address, and a port needs a host name, an IPv4 address or [brackets] before it. Example: ${example}`,
    )
  }
  return ipaddr.IPv6.parse(bare).toString()
}

function asciiHost(host: string): string | null {
  let ascii: string
  try {
    ascii = new URL(`http://${host}/`).hostname
  } catch {
    return null
  }
  const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/
  const labels = ascii.split('.')
  // A last label of digits makes resolvers read an address where people read a name.
  if (ascii.length > 253 || !labels.every((part) => label.test(part)) || /^\d+$/.test(labels.at(-1) ?? ''))
    return null
  return ascii
}
