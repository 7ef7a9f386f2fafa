import { formatMeasure } from '@/lib/format/measure'
import { formatNear } from '@/lib/format/moment'
import { type BackupListing, listBackups } from '@/lib/probes/files'
import { Problem } from '@/lib/problem'
import type { TargetConfig } from '@/lib/systems/target-address'

/** The backup that is to be proven. */
export interface ChosenBackup {
  name: string
  path: string
  bytes: number
  takenAt: Date
  /** "file name" or "last change". */
  takenFrom: string
}

/**
 * The newest complete backup that matches. Throws Problem `invalid` when there is none, with what is there instead,
 * `unavailable` when it is still being written or may not be read, and ProbeError when the folder may not be read.
 */
export async function chooseBackup(
  { path, pattern }: TargetConfig<'backup'>,
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<ChosenBackup> {
  const listing = await listBackups(
    { path, pattern: patternOf(pattern), nameTimeZone: 'UTC', marker: '' },
    now,
    { signal, timeoutMs: 60_000, egress: { allowPrivate: [], deniedEndpoints: [] } },
  )
  const repository = repositoryAt(path, listing)
  if (repository) return repository
  // What describes a backup lies beside it and is none.
  const newest = listing.complete.find(({ name }) => !isBeside(name))
  if (!newest) throw nothingThere(path, pattern, listing)
  return {
    name: newest.name,
    path:
      newest.name === basename(path) && !listing.matches ? path : `${path.replace(/\/$/, '')}/${newest.name}`,
    bytes: newest.sizeBytes,
    takenAt: newest.at,
    takenFrom: newest.timeFrom === 'name' ? 'file name' : 'last change',
  }
}

/** Names in the folder of a repository of restic, and of pgBackRest: the whole folder is the backup. */
const repositories = [
  ['config', 'data', 'keys', 'snapshots'],
  ['archive', 'backup'],
] as const

function repositoryAt(path: string, { complete }: BackupListing): ChosenBackup | null {
  const names = new Set(complete.map(({ name }) => name))
  if (!repositories.some((repository) => repository.every((name) => names.has(name)))) return null
  return {
    name: basename(path),
    path,
    bytes: complete.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    takenAt: new Date(Math.max(...complete.map(({ at }) => at.getTime()))),
    takenFrom: 'last change',
  }
}

const patternOf = (pattern: string) => (pattern === '' ? '*' : pattern)

const basename = (path: string) => path.replace(/\/$/, '').split('/').at(-1) ?? path

/** Manifests, checksums and signatures. */
const isBeside = (name: string) => /\.(manifest\.json|sha(1|256|512)(sum)?|md5|asc|sig)$/i.test(name)

function nothingThere(path: string, pattern: string, listing: BackupListing): Problem {
  if (!listing.pathExists)
    return new Problem(
      'invalid',
      `Nothing is at ${path}: no backup was made there, or the disk of it is not mounted. Look at the job that makes them.`,
    )
  // Neither of the two says anything about the backup.
  if (listing.unfinished.length > 0)
    return new Problem(
      'unavailable',
      `Nothing in ${path} that matches ${pattern} is complete: ${listing.unfinished[0]} is still being written. Try again when it is done.`,
    )
  if (listing.hidden[0])
    return new Problem(
      'unavailable',
      `No backup in ${path} could be read: ${listing.hidden[0].name}, ${listing.hidden[0].reason}.`,
    )
  return new Problem(
    'invalid',
    `Nothing in ${path} matches ${pattern}: no backup was made there, or it has another name. Look at the job that makes them, or correct the pattern of the backup target, e.g. orders-*.dump.`,
  )
}

/** What would be proven now, in a sentence. */
export const backupSentence = ({ name, bytes, takenAt }: ChosenBackup, zone: string, now: Date): string =>
  `${name}, ${formatMeasure(bytes, 'bytes')}, made ${formatNear(takenAt, zone, now)}, would be proven.`
