import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { newestPhysical, pgbackrest } from '@/lib/archives/pgbackrest'
import { Problem } from '@/lib/problem'
import type { PhysicalCopy } from './scratch-server'

/** Which copy of a whole server is wanted. */
export interface PhysicalWish {
  /** The repository. */
  path: string
  name: string
  stanza: string | null
  /** Of an encrypted repository. */
  password: string | null
  /** Which of its databases is looked at; null: the largest. */
  database: string | null
}

/** Segments of 16 MB in one of the numbers that the name of a segment is made of. */
const segmentsPerNumber = 256
/** A backup that needs more log than this took longer than any drill may. */
const mostSegments = 20_000

/**
 * Restores the newest backup of a pgBackRest repository into a folder, with the part of the log that makes it whole.
 * The server never sees the repository: its own command for fetching the log is replaced by a copy.
 */
export async function copyPhysical(
  wish: PhysicalWish,
  folder: string,
  { signal, log }: { signal: AbortSignal; log: (line: string) => void },
): Promise<PhysicalCopy> {
  const how = { signal, log, password: wish.password, stanza: wish.stanza }
  const backup = await newestPhysical(wish, how)
  const dataDirectory = join(folder, 'd')
  const logFolder = join(folder, 'w')
  await mkdir(dataDirectory, { mode: 0o700 })
  await mkdir(logFolder, { mode: 0o700 })
  const tablespaces = join(folder, 't')
  await mkdir(tablespaces, { mode: 0o700 })
  const place = [
    `--stanza=${backup.stanza}`,
    `--pg1-path=${dataDirectory}`,
    `--lock-path=${join(folder, 'lock')}`,
  ]
  const run = (args: readonly string[]) => pgbackrest(backup.program, wish, args, { ...how, folder })
  log(`Restoring ${backup.label} of ${backup.stanza}, ${backup.bytes} bytes`)
  await run([
    'restore',
    ...place,
    `--set=${backup.label}`,
    '--type=none',
    `--tablespace-map-all=${tablespaces}`,
  ])
  for (const segment of segmentsBetween(backup.log.first, backup.log.last))
    await run(['archive-get', ...place, segment, join(logFolder, segment)])
  return { dataDirectory, logFolder, tablespaces, major: backup.major, database: wish.database }
}

/** Names of the segments of the log from one to another: 8 digits each of timeline, number and segment. */
export function segmentsBetween(first: string, last: string): string[] {
  const [from, to] = [positionOf(first), positionOf(last)]
  const timeline = first.slice(0, 8)
  if (from === null || to === null || timeline !== last.slice(0, 8) || to < from || to - from > mostSegments)
    throw new Problem(
      'invalid',
      `pgBackRest names no usable part of the log for its backup ("${first}" to "${last}").`,
    )
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const position = from + index
    return timeline + hex(Math.floor(position / segmentsPerNumber)) + hex(position % segmentsPerNumber)
  })
}

const hex = (number: number) => number.toString(16).toUpperCase().padStart(8, '0')

function positionOf(segment: string): number | null {
  if (!/^[0-9A-F]{24}$/.test(segment)) return null
  return (
    Number.parseInt(segment.slice(8, 16), 16) * segmentsPerNumber + Number.parseInt(segment.slice(16), 16)
  )
}
