import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { checkKinds } from '@/lib/checks/kinds'
import { commandLinePolicy } from '@/lib/egress/egress-policy'
import { type AuditRequest, readArguments, usage, WrongArguments } from '@/lib/one-shot/arguments'
import { auditOnce } from '@/lib/one-shot/audit-once'
import { exitCode, usageExitCode } from '@/lib/one-shot/exit-code'
import { plainText } from '@/lib/one-shot/plain-text'
import { withPostgresSession } from '@/lib/probes/postgres-session'
import { Problem } from '@/lib/problem'
import { recogniseAddress } from '@/lib/systems/recognise-address'
import type { Recognised } from '@/lib/systems/recognised'

// npm run -s audit -- <target> [--json]: one audit without web server and database.
// Standard output holds the report alone; everything else goes to standard error.

async function main(): Promise<number> {
  const request = readArguments(process.argv.slice(2))
  if (request.help) {
    process.stdout.write(usage)
    return 0
  }
  const recognised = withPassword(recogniseAddress(spellOut(await readTarget(request))))
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const report = await auditOnce(recognised, {
    kinds: checkKinds,
    egress: commandLinePolicy,
    postgres: withPostgresSession,
    now: () => new Date(),
    timeoutMs: request.timeoutMs,
    signal: stop.signal,
    onFault: (kind, cause) =>
      process.stderr.write(`${kind}: ${cause instanceof Error ? cause.stack : 'unknown fault'}\n`),
  })
  if (stop.signal.aborted) return 130
  const titles = new Map(checkKinds.map(({ kind, title }) => [kind, title]))
  const style = {
    width: Math.min(process.stdout.columns ?? 80, 100),
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  }
  process.stdout.write(
    request.json ? `${JSON.stringify(report, null, 2)}\n` : plainText(report, titles, style),
  )
  return exitCode(report.runs.map(({ verdict }) => verdict))
}

async function readTarget({ source }: Extract<AuditRequest, { help: false }>): Promise<string> {
  if ('argument' in source) return source.argument
  if ('standardInput' in source) return text(process.stdin)
  const value = process.env[source.environment]
  if (!value)
    throw new WrongArguments(
      `The environment variable ${source.environment} is not set. Example: export ${source.environment}=postgres://…`,
    )
  return value
}

/** At a shell, "host" means this one, and a path may begin where the person stands. */
function spellOut(target: string): string {
  if (target.trim() === 'host') return 'this host'
  return /^\.{1,2}(\/|$)/.test(target.trim())
    ? resolve(process.env.INIT_CWD ?? process.cwd(), target.trim())
    : target
}

/** As psql does: a connection string without a password takes the one of PGPASSWORD. */
function withPassword(recognised: Recognised): Recognised {
  if (recognised.kind !== 'postgres' || recognised.secret !== null) return recognised
  return { ...recognised, secret: process.env.PGPASSWORD || null }
}

main().then(
  (code) => {
    // Not process.exit: a pipe that reads slowly must get everything.
    process.exitCode = code
  },
  (error: unknown) => {
    if (error instanceof WrongArguments || error instanceof Problem) {
      process.stderr.write(`${error.message}\n${error instanceof WrongArguments ? `\n${usage}` : ''}`)
      process.exitCode = usageExitCode
      return
    }
    process.stderr.write(
      `The audit broke; this is a fault of Wheeltapper: ${error instanceof Error ? error.stack : String(error)}\n`,
    )
    process.exitCode = 70
  },
)
