import { readBeside } from '@/lib/archives/read-beside'
import { ownInstallationPolicy } from '@/lib/egress/egress-policy'
import type { ContentMethod, DatabaseSnapshot } from '@/lib/fingerprints/database-snapshot'
import { manifestName, readManifest } from '@/lib/fingerprints/manifest'
import { snapshotPostgres } from '@/lib/fingerprints/snapshot-postgres'
import type { JobContext } from '@/lib/jobs/job'
import { withPostgresClient } from '@/lib/probes/postgres-client'
import { Problem } from '@/lib/problem'
import { openSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import type { DrillMeans } from './drill-means'
import type { ComparisonSource } from './drill-report'
import { type DrillSight, NotTried } from './drill-sight'
import { driverFault } from './driver-fault'
import { readMeasure } from './measure-store'
import { ownManifest } from './own-manifest'
import type { ReadBackup } from './restored'
import type { RunWork } from './run-store'

/** What should be in the backup, by whoever says so. */
export interface Expected {
  by: ComparisonSource
  snapshot: DatabaseSnapshot
}

/** What every comparison that the plan asks for expects. What is not there is noted, never taken for equal. */
export async function expectedSnapshots(
  run: RunWork,
  read: ReadBackup,
  { found, sight, now }: { found: DatabaseSnapshot; sight: DrillSight; now: Date },
  means: DrillMeans,
  context: JobContext,
): Promise<Expected[]> {
  const expected: Expected[] = []
  for (const by of run.config.compareWith) {
    const begun = performance.now()
    const snapshot =
      by === 'manifest'
        ? await manifestOf(read, found, sight)
        : by === 'last-proven'
          ? await readMeasure(run.planId, run.id)
          : await sourceOf(run, { contentMethod: found.contentMethod, now }, means, context)
    if (by === 'source') {
      sight.asideSeconds += (performance.now() - begun) / 1_000
      if (snapshot) sight.notes.push(`The live source was read at ${snapshot.takenAt}.`)
    }
    if (snapshot) expected.push({ by, snapshot })
    else sight.notes.push(missing(by, read.archive.name))
  }
  return expected
}

/**
 * How the manifest summed up contents: what came back is summed up in the same way. It need not be what fits the place,
 * which is in UTF-8 also where the source was not. Undefined: no manifest says.
 */
export async function manifestMethod(
  { config }: Pick<RunWork, 'config'>,
  { archive, source }: ReadBackup,
): Promise<ContentMethod | undefined> {
  if (!config.compareWith.includes('manifest') || archive.format === 'wheeltapper') return undefined
  try {
    const text = await readBeside(manifestName(source))
    const snapshot = text === null ? null : readManifest(text).snapshot
    return snapshot?.engine === 'postgresql' ? snapshot.contentMethod : undefined
  } catch (error) {
    // That it cannot be used is said where it is compared.
    if (error instanceof Problem) return undefined
    throw error
  }
}

function missing(by: ComparisonSource, name: string): string {
  switch (by) {
    case 'manifest':
      return `No manifest lies beside the backup, so its rows could not be compared with those of the moment when it was made. Write one with each backup: npm run -s manifest -- <address> --out ${manifestName(name)}`
    case 'last-proven':
      return 'No earlier run of this plan passed, so nothing could be compared with one. This run is the measure of the next.'
    case 'source':
      return 'The live source is no target of the system any more, so nothing could be compared with it.'
  }
}

async function manifestOf(
  { archive, source }: ReadBackup,
  found: DatabaseSnapshot,
  sight: DrillSight,
): Promise<DatabaseSnapshot | null> {
  if (archive.format === 'wheeltapper') return ownManifest(archive.path, found)
  const text = await readBeside(manifestName(source))
  if (text === null) return null
  const { snapshot, madeAt } = readManifest(text)
  sight.notes.push(`The manifest was written at ${madeAt}, from ${snapshot.database}.`)
  return snapshot
}

async function sourceOf(
  { source, isSelf }: RunWork,
  { contentMethod, now }: { contentMethod: ContentMethod; now: Date },
  means: DrillMeans,
  { signal, progress }: JobContext,
): Promise<DatabaseSnapshot | null> {
  if (!source) return null
  const password = source.secret === null ? null : await openSecret(source.secret, secretAad(source))
  const egress = isSelf ? ownInstallationPolicy : await means.egress()
  const target = {
    kind: 'postgres' as const,
    address: source.address,
    config: source.config,
    secret: password,
  }
  return withPostgresClient(target, { egress, signal }, (client) =>
    snapshotPostgres(client, {
      now,
      signal,
      contentMethod,
      onProgress: ({ table, tablesDone, tables }) =>
        progress({
          step: `Counting ${table} in the live source`,
          done: tablesDone,
          total: tables,
          unit: 'tables',
        }),
    }),
  ).catch((error: unknown) => {
    signal.throwIfAborted()
    const fault = driverFault(error)
    throw fault
      ? new NotTried(`The live source could not be read to its end: ${fault.said}. Run it again.`)
      : error
  })
}
