import { Problem } from '@/lib/problem'
import { bracketed, canonicalHost, canonicalPort } from './recognise-host'
import type { Recognised } from './recognised'
import type { TargetConfig } from './target-address'

const example = 'postgres://audit:s3cret@db.example.com:5432/orders'

/** Parts of a connection string before they are checked. */
interface Parts {
  host?: string
  port?: string
  user?: string
  password?: string
  database?: string
  sslmode?: string
}

/** `postgres://user:password@host:port/database?sslmode=require`, as libpq reads it. Throws Problem. */
export function recognisePostgresUri(input: string): Recognised {
  const [, rest = ''] = /^[a-z0-9+.:]*?:\/\/([\s\S]*)$/i.exec(input) ?? []
  const end = rest.search(/[/?#]/)
  const authority = end < 0 ? rest : rest.slice(0, end)
  const tail = end < 0 ? '' : rest.slice(end)
  refuseUnencoded(authority, tail)
  const at = authority.lastIndexOf('@')
  const [user, password] = at < 0 ? [] : splitOnce(authority.slice(0, at), ':')
  const [host, port] = hostAndPort(at < 0 ? authority : authority.slice(at + 1))
  const [path = '', query = ''] = splitOnce(tail, '?')
  // "postgres://audit:s3cret", cut off before the host: what stands in the port's place is not repeated.
  if (at < 0 && port !== undefined && !/^\d{1,5}$/.test(port))
    throw new Problem('invalid', `The host is missing after the user and the password. Example: ${example}`)
  return fromParts({
    host: decoded(host),
    port,
    user: decoded(user),
    password: decoded(password),
    database: decoded(path.replace(/^\//, '')),
    ...partsOfQuery(query),
  })
}

/** `host=db.example.com dbname=orders user=audit password='…'`, as libpq reads it. Throws Problem. */
export function recogniseKeywordDsn(input: string): Recognised {
  const pair = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)/giy
  const found = new Map<string, string>()
  while (pair.lastIndex < input.trimEnd().length) {
    const match = pair.exec(input)
    if (!match?.[1]) {
      throw new Problem(
        'invalid',
        `The connection string cannot be read as keyword=value pairs: a value with spaces or quotes needs 'single quotes'. Example: host=db.example.com port=5432 dbname=orders user=audit password='s3 cret'`,
      )
    }
    found.set(match[1].toLowerCase(), (match[2] ?? match[3] ?? '').replace(/\\(.)/g, '$1'))
  }
  return fromParts(namedParts((key) => found.get(key)))
}

function partsOfQuery(query: string): Parts {
  const parameters = new URLSearchParams(query.split('#')[0])
  return namedParts((key) => parameters.get(key) ?? undefined)
}

function namedParts(read: (key: string) => string | undefined): Parts {
  const parts: Parts = {
    host: read('hostaddr') ?? read('host'),
    port: read('port'),
    user: read('user'),
    password: read('password'),
    database: read('dbname'),
    sslmode: read('sslmode') ?? (read('ssl') === 'true' ? 'require' : undefined),
  }
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}

function fromParts(parts: Parts): Recognised {
  if (parts.host?.startsWith('/')) {
    throw new Problem(
      'invalid',
      `A Unix socket cannot be used: the worker may run on another machine. Give the server's host name. Example: ${example}`,
    )
  }
  if (parts.host?.includes(',') || parts.port?.includes(',')) {
    throw new Problem(
      'invalid',
      `This names more than one server. Add each server as a system of its own. Example: ${example}`,
    )
  }
  const host = canonicalHost(parts.host ?? '', example)
  const port = parts.port ? canonicalPort(parts.port, example) : 5432
  if (!parts.user) {
    throw new Problem(
      'invalid',
      `The user is missing: say as whom to sign in to ${host}. Example: ${example}`,
    )
  }
  const { tls, note } = tlsMode(parts.sslmode)
  const config: TargetConfig<'postgres'> = {
    host,
    port,
    database: parts.database || parts.user,
    user: parts.user,
    tls,
  }
  const notes = note ? [note] : []
  if (!parts.database)
    notes.push(`No database was named; PostgreSQL then takes the one called like the user: "${parts.user}".`)
  return {
    kind: 'postgres',
    address: postgresAddress(config),
    config,
    secret: parts.password || null,
    name: `${config.database} on ${host}`,
    notes,
  }
}

/** The address that people see: everything but the password. */
export function postgresAddress({
  user,
  host,
  port,
  database,
}: Omit<TargetConfig<'postgres'>, 'tls'>): string {
  return `postgresql://${encodeURIComponent(user)}@${bracketed(host)}:${port}/${encodeURIComponent(database)}`
}

function tlsMode(sslmode: string | undefined): { tls: TargetConfig<'postgres'>['tls']; note?: string } {
  switch (sslmode) {
    case undefined:
    case '':
    case 'allow':
    case 'prefer':
      return { tls: 'prefer' }
    case 'disable':
    case 'require':
    case 'verify-full':
      return { tls: sslmode }
    case 'no-verify':
      return { tls: 'require' }
    case 'verify-ca':
      return {
        tls: 'verify-full',
        note: 'sslmode=verify-ca is read as verify-full: the name in the certificate is checked as well.',
      }
    default:
      throw new Problem(
        'invalid',
        `sslmode "${sslmode.slice(0, 20)}" is not known: disable, prefer, require and verify-full are possible. Example: ${example}?sslmode=require`,
      )
  }
}

/** A reserved character that is not percent-encoded moves the borders of the parts, and the password ends up in the host. */
function refuseUnencoded(authority: string, tail: string): void {
  const misplaced =
    authority.split('@').length > 2 ||
    (tail.split('?')[0] ?? '').includes('@') ||
    (!authority.includes('@') && tail.includes('@'))
  const half = authority.includes('@') && /%(?![0-9a-f]{2})/i.test(authority)
  if (misplaced || half) {
    throw new Problem(
      'invalid',
      `The user or password holds a character that must be percent-encoded: @ as %40, : as %3A, / as %2F, ? as %3F, # as %23, % as %25. Example: postgres://audit:p%40ss@db.example.com:5432/orders`,
    )
  }
}

function hostAndPort(text: string): [host: string, port: string | undefined] {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(text)
  if (match) return [match[1] ?? '', match[2] || undefined]
  return [text, undefined]
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Problem(
      'invalid',
      `The connection string holds a % that is not part of an encoded character; write it as %25. Example: ${example}`,
    )
  }
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const index = text.indexOf(separator)
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)]
}
