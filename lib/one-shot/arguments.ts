/** What the person at the shell asked for. */
export type AuditRequest =
  | { help: true }
  | {
      help: false
      /** What to audit, or where to read it from, so that a password need not be an argument. */
      source: { argument: string } | { environment: string } | { standardInput: true }
      json: boolean
      /** Upper limit for each check, in milliseconds; null for the limits of the kinds. */
      timeoutMs: number | null
    }

/** A wrong argument: the sentence says what a right one looks like, and never repeats what was given. */
export class WrongArguments extends Error {
  override readonly name = 'WrongArguments'
}

export const usage = `Usage: npm run -s audit -- <target> [--json] [--timeout <seconds>]

Target:
  https://shop.example.com/health     a URL: status, body, latency, certificate, name, port
  postgres://audit@db.example.com/app a PostgreSQL database
  db.example.com:5432                 a TCP port; tls://mail.example.com:465 one with TLS
  host                                the host that this command runs on
  /var/backups/app/*.dump             a folder of backups; the newest match is judged
  --dsn-env NAME                      take the target from an environment variable
  -                                   take the target from standard input

Passwords: an argument is visible to everybody on this machine. Set PGPASSWORD, or use --dsn-env or "-".

Exit code: 0 all ok, 1 something warns, 2 something fails, 3 something is unknown and nothing worse,
64 wrong arguments. docs/audit.md says more; docs/audit.schema.json describes what --json prints.
`

/** Reads the words after the command. Throws WrongArguments. */
export function readArguments(words: readonly string[]): AuditRequest {
  const targets: string[] = []
  let environment: string | undefined
  let json = false
  let timeoutMs: number | null = null
  const rest = words.flatMap((word) =>
    /^--[a-z-]+=/.test(word) ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word],
  )
  while (rest.length > 0) {
    const word = rest.shift() ?? ''
    if (word === '--help' || word === '-h') return { help: true }
    if (word === '--json') json = true
    else if (word === '--timeout') timeoutMs = seconds(rest.shift())
    else if (word === '--dsn-env') environment = variableName(rest.shift())
    else if (word.startsWith('-') && word !== '-') {
      throw new WrongArguments(
        `"${word.slice(0, 30)}" is not an option. Known are --json, --timeout, --dsn-env and --help.`,
      )
    } else targets.push(word)
  }
  const [target] = targets
  if (targets.length > 1) {
    throw new WrongArguments(
      'More than one target was given. Audit one at a time, and put quotes around an address that holds spaces or *.',
    )
  }
  if (environment !== undefined) {
    if (target !== undefined) throw new WrongArguments('Give either a target or --dsn-env, not both.')
    return { help: false, source: { environment }, json, timeoutMs }
  }
  if (target === undefined)
    throw new WrongArguments(
      'What shall be audited? Give a URL, a connection string, a host and port, "host" or a folder of backups.',
    )
  return {
    help: false,
    source: target === '-' ? { standardInput: true } : { argument: target },
    json,
    timeoutMs,
  }
}

function seconds(word: string | undefined): number {
  const value = Number(word)
  if (!(value >= 0.1 && value <= 600))
    throw new WrongArguments('--timeout takes seconds from 0.1 to 600. Example: --timeout 10')
  return Math.round(value * 1000)
}

function variableName(word: string | undefined): string {
  if (!word || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(word)) {
    throw new WrongArguments(
      '--dsn-env takes the name of an environment variable that holds the target. Example: --dsn-env AUDIT_DSN',
    )
  }
  return word
}
