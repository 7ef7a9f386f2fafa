import { currentEgressPolicy } from '@/lib/egress/current-policy'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import { type DatabaseSnapshot, databaseSnapshotSchema } from '@/lib/fingerprints/database-snapshot'
import type { JobContext } from '@/lib/jobs/job'
import { readLines } from '@/lib/jobs/stored-lines-store'
import { ProbeError } from '@/lib/probes/probe-context'
import { Problem } from '@/lib/problem'
import type { SnapshotSide } from './guided-schema'
import type { GuidedRow } from './guided-store'
import { databaseLines, lookAtDatabase } from './look-at-database'
import { lookAtFolder, lookAtReferences } from './look-at-files'
import { lookAtDependency, seeVolume } from './look-at-others'
import { type OpenPlace, resolveDatabase } from './resolve-place'
import type { SeenDatabase, SeenFolder, SeenReferences, SnapshotSummary } from './snapshot'

/** A dependency that is slower than this is not there. */
const dependencyTimeoutMs = 10_000
/** Files of that age may be on their way: an upload, a copy. Weekly looks have more time than a migration. */
const youngSeconds: Readonly<Record<SnapshotSide, number>> = { before: 60, after: 60, recheck: 3_600 }

/** What a test brings instead of waiting. */
export interface SnapshotTools {
  wait?: (signal: AbortSignal) => Promise<void>
}

interface Look {
  snapshotId: string
  guided: GuidedRow
  side: SnapshotSide
  /** The other snapshot, whose way of summing up is used again; null: there is none yet. */
  otherId: string | null
  now: Date
  context: JobContext
  egress: EgressPolicy
  tools: SnapshotTools
}

/** Looks at everything that was chosen, one after the other, and stores it. What cannot be looked at says why. */
export async function takeSnapshot(look: Omit<Look, 'egress'>): Promise<SnapshotSummary> {
  const all: Look = { ...look, egress: await currentEgressPolicy() }
  const { config } = look.guided
  const databases: SeenDatabase[] = []
  for (const index of config.databases.keys()) databases.push(await seeDatabase(all, index))
  const folders: SeenFolder[] = []
  for (const index of config.folders.keys()) folders.push(await seeFolder(all, index))
  const references: SeenReferences[] = []
  for (const index of config.rows.keys()) references.push(await seeReferences(all, index))
  look.context.progress({ step: 'Volumes and dependencies', done: 0, total: null, unit: '' })
  const volumes = await Promise.all(
    config.volumes.map((volume) => seeVolume(volume.name, volume[sideOf(look.side)])),
  )
  const probe = { signal: look.context.signal, timeoutMs: dependencyTimeoutMs, egress: all.egress }
  const dependencies = await Promise.all(config.dependencies.map((each) => lookAtDependency(each, probe)))
  return { databases, folders, references, volumes, dependencies }
}

/** Weekly looks look where it lies now. */
export const sideOf = (side: SnapshotSide) => (side === 'before' ? 'before' : 'after')

/** What went wrong while looking, for people; throws on when the work is to end. */
function faultOf(error: unknown, { context }: Look): string {
  context.signal.throwIfAborted()
  if (error instanceof ProbeError || error instanceof Problem) return error.message
  const said = error instanceof Error ? error.message : String(error)
  return `It broke off while it was read: ${said}. Take the snapshot again; if it stays, look at the log of the server.`
}

async function openDatabase(look: Look, index: number): Promise<OpenPlace> {
  const { guided, side } = look
  const database = guided.config.databases[index]
  if (!database) throw new Problem('invalid', 'This database was not chosen.')
  const name = `${index}.${sideOf(side)}`
  // An upgrade in place is given once: the password of before opens it too.
  const isSame = JSON.stringify(database.before) === JSON.stringify(database.after)
  return resolveDatabase(database[sideOf(side)], {
    guidedId: guided.id,
    name: isSame && !(name in guided.secrets) ? `${index}.before` : name,
    secrets: guided.secrets,
  })
}

async function seeDatabase(look: Look, index: number): Promise<SeenDatabase> {
  const { guided, snapshotId, now, egress, context } = look
  const name = guided.config.databases[index]?.name ?? ''
  const nothing = {
    name,
    place: '',
    version: null,
    tables: 0,
    rows: 0,
    writes: null,
    writesMeanwhile: null,
    keptTables: [],
    unread: 0,
  }
  try {
    const place = await openDatabase(look, index)
    nothing.place = place.address
    const other = look.otherId ? await storedDatabase(look.otherId, index) : null
    context.log(`${name}: reading ${place.address}`)
    const seen = await lookAtDatabase(place, {
      ...{ snapshotId, index, name, now, egress, context },
      ...(other ? { contentMethod: other.contentMethod } : {}),
    })
    return { name, place: place.address, ...seen, fault: null }
  } catch (error) {
    const fault = faultOf(error, look)
    context.log(`${name}: ${fault}`)
    return { ...nothing, fault }
  }
}

async function seeFolder(look: Look, index: number): Promise<SeenFolder> {
  const { guided, snapshotId, now, context, side } = look
  const folder = guided.config.folders[index]
  const name = folder?.name ?? ''
  const place = folder?.[sideOf(side)] ?? ''
  try {
    const seen = await lookAtFolder(place, { snapshotId, index, name, now, seed: guided.id, context })
    return { name, place, ...seen, fault: null }
  } catch (error) {
    const fault = faultOf(error, look)
    context.log(`${name}: ${fault}`)
    return { name, place, files: 0, bytes: 0, sampled: 0, changedMeanwhile: 0, fault }
  }
}

async function seeReferences(look: Look, index: number): Promise<SeenReferences> {
  const { guided, snapshotId, now, egress, context, side, tools } = look
  const { databases, folders, rows } = guided.config
  const row = rows[index]
  const name = row ? `${row.table}.${row.column} in ${row.folder}` : ''
  try {
    const place = await openDatabase(
      look,
      databases.findIndex((each) => each.name === row?.database),
    )
    const root = folders.find((each) => each.name === row?.folder)?.[sideOf(side)]
    if (!row || !root || place.kind !== 'postgres')
      throw new Problem('invalid', 'Rows that name files are compared for PostgreSQL databases.')
    const outcome = await lookAtReferences(
      place,
      { table: row.table, column: row.column, root, stripPrefix: row.strip },
      {
        ...{ snapshotId, index, now, egress, context, youngSeconds: youngSeconds[side] },
        ...(tools.wait ? { wait: tools.wait } : {}),
      },
    )
    return { name, ...outcome, fault: null }
  } catch (error) {
    const fault = faultOf(error, look)
    context.log(`${name}: ${fault}`)
    return { name, rows: 0, rowsWithout: 0, files: 0, missing: 0, extra: 0, refused: 0, fault }
  }
}

/** The stored snapshot of a database; null when it could not be looked at then. */
export async function storedDatabase(snapshotId: string, index: number): Promise<DatabaseSnapshot | null> {
  for await (const line of readLines(snapshotId, databaseLines(index)))
    return databaseSnapshotSchema.parse(JSON.parse(line))
  return null
}
