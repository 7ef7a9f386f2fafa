import { stat } from 'node:fs/promises'
import { z } from 'zod'
import type { Archive, ArchiveContent, ReadArchive } from './archive'
import { runProgram } from './run-program'
import { unusable } from './unusable'

/** Runs in a process of its own: SQLite reads without giving way, and a damaged file may take it down. */
const script = `
const { DatabaseSync } = require('node:sqlite')
const { pathToFileURL } = require('node:url')
const url = pathToFileURL(process.argv[1]); url.search = '?mode=ro&immutable=1'
const database = new DatabaseSync(url, { readOnly: true, allowExtension: false })
database.exec('pragma trusted_schema = off')
const faults = database.prepare('pragma integrity_check(20)').all().map((row) => Object.values(row)[0])
const tables = faults.length === 1 && faults[0] === 'ok'
  ? database.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite\\\\_%' escape '\\\\' order by name").all().map((row) => row.name)
  : []
process.stdout.write(JSON.stringify({ faults, tables }))
`

const answer = z.strictObject({ faults: z.array(z.string()), tables: z.array(z.string()) })

/** Reads every page of a SQLite file and compares indexes with tables. */
export async function readSqlite(archive: Archive, how: ReadArchive): Promise<ArchiveContent> {
  const output: Buffer[] = []
  const end = await runProgram({
    program: process.execPath,
    args: ['--no-warnings', '--max-old-space-size=256', '-e', script, archive.path],
    signal: how.signal,
    onOutput: (chunk) => output.push(chunk),
  })
  const told = end.code === 0 ? answer.safeParse(JSON.parse(Buffer.concat(output).toString('utf8'))) : null
  if (!told?.success) {
    const fault = /Error: (.+)/.exec(end.complaint)?.[1] ?? `reading it ended with ${end.code ?? end.signal}`
    throw unusable(
      archive.name,
      `it is damaged: SQLite cannot read it (${fault.slice(0, 200)}). Use an older backup.`,
    )
  }
  const [fault] = told.data.faults
  if (fault !== 'ok')
    throw unusable(
      archive.name,
      `it is damaged: SQLite's own check says "${fault?.slice(0, 200)}". Use an older backup.`,
    )
  how.log(`integrity_check: ok, ${told.data.tables.length} tables`)
  return {
    tables: told.data.tables,
    extensions: [],
    roles: [],
    estimatedBytes: (await stat(archive.path)).size,
    readBy: `SQLite ${process.versions.sqlite ?? ''}`.trim(),
    cannotRestore: null,
    isReadToEnd: true,
    physicalMajor: null,
  }
}
