import { formatNumber } from '@/lib/format/measure'
import { Problem } from '@/lib/problem'
import { recogniseHost, recogniseSocket, recogniseUrl } from './recognise-network'
import { recognisePath } from './recognise-path'
import { recogniseKeywordDsn, recognisePostgresUri } from './recognise-postgres'
import type { Recognised } from './recognised'

const examples =
  'https://shop.example.com/health, postgres://audit:s3cret@db.example.com:5432/orders, db.example.com:5432 or /var/backups/orders'

/** Known, and not reachable by this version: said plainly instead of "invalid". */
const notYet: Readonly<Record<string, string>> = {
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  mongodb: 'MongoDB',
  'mongodb+srv': 'MongoDB',
  redis: 'Redis',
  rediss: 'Redis',
  sqlite: 'SQLite',
  sqlserver: 'SQL Server',
  mssql: 'SQL Server',
  oracle: 'Oracle',
  amqp: 'AMQP',
  amqps: 'AMQP',
  kafka: 'Kafka',
  ftp: 'FTP',
  sftp: 'SFTP',
  ssh: 'SSH',
  ldap: 'LDAP',
  ldaps: 'LDAP',
  smtp: 'SMTP',
  imap: 'IMAP',
  ws: 'WebSocket',
  wss: 'WebSocket',
  s3: 'S3',
  elasticsearch: 'Elasticsearch',
  clickhouse: 'ClickHouse',
  cassandra: 'Cassandra',
  grpc: 'gRPC',
}

/**
 * What a person pasted: a URL, a PostgreSQL connection string (URI or keyword=value), a host with or
 * without port, an IP address, a folder or a file pattern. Pure.
 * @throws Problem 'invalid' with a sentence and an example; it never repeats a password.
 */
export function recogniseAddress(input: string): Recognised {
  const text = unwrap(input)
  if (text === '') throw new Problem('invalid', `Nothing was given. Examples: ${examples}`)
  if (text.length > 2_000)
    throw new Problem(
      'invalid',
      `An address has at most 2,000 characters; this has ${formatNumber(text.length)}.`,
    )
  if (hasControlCharacter(text))
    throw new Problem(
      'invalid',
      'The address holds a line break or another invisible character. Paste it as one line.',
    )
  if (
    /^(host|hostaddr|port|dbname|user|password|sslmode|application_name|connect_timeout|service|options)\s*=/i.test(
      text,
    )
  )
    return recogniseKeywordDsn(text)
  if (/^(\/|\.{1,2}(\/|$)|~(\/|$)|[a-z]:[\\/]|\\\\)/i.test(text)) return recognisePath(text)
  if (/^this host$/i.test(text)) return recogniseHost(text)
  // From here on spaces and backslashes have no place; browsers would quietly turn them into something else.
  if (/\s/.test(text))
    throw new Problem(
      'invalid',
      `The address holds a space; in a URL or connection string it is written as %20. Examples: ${examples}`,
    )
  if (text.includes('\\'))
    throw new Problem(
      'invalid',
      `The address holds a backslash; use / in addresses, and %5C in a password. Examples: ${examples}`,
    )
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  return scheme === undefined ? withoutScheme(text) : withScheme(scheme, text)
}

function withScheme(scheme: string, text: string): Recognised {
  const rest = text.slice(scheme.length + 3)
  if (scheme === 'http' || scheme === 'https') return recogniseUrl(text)
  // "postgresql+psycopg2" is how SQLAlchemy writes its driver into the scheme.
  if (/^postgres(ql)?(\+[a-z0-9]+)?$/.test(scheme)) return recognisePostgresUri(text)
  if (scheme === 'tcp' || scheme === 'tls') return recogniseSocket(scheme, rest)
  if (scheme === 'ssl') return recogniseSocket('tls', rest)
  if (scheme === 'file') return recognisePath(rest)
  const known = notYet[scheme.split('+')[0] ?? ''] ?? notYet[scheme]
  if (known) {
    throw new Problem(
      'invalid',
      `${known} is not supported yet. Its port can be watched: give host and port. Example: tcp://db.example.com:3306`,
    )
  }
  throw new Problem('invalid', `The scheme "${scheme.slice(0, 30)}://" is not known. Examples: ${examples}`)
}

function withoutScheme(text: string): Recognised {
  if (/^jdbc:postgresql:\/\//i.test(text)) return recognisePostgresUri(text.slice('jdbc:'.length))
  if (/^(jdbc|sqlite|file|mailto|data|javascript|http|https|postgres|postgresql):/i.test(text)) {
    throw new Problem('invalid', `After the scheme belongs "//". Examples: ${examples}`)
  }
  if (text.includes('@')) {
    throw new Problem(
      'invalid',
      'The scheme is missing before the user. Example: postgres://audit:s3cret@db.example.com:5432/orders',
    )
  }
  if (/[/?#]/.test(text)) {
    throw new Problem(
      'invalid',
      `The scheme is missing: say how to ask. Example: https://${exampleHost(text)}`,
    )
  }
  return recogniseHost(text)
}

/** The person's own host and path, when they are harmless, make the best example. */
function exampleHost(text: string): string {
  return /^[a-z0-9.-]+(:\d+)?\/[a-z0-9/._-]*$/i.test(text) ? text : 'shop.example.com/health'
}

/** What surrounds an address when it is copied from a shell, a .env file or a chat. */
function unwrap(input: string): string {
  const line = input
    .trim()
    .replace(/^(export\s+)?[A-Z][A-Z0-9_]*=(?=["']?[a-z]+(\+[a-z0-9]+)?:\/\/)/, '')
    .replace(/^psql\s+(?=["']?postgres)/, '')
  const quoted = /^(["'`<])(.*)(["'`>])$/s.exec(line)
  const [, open, inner, close] = quoted ?? []
  return open && inner !== undefined && (open === close || (open === '<' && close === '>'))
    ? inner.trim()
    : line
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0
    return (
      code < 0x20 || (code >= 0x7f && code <= 0x9f) || code === 0x2028 || code === 0x2029 || code === 0xfeff
    )
  })
}
