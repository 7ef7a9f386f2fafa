import { ProbeError } from '@/lib/probe-error'

/** A URL taken apart once, with what goes on the wire. */
export interface HttpAddress {
  url: string
  origin: string
  secure: boolean
  /** Host as the guard wants it: no brackets. */
  host: string
  port: number
  /** Path and query of the request line. */
  path: string
  hostHeader: string
  /** "db.example.com:443" for sentences. */
  where: string
}

/** Ports of mail servers: an HTTP request there can be read as mail commands. */
const mailPorts = new Set([25, 465, 587])

const parsed = new Map<string, HttpAddress>()
const rememberedAddresses = 20_000

/** Takes a URL apart. Throws ProbeError `bad-configuration` when checks do not ask such URLs. */
export function httpAddress(url: string): HttpAddress {
  const known = parsed.get(url)
  if (known) return known
  const address = parse(url)
  if (parsed.size >= rememberedAddresses) parsed.clear()
  parsed.set(url, address)
  return address
}

function parse(text: string): HttpAddress {
  // The URL standard repairs these silently; two programs that repair differently see two hosts.
  if (hasOddCharacter(text)) refuse('contains a backslash, a space or a control character')
  if (!URL.canParse(text)) refuse('is not a URL')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse('does not begin with http:// or https://')
  if (url.username !== '' || url.password !== '') {
    refuse('contains a user name or password, which everybody who sees the check would read')
  }
  const secure = url.protocol === 'https:'
  const port = Number(url.port) || (secure ? 443 : 80)
  if (port === 0 || mailPorts.has(port)) refuse(`asks port ${port}, which belongs to mail servers`)
  const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname
  return {
    url: url.href,
    origin: url.origin,
    secure,
    host,
    port,
    path: url.pathname + url.search,
    hostHeader: url.host,
    where: `${url.hostname}:${port}`,
  }
}

function hasOddCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code <= 0x20 || code === 0x7f || code === 0x5c) return true
  }
  return false
}

function refuse(fault: string): never {
  // The URL itself may hold a password and is not repeated.
  throw new ProbeError(
    'bad-configuration',
    `The address ${fault}. Write it like https://shop.example.com/health.`,
  )
}
