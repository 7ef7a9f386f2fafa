import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { Difference } from '@/lib/fingerprints/difference'
import { defaultFileSample, encodeFile, type ListedFile, listFiles } from '@/lib/fingerprints/file-list'
import {
  checkRowsNamingFiles,
  type FileReference,
  type FileReferenceOutcome,
} from '@/lib/fingerprints/rows-naming-files'
import type { JobContext } from '@/lib/jobs/job'
import { storeLines } from '@/lib/jobs/stored-lines-store'
import { withPostgresClient } from '@/lib/probes/postgres-client'
import { createLineChannel } from './line-channel'
import type { OpenPlace } from './resolve-place'
import type { SeenFolder } from './snapshot'

/** Name of the stored lines of a folder. */
export const folderLines = (index: number) => `folder:${index}`

/** Name of the stored lines of rows that name files. */
export const referenceLines = (index: number) => `references:${index}`

/** What looking at one folder needs. */
export interface FolderLook {
  snapshotId: string
  index: number
  name: string
  now: Date
  /** Both sides draw the same files. */
  seed: string
  context: JobContext
}

/** Lists the files of one folder and stores the list. Throws ProbeError when it is missing or may not be read. */
export async function lookAtFolder(
  root: string,
  { snapshotId, index, name, now, seed, context }: FolderLook,
): Promise<Pick<SeenFolder, 'files' | 'bytes' | 'sampled' | 'changedMeanwhile'>> {
  const seen = { files: 0, bytes: 0, sampled: 0, changedMeanwhile: 0 }
  const began = now.getTime() / 1_000
  const files = listFiles(root, {
    sample: { ...defaultFileSample, seed },
    signal: context.signal,
    onProgress: (progress) =>
      context.progress({ step: `Files of ${name}`, done: progress.files, total: null, unit: 'files' }),
  })
  await storeLines(snapshotId, folderLines(index), counted(files, seen, began))
  return seen
}

async function* counted(
  files: AsyncIterable<ListedFile>,
  seen: { files: number; bytes: number; sampled: number; changedMeanwhile: number },
  began: number,
): AsyncGenerator<string> {
  for await (const file of files) {
    seen.files += 1
    seen.bytes += file.bytes
    if (file.kind === 'file' && file.sha256 !== null) seen.sampled += 1
    if (file.modified >= began) seen.changedMeanwhile += 1
    yield encodeFile(file)
  }
}

/** What looking at rows that name files needs. */
export interface ReferenceLook {
  snapshotId: string
  index: number
  now: Date
  egress: EgressPolicy
  youngSeconds: number
  wait?: (signal: AbortSignal) => Promise<void>
  context: JobContext
}

/** Looks both ways between rows and files, and stores what does not fit. Throws ProbeError, or what the session threw. */
export async function lookAtReferences(
  place: Extract<OpenPlace, { kind: 'postgres' }>,
  reference: FileReference,
  { snapshotId, index, now, egress, youngSeconds, wait, context }: ReferenceLook,
): Promise<FileReferenceOutcome> {
  const channel = createLineChannel()
  const stored = storeLines(snapshotId, referenceLines(index), channel.lines)
  // Whoever brings lines fails first where storing them failed; then this rejection has been seen already.
  stored.catch(() => {})
  try {
    return await withPostgresClient(place.target, { signal: context.signal, egress }, (client) =>
      checkRowsNamingFiles(client, reference, {
        signal: context.signal,
        now,
        youngSeconds,
        ...(wait ? { wait } : {}),
        onProgress: (done, total) =>
          context.progress({ step: `Files that ${reference.table} names`, done, total, unit: 'rows' }),
        onDifference: (difference: Difference) => channel.push(JSON.stringify(difference)),
      }),
    )
  } finally {
    channel.end()
    await stored
  }
}
