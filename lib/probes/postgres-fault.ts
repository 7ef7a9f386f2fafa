import { ProbeError, type ProbeFault } from '@/lib/probe-error'
import { quoteIdentifier } from './quote-identifier'

/** What the sentences name. The password is here only so that no message of a server can carry it out. */
export interface PostgresPlace {
  /** "db.example.com:5432" */
  name: string
  database: string
  role: string
  password: string | null
  /** Whether this session came as far as its first query. */
  isOpen: boolean
}

/** The parts of a driver's or server's error that matter; `routine` is independent of the server's language. */
interface ErrorParts {
  code?: string
  message?: string
  routine?: string
  severity?: string
}

type Say = (place: PostgresPlace, error: ErrorParts) => [fault: ProbeFault, sentence: string]

const lost: Say = ({ name }, { code }) => [
  'lost',
  `${name} ended the session in the middle (${code}). The server was restarted, the database was dropped, or an administrator ended it; the next run looks again.`,
]

const network: Readonly<Record<string, Say>> = {
  ECONNREFUSED: ({ name }) => [
    'refused',
    `${name} refuses the connection: no server listens there. Check that PostgreSQL runs, its listen_addresses and port, and the firewall.`,
  ],
  ETIMEDOUT: ({ name }) => [
    'timeout',
    `${name} does not answer at all. Check the address, the route and the firewall.`,
  ],
  EHOSTUNREACH: ({ name }) => [
    'unreachable',
    `There is no route to ${name}. Check the network between Wheeltapper and the server.`,
  ],
  ENETUNREACH: ({ name }) => [
    'unreachable',
    `There is no route to ${name}. Check the network between Wheeltapper and the server.`,
  ],
  EADDRNOTAVAIL: ({ name }) => [
    'unreachable',
    `${name} cannot be reached from this machine. Check the address.`,
  ],
  ECONNRESET: (place, error) => dropped(place, error),
  EPIPE: (place, error) => dropped(place, error),
}

const sqlState: Readonly<Record<string, Say>> = {
  '28P01': ({ name, role }) => [
    'authentication',
    `${name} refuses the password of role ${role}. Set the right password of this target, or a new one: ALTER ROLE ${quoteIdentifier(role)} PASSWORD '…';`,
  ],
  '28000': ({ name, role, database }, error) => [
    'authentication',
    `${name} does not let role ${role} in to database ${database}: ${said(error)}. Check that the role exists and may LOGIN, and that pg_hba.conf has a line for it and this address (hostssl lines need TLS, hostnossl lines refuse it).`,
  ],
  '3D000': ({ name, database }) => [
    'bad-configuration',
    `${name} has no database ${database}. Correct the name in this target, or find out who dropped it.`,
  ],
  '42501': ({ role, database, isOpen }, error) => [
    'privilege',
    isOpen
      ? `Role ${role} may not read what this check needs (${said(error)}). Run: GRANT pg_monitor TO ${quoteIdentifier(role)};`
      : `Role ${role} may not connect to database ${database}. Run: GRANT CONNECT ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(role)};`,
  ],
  '53300': (place, error) => noSlot(place, error),
  '57P03': ({ name }, error) => [
    'starting-up',
    `${name} does not take sessions right now: ${said(error)}. It starts, stops or recovers; look at its log if this lasts.`,
  ],
  '55000': ({ name, database }, error) => [
    'refused',
    `${name} refuses sessions to database ${database}: ${said(error)}. If nobody meant that, run: ALTER DATABASE ${quoteIdentifier(database)} ALLOW_CONNECTIONS true;`,
  ],
  '57014': ({ name }) => [
    'timeout',
    `${name} did not finish the query of this check in its time. Raise the timeout of the check, or look at the load of the server.`,
  ],
  '55P03': ({ name }) => [
    'timeout',
    `${name} kept the query of this check waiting for a lock for more than 1 s. Somebody holds an exclusive lock; look at pg_locks, the next run tries again.`,
  ],
  '08P01': ({ name, isOpen }, error) => [
    'protocol',
    isOpen
      ? `${name} broke the protocol: ${said(error)}.`
      : `${name} does not accept the settings of an audit session (${said(error)}). It is probably a connection pooler: point this target at PostgreSQL itself, or let PgBouncer pass them with ignore_startup_parameters = options.`,
  ],
  '57P01': lost,
  '57P02': lost,
  '57P05': lost,
  '08006': lost,
}

/** Puts what went wrong into a sentence for people. Never returns the password, whatever the server said. */
export function postgresFault(error: unknown, place: PostgresPlace): ProbeError {
  if (error instanceof ProbeError) return error
  const parts = (
    typeof error === 'object' && error !== null ? error : { message: String(error) }
  ) as ErrorParts
  const [fault, sentence] = (network[parts.code ?? ''] ?? sqlState[parts.code ?? ''] ?? other)(place, parts)
  return new ProbeError(fault, withoutPassword(sentence, place.password), parts.code)
}

const other: Say = (place, error) => {
  const { name, role, isOpen } = place
  const message = error.message ?? ''
  if (/password must be a (non-empty )?string/.test(message)) {
    return [
      'authentication',
      `${name} asks for the password of role ${role}, but this target has none. Set it.`,
    ]
  }
  if (message.startsWith('SASL')) {
    return [
      'authentication',
      `${name} and Wheeltapper do not agree on how to sign in (${said(error)}). Use scram-sha-256 in pg_hba.conf and set the role's password anew.`,
    ]
  }
  if (error.severity && error.code) {
    return isOpen
      ? [
          'bad-configuration',
          `${name} could not answer the query of this check: ${said(error)} (${error.code}).`,
        ]
      : [
          'refused',
          `${name} refuses the session: ${said(error)} (${error.code}). Look at the log of the server.`,
        ]
  }
  if (/terminated|closed|ended|not queryable/i.test(message)) return dropped(place, error)
  return [
    'protocol',
    `${name} answers, but not like a PostgreSQL server (${said(error)}). Check host and port.`,
  ]
}

function dropped({ name, isOpen }: PostgresPlace, { code }: ErrorParts): [ProbeFault, string] {
  return isOpen
    ? [
        'lost',
        `${name} closed the session in the middle${code ? ` (${code})` : ''}. The server was restarted or the network broke; the next run looks again.`,
      ]
    : [
        'reset',
        `${name} accepts connections and closes them at once${code ? ` (${code})` : ''}. Look at the log of the server; a firewall or proxy in between does the same.`,
      ]
}

function noSlot({ name, role, database }: PostgresPlace, error: ErrorParts): [ProbeFault, string] {
  // Only these routines raise it for a limit of our own role or database: the message may be in any language.
  if (error.routine === 'InitializeSessionUserId') {
    return [
      'bad-configuration',
      `Role ${role} has reached its own connection limit at ${name}. Run: ALTER ROLE ${quoteIdentifier(role)} CONNECTION LIMIT -1;`,
    ]
  }
  if (error.routine === 'CheckMyDatabase') {
    return [
      'slots-exhausted',
      `Database ${database} at ${name} has reached its own connection limit. Find who holds the sessions, or raise it: ALTER DATABASE ${quoteIdentifier(database)} CONNECTION LIMIT …;`,
    ]
  }
  return [
    'slots-exhausted',
    `${name} runs, but all its connection slots are taken: applications are refused as well. End idle sessions, use a pool, or raise max_connections.`,
  ]
}

/** The server's own words: one line, at most 200 characters, no control characters, no full stop. */
function said({ message = 'no message' }: ErrorParts): string {
  const line = message
    .replaceAll(/\p{C}+/gu, ' ')
    .trim()
    .replace(/\.$/, '')
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}

function withoutPassword(sentence: string, password: string | null): string {
  return password && password.length > 2 ? sentence.replaceAll(password, '…') : sentence
}
