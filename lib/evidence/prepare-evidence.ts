import { fileTypeFromBuffer } from 'file-type'
import type { Viewer } from '@/lib/auth/viewer'
import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { evidenceDirectory, evidenceMaxBytes } from '@/lib/env'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { sha256, titleOf } from './describe-draft'
import { readRunForEvidence, type StoredEvidence } from './evidence-store'
import { cleanFileName } from './file-name'
import { writeEvidenceFile } from './file-store'
import { judgeFile } from './judge-file'
import { type EvidenceDraft, evidenceDraft, type NewEvidence } from './schema'
import { tooLargeSentence } from './size-limit'

/** A piece of evidence that was looked at and may be stored. */
export type PreparedEvidence = Pick<StoredEvidence, 'fileName' | 'mediaType' | 'byteSize'> & {
  draft: EvidenceDraft
  /** Of a file that lies in the database. */
  content: Uint8Array | null
}

/** Looks at each piece: sizes, names, contents. Writes files where they lie in a directory. Throws an invalid Problem. */
export async function prepareEvidence(drafts: readonly NewEvidence[]): Promise<PreparedEvidence[]> {
  const prepared: PreparedEvidence[] = []
  for (const draft of drafts) prepared.push(await prepare(parseInput(evidenceDraft, draft)))
  return prepared
}

async function prepare(draft: EvidenceDraft): Promise<PreparedEvidence> {
  if (draft.kind !== 'file') return { draft, fileName: null, mediaType: null, byteSize: null, content: null }
  const fileName = cleanFileName(draft.fileName)
  const refuse = (sentence: string) => new Problem('invalid', sentence, { evidenceFiles: sentence })
  if (draft.bytes.length > evidenceMaxBytes())
    throw refuse(tooLargeSentence(fileName, draft.bytes.length, evidenceMaxBytes()))
  const sniffed = await fileTypeFromBuffer(draft.bytes).catch(() => undefined)
  const { declaredType, bytes } = draft
  const judged = judgeFile({ fileName, declaredType, sniffedType: sniffed?.mime ?? null, bytes })
  if (!judged.accepted) throw refuse(judged.reason)
  const directory = evidenceDirectory()
  // A file without its row, should the transaction fail, is in nobody's way: it is named by its content.
  if (directory) await writeEvidenceFile(directory, bytes)
  return {
    draft,
    fileName,
    mediaType: judged.mediaType,
    byteSize: bytes.length,
    content: directory ? null : bytes,
  }
}

/** The row of one piece; of a run, with what the run said copied into it: runs are dropped in time. */
export async function rowOf(
  tx: Transaction,
  { draft, ...file }: Omit<PreparedEvidence, 'content'>,
  { systemId, now, viewer }: { systemId: string; now: Date; viewer: Viewer },
): Promise<StoredEvidence> {
  const found =
    draft.kind === 'run'
      ? await readRunForEvidence(tx, systemId, draft.checkId, draft.scheduledFor)
      : undefined
  if (found === null)
    throw new Problem(
      'invalid',
      'This run is not kept any more, or the check is not one of this system. Run the check again and attach that run.',
    )
  const text =
    draft.kind === 'note' || draft.kind === 'output'
      ? draft.text
      : found
        ? JSON.stringify(found.run, null, 2)
        : null
  const url = draft.kind === 'url' ? draft.url : null
  return {
    id: newId(),
    systemId,
    kind: draft.kind,
    title: draft.title || (found ? `${found.name}: ${found.run.reason}` : titleOf(draft, file.fileName)),
    url,
    text,
    ...file,
    sha256: sha256(draft.kind === 'file' ? draft.bytes : (url ?? text ?? '')),
    checkId: draft.kind === 'run' ? draft.checkId : null,
    scheduledFor: found?.scheduledFor ?? null,
    capturedAt: now,
    capturedById: viewer.id,
    validUntil: draft.validUntil,
  }
}
