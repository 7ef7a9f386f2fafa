import type { FileReferenceOutcome } from '@/lib/fingerprints/rows-naming-files'
import { formatMeasure, formatNumber } from '@/lib/format/measure'
import type { SeenPlace } from './guided-view'
import type { VerificationArea } from './schema'

// What a snapshot keeps in its row; the long lists lie in stored lines under its id.

/** What was seen of a database. Its whole snapshot lies in the lines "database:<index>". */
export interface SeenDatabase {
  name: string
  place: string
  /** Null: it could not be looked at, and `fault` says why. */
  version: string | null
  tables: number
  rows: number
  /** Rows written to it until then; null where the server does not tell. */
  writes: number | null
  /** Rows written to it while it was read: the snapshot is of one moment, but not of its last. */
  writesMeanwhile: number | null
  /** Tables of which every row was kept: lines "rows:<index>:<table>". */
  keptTables: string[]
  /** Things that the role may not read. */
  unread: number
  fault: string | null
}

/** What was seen of a folder. Its files lie in the lines "folder:<index>". */
export interface SeenFolder {
  name: string
  place: string
  files: number
  bytes: number
  /** Files whose content was read. */
  sampled: number
  /** Files that were changed while the list was made. */
  changedMeanwhile: number
  fault: string | null
}

/** What was seen of rows that name files. What did not fit lies in the lines "references:<index>". */
export interface SeenReferences extends Omit<FileReferenceOutcome, 'unreadable'> {
  name: string
  fault: string | null
}

/** What was seen of a volume. */
export interface SeenVolume {
  name: string
  place: string
  exists: boolean
  /** Something is mounted there, rather than a folder on the disk of what lies above. */
  isMount: boolean
  totalBytes: number | null
  usedBytes: number | null
  availableBytes: number | null
  fault: string | null
}

/** Whether a dependency answered. */
export interface SeenDependency {
  name: string
  place: string
  isReachable: boolean
  /** "answered in 12 ms", or the sentence of the fault. */
  sentence: string
}

/** What a snapshot came to. */
export interface SnapshotSummary {
  databases: SeenDatabase[]
  folders: SeenFolder[]
  references: SeenReferences[]
  volumes: SeenVolume[]
  dependencies: SeenDependency[]
}

const sized = (bytes: number) => formatMeasure(bytes, 'bytes')
const counted = (count: number, one: string, many = `${one}s`) =>
  `${formatNumber(count)} ${count === 1 ? one : many}`

/** What was seen, place by place, in words. Pure. */
export function seenPlaces(summary: SnapshotSummary): SeenPlace[] {
  const line = (
    area: VerificationArea,
    { name, place, fault }: { name: string; place: string; fault: string | null },
    sentence: string,
  ): SeenPlace => ({ area, name, place, sentence: fault ?? sentence, isUnknown: fault !== null })
  return [
    ...summary.databases.map((seen) =>
      line(
        'records',
        seen,
        `${seen.version}: ${counted(seen.tables, 'table')}, ${counted(seen.rows, 'row')}${seen.unread > 0 ? `; ${counted(seen.unread, 'thing')} could not be read` : ''}`,
      ),
    ),
    ...summary.folders.map((seen) =>
      line(
        'files',
        seen,
        `${counted(seen.files, 'file')}, ${sized(seen.bytes)}, the content of ${formatNumber(seen.sampled)} read`,
      ),
    ),
    ...summary.references.map((seen) =>
      line(
        'files',
        { ...seen, place: seen.name },
        `${counted(seen.rows, 'row names a file', 'rows name files')}: ${formatNumber(seen.missing)} missing, ${counted(seen.extra, 'file')} that none of them names${seen.refused > 0 ? `, ${formatNumber(seen.refused)} that lead out of the folder` : ''}`,
      ),
    ),
    ...summary.volumes.map((seen) => line('volumes', seen, volumeSentence(seen))),
    ...summary.dependencies.map(({ name, place, sentence }) => ({
      area: 'dependencies' as const,
      name,
      place,
      sentence,
      isUnknown: false,
    })),
  ]
}

/** "mounted, 12.0 GB used, 88.0 GB free" */
export function volumeSentence({ exists, isMount, usedBytes, availableBytes }: SeenVolume): string {
  if (!exists) return 'not there'
  const room =
    usedBytes === null || availableBytes === null
      ? 'its room is not told'
      : `${sized(usedBytes)} used, ${sized(availableBytes)} free`
  return `${isMount ? 'mounted' : 'a folder, nothing is mounted there'}, ${room}`
}

/** What makes a snapshot less than it should be. Pure. */
export function warningsOf(summary: SnapshotSummary): string[] {
  return [
    ...summary.databases.flatMap(({ name, writesMeanwhile }) =>
      writesMeanwhile
        ? [
            `${name} was written to while it was read (${counted(writesMeanwhile, 'row')}): what was written since then is not in this snapshot. Stop what writes, then take it again.`,
          ]
        : [],
    ),
    ...summary.folders.flatMap(({ name, changedMeanwhile }) =>
      changedMeanwhile > 0
        ? [
            `${counted(changedMeanwhile, 'file')} of ${name} changed while the list was made. Stop what writes, then take it again.`,
          ]
        : [],
    ),
  ]
}
