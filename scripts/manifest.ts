import { spawn } from 'node:child_process'
import { rename, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { commandLinePolicy } from '@/lib/egress/egress-policy'
import type { DatabaseSnapshot } from '@/lib/fingerprints/database-snapshot'
import { writeManifest } from '@/lib/fingerprints/manifest'
import { type SnapshotWish, snapshotPostgres } from '@/lib/fingerprints/snapshot-postgres'
import { snapshotSqlite } from '@/lib/fingerprints/snapshot-sqlite'
import { ProbeError } from '@/lib/probe-error'
import { withPostgresClient } from '@/lib/probes/postgres-client'
import { Problem } from '@/lib/problem'
import { recogniseAddress } from '@/lib/systems/recognise-address'

// npm run -s manifest -- <database> [--out file] [-- command …]
// Says what is in a database while it is backed up, so that a restore can be compared with it. The command sees the very
// moment that was counted: its environment has WHEELTAPPER_SNAPSHOT for pg_dump --snapshot.

const usage = `Usage: npm run -s manifest -- <database> [--out file] [-- command …]

  <database>  postgres://reader:s3cret@db.example.com/orders, or the path of a SQLite file
  --out file  where the manifest goes, beside the backup: orders.dump.manifest.json; standard output unless told
  command     makes the backup meanwhile, as of the same moment:
              npm run -s manifest -- "$DATABASE" --out orders.dump.manifest.json -- \\
                sh -c 'pg_dump -Fc --snapshot="$WHEELTAPPER_SNAPSHOT" -f orders.dump "$DATABASE"'
`

interface Request {
  database: string
  out: string | null
  command: string[]
}

function readArguments(words: readonly string[]): Request | null {
  const end = words.indexOf('--')
  const own = end < 0 ? [...words] : words.slice(0, end)
  const command = end < 0 ? [] : words.slice(end + 1)
  const at = own.indexOf('--out')
  const out = at < 0 ? null : (own.splice(at, 2)[1] ?? '')
  const [database, ...rest] = own
  if (
    !database ||
    rest.length > 0 ||
    out === '' ||
    out?.startsWith('-') ||
    (end >= 0 && command.length === 0)
  )
    return null
  return { database, out, command }
}

async function main(): Promise<number> {
  const request = readArguments(process.argv.slice(2))
  if (!request) {
    process.stderr.write(usage)
    return 64
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop.abort(new Problem('invalid', 'Stopped: nothing was written.')))
  const snapshot = await take(request, stop.signal)
  const text = writeManifest(snapshot)
  if (request.out === null) process.stdout.write(text)
  else await writeWhole(fromWhereItStands(request.out), text)
  for (const { area, key, reason } of snapshot.unread)
    process.stderr.write(`Not read: ${area} ${key}. ${reason}\n`)
  for (const { name, unread } of snapshot.tables)
    if (unread) process.stderr.write(`Not read: ${name}. ${unread}\n`)
  const rows = snapshot.tables.reduce((sum, table) => sum + (table.rows ?? 0), 0)
  process.stderr.write(`Counted ${rows} rows in ${snapshot.tables.length} tables.\n`)
  return 0
}

/** A manifest that is cut off would be worse than none: it gets its name when it is complete. */
async function writeWhole(file: string, text: string): Promise<void> {
  const partial = `${file}.${process.pid}.partial`
  try {
    await writeFile(partial, text, { mode: 0o640 })
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw new Problem('invalid', `${file} cannot be written (${(error as NodeJS.ErrnoException).code}).`)
  }
}

/** npm runs this in the folder of the product; a path is meant from where the person stands. */
const fromWhereItStands = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path)

function take({ database, command }: Request, signal: AbortSignal): Promise<DatabaseSnapshot> {
  const wish: SnapshotWish = { now: new Date(), signal }
  if (!/^\w[\w+.-]*:\/\/|^\s*(host|dbname|user|port)\s*=/.test(database)) {
    if (command.length > 0)
      throw new Problem(
        'invalid',
        'A command is run beside PostgreSQL only. Copy the SQLite file first, then name the copy.',
      )
    return snapshotSqlite(fromWhereItStands(database), wish)
  }
  const found = recogniseAddress(database)
  if (found.kind !== 'postgres')
    throw new Problem(
      'invalid',
      `This is no PostgreSQL address. Example: postgres://reader:s3cret@db.example.com/orders`,
    )
  const { address, config, secret } = found
  const target = { kind: found.kind, address, config, secret: secret ?? process.env.PGPASSWORD ?? null }
  const beside = command.length > 0 ? { beside: (id: string) => run(command, id, signal) } : {}
  return withPostgresClient(target, { signal, egress: commandLinePolicy }, (client) =>
    snapshotPostgres(client, { ...wish, ...beside }),
  )
}

function run([program = '', ...parameters]: readonly string[], snapshot: string, signal: AbortSignal) {
  return new Promise<void>((done, failed) => {
    const child = spawn(program, parameters, {
      cwd: fromWhereItStands('.'),
      env: { ...process.env, WHEELTAPPER_SNAPSHOT: snapshot },
      // Standard output may be the manifest: what the command says goes beside it.
      stdio: ['inherit', 2, 'inherit'],
      signal,
    })
    child.once('error', (error) =>
      failed(
        signal.aborted
          ? signal.reason
          : new Problem('invalid', `${program} could not be run: ${error.message}.`),
      ),
    )
    child.once('exit', (code) =>
      code === 0
        ? done()
        : failed(new Problem('invalid', `${program} failed (${code ?? 'ended'}): no manifest was written.`)),
    )
  })
}

main().then(
  (code) => {
    // Not process.exit: a pipe that reads slowly must get everything.
    process.exitCode = code
  },
  (error: unknown) => {
    const isExpected = error instanceof Problem || error instanceof ProbeError
    process.stderr.write(
      `${isExpected || !(error instanceof Error) ? String(isExpected ? error.message : error) : error.stack}\n`,
    )
    process.exitCode = 1
  },
)
