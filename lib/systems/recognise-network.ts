import { Problem } from '@/lib/problem'
import { bracketed, canonicalHost, canonicalPort } from './recognise-host'
import type { Recognised } from './recognised'

const urlExample = 'https://shop.example.com/health'

/** Query parameters that are secrets by their name; a URL is shown to everybody who may read. */
const secretParameter =
  /^(.*[_-])?(token|secret|password|passwd|pwd|apikey|api[_-]key|access[_-]?key|auth|sig|signature|jwt)$/i

/** An http(s) URL. Throws Problem. */
export function recogniseUrl(input: string): Recognised {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(input)?.[1] ?? ''
  if (authority.includes('@') || authority === '') {
    if (authority === '') throw new Problem('invalid', `The URL names no host. Example: ${urlExample}`)
    throw new Problem(
      'invalid',
      `The URL holds a user name or password. Addresses are shown to everybody who may read, so leave it out. Example: ${urlExample}`,
    )
  }
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority)
  if (!match)
    throw new Problem(
      'invalid',
      `The host of the URL cannot be read; an IPv6 address needs [brackets]. Example: http://[2001:db8::1]:8080/`,
    )
  const host = canonicalHost(match[1] ?? '', urlExample)
  const port = match[2] ? canonicalPort(match[2], 'https://shop.example.com:8443/health') : undefined
  const url = parse(input)
  url.hash = ''
  const leaked = [...url.searchParams.keys()].find((key) => secretParameter.test(key))
  if (leaked) {
    throw new Problem(
      'invalid',
      `The parameter "${leaked.slice(0, 40)}" looks like a secret, and addresses are shown to everybody who may read. Use an address that answers without it. Example: ${urlExample}`,
    )
  }
  url.host = port === undefined ? bracketed(host) : `${bracketed(host)}:${port}`
  return {
    kind: 'url',
    address: url.toString(),
    config: { url: url.toString() },
    secret: null,
    name: host,
    notes: [],
  }
}

/** `tcp://host:port` and `tls://host:port`. Throws Problem. */
export function recogniseSocket(kind: 'tcp' | 'tls', rest: string): Recognised {
  const example = `${kind}://mail.example.com:465`
  const match = /^(\[[^\]]*\]|[^:/?#@]*):([^/?#]*)\/?$/.exec(rest)
  if (!match)
    throw new Problem('invalid', `A ${kind} address is a host and a port, nothing else. Example: ${example}`)
  const host = canonicalHost(match[1] ?? '', example)
  const port = canonicalPort(match[2] ?? '', example)
  return {
    kind,
    address: `${bracketed(host)}:${port}`,
    config: { host, port },
    secret: null,
    name: `${host} port ${port}`,
    notes: [],
  }
}

/** `host`, `host:port`, an IP address, or a plain word for the own host. Throws Problem. */
export function recogniseHost(input: string): Recognised {
  if (/^(localhost|this host|127\.0\.0\.1|\[?::1\]?)$/i.test(input)) {
    return {
      kind: 'host',
      address: 'this host',
      config: {},
      secret: null,
      name: 'This host',
      notes: ['Read as the host that the worker runs on. For a service on it, add its port: localhost:8080'],
    }
  }
  const withPort = /^(\[[^\]]*\]|[^:[\]]*):([^:]*)$/.exec(input)
  if (!withPort) {
    const host = canonicalHost(input, 'db.example.com')
    const found = recogniseUrl(`https://${bracketed(host)}/`)
    return {
      ...found,
      notes: [
        `Read as ${found.address}. For another service, add its port (${bracketed(host)}:5432) or give its connection string.`,
      ],
    }
  }
  const host = canonicalHost(withPort[1] ?? '', 'db.example.com:5432')
  const port = canonicalPort(withPort[2] ?? '', 'db.example.com:5432')
  if (port === 443)
    return {
      ...recogniseUrl(`https://${bracketed(host)}/`),
      notes: [`Port 443: read as https://${bracketed(host)}/`],
    }
  if (port === 80)
    return {
      ...recogniseUrl(`http://${bracketed(host)}/`),
      notes: [`Port 80: read as http://${bracketed(host)}/`],
    }
  const found = recogniseSocket('tcp', `${bracketed(host)}:${port}`)
  return {
    ...found,
    notes:
      port === 5432
        ? [
            `Only the port is tested. To look inside PostgreSQL, give its connection string: postgres://audit:…@${bracketed(host)}:5432/postgres`,
          ]
        : [],
  }
}

function parse(input: string): URL {
  try {
    return new URL(input)
  } catch {
    throw new Problem('invalid', `This is not a URL. Example: ${urlExample}`)
  }
}
