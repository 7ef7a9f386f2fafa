import type { ReadArchive } from '@/lib/archives/archive'
import { openArchive } from '@/lib/archives/open-archive'
import { readArchive, searchArchive } from '@/lib/archives/read-archive'
import { formatMeasure, formatNumber } from '@/lib/format/measure'
import type { JobContext } from '@/lib/jobs/job'
import { chooseBackup } from './choose-backup'
import type { DrillSight } from './drill-sight'
import { formatWords } from './format-words'
import { openPlanSecret } from './plan-secrets'
import type { ReadBackup } from './restored'
import type { RunWork } from './run-store'

/**
 * Opens the newest backup and searches it for what leaves the database; reads it to its end unless restoring it does
 * that. Throws Problem `invalid` when it is no backup to go on with.
 */
export async function readBackup(
  run: RunWork,
  sight: DrillSight,
  { folder, now }: { folder: string; now: Date },
  context: JobContext,
): Promise<{ read: ReadBackup; said: string }> {
  const { signal, log } = context
  const chosen = await chooseBackup(run.backup, { now, signal })
  sight.backup = { ...chosen, format: 'not recognised', sha256: null }
  log(
    `${chosen.name}: ${formatMeasure(chosen.bytes, 'bytes')}, made ${chosen.takenAt.toISOString()} by its ${chosen.takenFrom}`,
  )
  const archive = await openArchive(chosen.path, {
    folder,
    signal,
    password: await openPlanSecret(run.planId, run, 'repository'),
    limits: { bytes: run.config.limits.diskMb * 1_000_000 },
    stanza: run.config.repository?.stanza || null,
    innerPattern: run.config.repository?.path || null,
    onProgress: megabytes(context, `Opening ${chosen.name}`),
  })
  const format = formatWords(archive)
  const made = archive.madeAt ? { takenAt: archive.madeAt, takenFrom: 'own record' } : {}
  sight.backup = { ...chosen, ...made, format, sha256: archive.sha256 }
  log(`recognised: ${format}, sha256 ${archive.sha256}`)
  if (archive.madeAt) log(`its newest backup was made ${archive.madeAt.toISOString()} by its own record`)
  const content = await searchArchive(archive, await howToRead(run, chosen.name, context))
  const read = { archive, content, folder, source: chosen.path }
  return { read, said: sayRead(read, sight) }
}

/** Reads a backup to its end that was only searched so far. Throws Problem `invalid` when that cannot be done. */
export async function readToEnd(run: RunWork, read: ReadBackup, context: JobContext): Promise<ReadBackup> {
  const content = await readArchive(read.archive, await howToRead(run, read.archive.name, context))
  return { ...read, content }
}

/** What level listed says of a backup that was read to its end, by itself or by restoring it. */
export function sayRead({ content: { readBy, tables } }: ReadBackup, { backup }: DrillSight): string {
  const by = readBy ? ` by ${readBy}` : ''
  const count =
    tables.length > 0 ? `: ${formatNumber(tables.length)} ${tables.length === 1 ? 'table' : 'tables'}` : ''
  return `${backup?.format}, ${formatMeasure(backup?.bytes ?? 0, 'bytes')}, read to its end${by}${count}.`
}

async function howToRead(run: RunWork, name: string, context: JobContext): Promise<ReadArchive> {
  return {
    signal: context.signal,
    password: await openPlanSecret(run.planId, run, 'repository'),
    stanza: run.config.repository?.stanza || null,
    log: context.log,
    onProgress: megabytes(context, `Reading ${name} to its end`),
  }
}

const megabytes =
  ({ progress }: JobContext, step: string) =>
  (done: number, total: number) =>
    progress({ step, done: Math.round(done / 1e6), total: Math.round(total / 1e6), unit: 'MB' })
