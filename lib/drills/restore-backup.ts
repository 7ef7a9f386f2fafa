import { ArchiveReader } from '@/lib/backups/archive-reader'
import { loadBackup } from '@/lib/backups/load-backup'
import { beginLoad, endSnapshot } from '@/lib/backups/store'
import type { DatabaseSnapshot } from '@/lib/fingerprints/database-snapshot'
import { snapshotPostgres } from '@/lib/fingerprints/snapshot-postgres'
import { snapshotSqlite } from '@/lib/fingerprints/snapshot-sqlite'
import { formatNumber } from '@/lib/format/measure'
import { formatDuration } from '@/lib/format/moment'
import type { JobContext } from '@/lib/jobs/job'
import { ProbeError } from '@/lib/probe-error'
import { Problem } from '@/lib/problem'
import { openEmbeddedPlace, openScratchDatabase, type PlaceWish } from '@/lib/scratch/open-place'
import { restoreArchive } from '@/lib/scratch/restore-archive'
import type { ScratchPlace } from '@/lib/scratch/scratch-place'
import { askSqlite, copySqlite } from '@/lib/scratch/sqlite-copy'
import type { DrillMeans } from './drill-means'
import { NotTried } from './drill-sight'
import { loadFault } from './driver-fault'
import { dsnOf } from './dsn'
import { openPlanSecret } from './plan-secrets'
import type { ReadBackup, Restored } from './restored'
import { askPostgres, checkLateConstraints } from './restored-store'
import type { RunWork } from './run-store'

/**
 * Loads a backup that was read to its end into a place that nothing depends on. Throws NotTried when the place is at
 * fault, Problem `invalid` when the backup is; leaves nothing in either case.
 */
export async function restoreBackup(
  run: RunWork,
  read: ReadBackup,
  means: DrillMeans,
  context: JobContext,
): Promise<Restored> {
  if (read.content.cannotRestore) throw new NotTried(read.content.cannotRestore)
  return read.archive.format === 'sqlite'
    ? restoreSqlite(run, read, context)
    : restorePostgres(run, read, means, context)
}

async function restorePostgres(
  run: RunWork,
  read: ReadBackup,
  means: DrillMeans,
  context: JobContext,
): Promise<Restored> {
  const place = await openPlace(run, read, means, context)
  try {
    const loaded =
      read.archive.format === 'wheeltapper'
        ? await loadOwn(read, place, means, context)
        : await loadDump(read, place, context)
    return {
      ...loaded,
      engine: 'postgresql',
      serverVersion: versionText(place.serverVersion),
      environment: { ...place.environment, DATABASE_URL: place.dsn },
      folder: place.folder,
      account: place.account,
      signal: place.signal,
      ask: askPostgres(place),
      snapshot: async (wish) =>
        withoutSchemas(
          await place.withClient((client) => snapshotPostgres(client, { ...wish, signal: place.signal })),
          place.ownSchemas,
        ),
      checkConstraints: () => checkLateConstraints(place),
      peakBytes: () => place.peakBytes(),
      release: () => place.release(),
    }
  } catch (error) {
    // A limit that was reached ends everything by its signal: its sentence says more than what broke in consequence.
    const fault = place.signal.aborted ? place.signal.reason : error
    const stays = await place.release()
    if (stays) context.log(stays)
    context.signal.throwIfAborted()
    throw loadFault(fault, read.archive.name)
  }
}

async function openPlace(
  run: RunWork,
  { archive, content }: ReadBackup,
  means: DrillMeans,
  { signal, log }: JobContext,
): Promise<ScratchPlace> {
  const { place, limits, repository } = run.config
  const isWhole = archive.format === 'pgbackrest'
  if (isWhole && place.type !== 'embedded')
    throw new NotTried(
      'A copy of a whole server cannot be restored into a database. Let the plan use the throw-away PostgreSQL.',
    )
  const wish: PlaceWish = {
    signal,
    log,
    limits: {
      diskBytes: limits.diskMb * 1_000_000,
      memoryBytes: limits.memoryMb * 1_000_000,
      timeMs: limits.minutes * 60_000,
    },
    estimatedBytes: content.estimatedBytes,
    physical: isWhole
      ? {
          path: archive.path,
          name: archive.name,
          stanza: repository?.stanza || null,
          password: await openPlanSecret(run.planId, run, 'repository'),
          database: repository?.path || null,
        }
      : null,
  }
  try {
    if (place.type === 'embedded') return await openEmbeddedPlace(means.startScratchServer, wish)
    const password = await openPlanSecret(run.planId, run, 'scratch')
    return await openScratchDatabase(dsnOf(place.address, password), {
      ...wish,
      egress: await means.egress(),
    })
  } catch (error) {
    signal.throwIfAborted()
    // A copy of a server that does not start is no fault of the place.
    if (isWhole && error instanceof Problem && error.kind === 'invalid') throw error
    throw error instanceof Problem || error instanceof ProbeError ? new NotTried(error.message) : error
  }
}

type Loaded = Pick<Restored, 'sentence' | 'notes' | 'absentExtensions'>

async function loadDump(
  { archive, content }: ReadBackup,
  place: ScratchPlace,
  { log, progress }: JobContext,
): Promise<Loaded> {
  const step = `Restoring ${archive.name} into ${place.name}`
  progress({ step, done: 0, total: null, unit: 'tables' })
  const outcome = await restoreArchive(archive, content, place, {
    log,
    onProgress: (done, total) => progress({ step, done, total, unit: 'tables' }),
  }).catch((error: unknown) => {
    // Programs that are missing or too old say nothing about the backup.
    throw error instanceof Problem && error.kind === 'conflict' ? new NotTried(error.message) : error
  })
  const { extensions, rolesLeftOut, leftOut } = outcome
  return {
    sentence: `It was loaded into ${place.name} by ${outcome.restoredBy} in ${formatDuration(outcome.durationMs / 1_000)} without an error.`,
    absentExtensions: extensions.absent,
    notes: [
      ...(extensions.present.length > 0 ? [`Extensions: ${extensions.present.join(', ')}.`] : []),
      ...sayLeftOut(leftOut),
      ...(rolesLeftOut.length > 0
        ? [
            `Owners and rights were left out, of ${rolesLeftOut.join(', ')}: those roles must exist where it is restored in earnest.`,
          ]
        : []),
    ],
  }
}

/** The database itself is made by the place, not by the dump: that it is left out is no news. */
function sayLeftOut(kinds: readonly string[]): string[] {
  const told = kinds.filter((kind) => kind !== 'database')
  return told.length > 0 ? [`A scratch place does without ${told.join(', ')}.`] : []
}

/** The product's own backup: the tables of the version that made it, then all rows, in one transaction. */
async function loadOwn(
  { archive }: ReadBackup,
  place: ScratchPlace,
  means: DrillMeans,
  { progress }: JobContext,
): Promise<Loaded> {
  progress({ step: `Restoring ${archive.name} into ${place.name}`, done: 0, total: null, unit: 'rows' })
  const reader = await ArchiveReader.open(archive.path)
  try {
    const loaded = await place.withClient(async (client) => {
      await beginLoad(client)
      await means.createOwnTables(client, reader.manifest)
      const result = await loadBackup(client, reader)
      await endSnapshot(client)
      return result
    })
    return {
      sentence: `The tables of its ${reader.manifest.migrations.length} migrations were made in ${place.name}, which notes each in a row of its own, and ${formatNumber(loaded.rows)} rows were loaded without an error.`,
      absentExtensions: [],
      notes:
        loaded.leftOut.length > 0
          ? [`Left out, because they are none of the product’s tables: ${loaded.leftOut.join(', ')}.`]
          : [],
    }
  } finally {
    await reader.close()
  }
}

async function restoreSqlite(run: RunWork, read: ReadBackup, context: JobContext): Promise<Restored> {
  const { archive, folder } = read
  context.progress({ step: `Copying ${archive.name}`, done: 0, total: null, unit: 'MB' })
  if (archive.unpackedBytes > run.config.limits.diskMb * 1_000_000)
    throw new NotTried(
      `${archive.name} has ${formatNumber(Math.ceil(archive.unpackedBytes / 1_000_000))} MB, and the plan allows ${formatNumber(run.config.limits.diskMb)} MB. Raise the limit of the plan.`,
    )
  const { signal } = context
  const file = await copySqlite(archive.path, folder)
  const ask: Restored['ask'] = (question, most) =>
    askSqlite(file, question, { most, timeMs: 120_000, signal })
  const [[version] = ['']] = await ask('select sqlite_version()', 1)
  return {
    engine: 'sqlite',
    sentence: 'It was copied to a place of its own and opened there without an error.',
    serverVersion: `SQLite ${version}`,
    notes: [],
    absentExtensions: [],
    environment: { DATABASE_URL: `file:${file}`, SQLITE_FILE: file },
    folder,
    account: null,
    signal,
    ask,
    snapshot: (wish) => snapshotSqlite(file, { ...wish, signal }),
    // SQLite checks a constraint when a row is written; its foreign keys are part of the snapshot.
    checkConstraints: () => Promise.resolve([]),
    peakBytes: () => archive.unpackedBytes,
    release: () => Promise.resolve(null),
  }
}

/** 180004 → "18.4" */
const versionText = (number: number) => `PostgreSQL ${Math.floor(number / 10_000)}.${number % 10_000}`

/** What belongs to the drill and not to the backup is not counted. */
function withoutSchemas(snapshot: DatabaseSnapshot, schemas: readonly string[]): DatabaseSnapshot {
  if (schemas.length === 0) return snapshot
  const isOther = (name: string) =>
    !schemas.some(
      (schema) => name === schema || name.startsWith(`${schema}.`) || name.includes(` ${schema}.`),
    )
  return {
    ...snapshot,
    tables: snapshot.tables.filter(({ name }) => isOther(name)),
    sequences: snapshot.sequences.filter(({ name }) => isOther(name)),
    catalogue: snapshot.catalogue.filter(({ key }) => isOther(key)),
    unread: snapshot.unread.filter(({ key }) => isOther(key)),
  }
}
