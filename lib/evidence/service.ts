import { appendAudit } from '@/lib/audit/store'
import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { evidenceDirectory } from '@/lib/env'
import { Problem } from '@/lib/problem'
import { sha256 } from './describe-draft'
import {
  countOfSystem,
  type EvidenceRow,
  insertEvidence,
  insertFile,
  lockEvidence,
  lockEvidenceSystem,
  markSuperseded,
  readEvidence,
  readEvidencePage,
  readStoredFile,
  readSuperseded,
  type StoredEvidence,
} from './evidence-store'
import { isViewable } from './file-kinds'
import { readEvidenceFile } from './file-store'
import { type PreparedEvidence, prepareEvidence, rowOf } from './prepare-evidence'
import type { NewEvidence } from './schema'
import type { EvidenceDetail, EvidenceView } from './view'

const mayAdd =
  'Adding evidence needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'
const missing = 'There is no such evidence. Look for it on the page of its system.'

/** A stored piece: its id, and the hash of its content. */
export interface MadeEvidence {
  id: string
  sha256: string
}

/** Stores one piece of evidence of a system. Throws Problem: invalid (says why the file is refused), forbidden, not-found, conflict. */
export async function addEvidence(
  viewer: Viewer,
  evidence: NewEvidence & { systemId: string },
): Promise<MadeEvidence> {
  const { systemId, ...draft } = evidence
  const [made] = await addAllEvidence(viewer, systemId, [draft as NewEvidence])
  if (!made) throw new Error('nothing was stored')
  return made
}

/** Stores all these pieces or none. No piece: no change. */
export async function addAllEvidence(
  viewer: Viewer,
  systemId: string,
  drafts: readonly NewEvidence[],
): Promise<MadeEvidence[]> {
  if (drafts.length === 0) return []
  await inTransaction((tx) => requireSystem(tx, viewer, systemId))
  const prepared = await prepareEvidence(drafts)
  return inTransaction((tx) => storeEvidence(tx, viewer, systemId, prepared))
}

/** Stores a piece in place of an older one of the same system, which from then on points at it. */
export async function supersedeEvidence(
  viewer: Viewer,
  olderId: string,
  draft: NewEvidence,
): Promise<MadeEvidence> {
  await inTransaction(async (tx) => requireSystem(tx, viewer, (await requireOlder(tx, olderId)).systemId))
  const prepared = await prepareEvidence([draft])
  return inTransaction(async (tx) => {
    const older = await requireOlder(tx, olderId)
    if (older.supersededById)
      throw new Problem(
        'conflict',
        `${older.title} was replaced already. Replace what replaced it: reload the page and follow the link.`,
      )
    const [made] = await storeEvidence(tx, viewer, older.systemId, prepared, older.id)
    if (!made) throw new Error('nothing was stored')
    return made
  })
}

/** Throws an invalid Problem unless all these pieces belong to the system: ids come from outside. */
export async function requireEvidence(
  tx: Transaction,
  systemId: string,
  ids: readonly string[],
): Promise<void> {
  const unique = [...new Set(ids)]
  if (unique.length === 0) return
  if (unique.every(isId) && (await countOfSystem(tx, systemId, unique)) === unique.length) return
  throw new Problem('invalid', 'Evidence is named that this system does not have. Attach it again.', {
    evidenceIds: 'Attach the evidence again.',
  })
}

/** These pieces of evidence for lists. Open to everybody who has signed in. */
export async function listEvidence(_viewer: Viewer, ids: readonly string[]): Promise<EvidenceView[]> {
  return (await readEvidence(ids)).map(viewOf)
}

/** One piece of evidence. Throws not-found. */
export async function getEvidence(viewer: Viewer, id: string): Promise<EvidenceDetail> {
  const row = isId(id) ? await readEvidencePage(id) : null
  if (!row) throw new Problem('not-found', missing)
  return {
    ...viewOf(row),
    systemId: row.systemId,
    systemName: row.systemName,
    isArchived: row.archivedAt !== null,
    text: row.text,
    checkId: row.checkId,
    scheduledFor: row.scheduledFor?.toISOString() ?? null,
    supersedes: await readSuperseded(row.id),
    isViewable: row.kind === 'file' && isViewable(row.mediaType),
    editable: row.archivedAt === null && canMaintain(viewer, row),
    now: row.now.toISOString(),
  }
}

/**
 * The file of a piece of evidence, compared with its hash: a file that is not what was stored is refused, never
 * served. Throws Problem: not-found, unavailable.
 */
export async function getEvidenceFile(
  _viewer: Viewer,
  id: string,
): Promise<{ fileName: string; mediaType: string; content: Uint8Array; sha256: string }> {
  const row = isId(id) ? await readEvidencePage(id) : null
  if (row?.kind !== 'file') throw new Problem('not-found', missing)
  const stored = await readStoredFile(row.sha256)
  const directory = evidenceDirectory()
  const content = stored?.content ?? (directory ? await readEvidenceFile(directory, row.sha256) : null)
  if (!content) {
    throw new Problem(
      'unavailable',
      directory
        ? `The file of this evidence is not in ${directory} any more. Bring it back from the backup of that directory; its name there is ${row.sha256}.`
        : 'The file of this evidence lies in a directory that this process does not know. Set EVIDENCE_DIRECTORY as it was when the file was stored.',
    )
  }
  if (sha256(content) !== row.sha256) {
    throw new Problem(
      'unavailable',
      'The file of this evidence was changed after it was stored, so it proves nothing and is not shown. Bring the original back from a backup.',
    )
  }
  const { fileName, mediaType } = row
  return {
    fileName: fileName ?? 'file',
    mediaType: mediaType ?? 'application/octet-stream',
    content,
    sha256: row.sha256,
  }
}

/** Stores pieces that were looked at, inside a transaction that does more. */
export async function storeEvidence(
  tx: Transaction,
  viewer: Viewer,
  systemId: string,
  prepared: readonly PreparedEvidence[],
  supersedes?: string,
): Promise<MadeEvidence[]> {
  await requireSystem(tx, viewer, systemId)
  const now = await transactionNow(tx)
  if (prepared.some(({ draft }) => draft.validUntil !== null && draft.validUntil <= now)) {
    const sentence = 'What no longer counts shows nothing: choose a day to come, or none.'
    throw new Problem('invalid', sentence, { evidenceUntil: sentence })
  }
  const rows: StoredEvidence[] = []
  for (const { content, ...each } of prepared) {
    const row = await rowOf(tx, each, { systemId, now, viewer })
    if (row.kind === 'file') {
      await insertFile(tx, { sha256: row.sha256, byteSize: row.byteSize ?? 0, content })
    }
    await insertEvidence(tx, row)
    if (supersedes) await markSuperseded(tx, supersedes, row.id)
    rows.push(row)
  }
  for (const { id, kind, title, sha256: hash, validUntil } of rows) {
    await appendAudit(tx, {
      actor: viewer,
      action: supersedes ? 'evidence.supersede' : 'evidence.add',
      entity: 'evidence',
      entityId: id,
      after: { systemId, kind, title, sha256: hash, validUntil, ...(supersedes ? { supersedes } : {}) },
    })
  }
  return rows.map(({ id, sha256: hash }) => ({ id, sha256: hash }))
}

/** Asked before anything is looked at or written, too: nobody fills the directory of files who may not add any. */
async function requireSystem(tx: Transaction, viewer: Viewer, systemId: string): Promise<void> {
  const system = isId(systemId) ? await lockEvidenceSystem(tx, systemId) : null
  if (!system) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  permit(canMaintain(viewer, system), mayAdd)
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its evidence can only be read.`)
}

async function requireOlder(tx: Transaction, id: string) {
  const older = isId(id) ? await lockEvidence(tx, id) : null
  if (!older) throw new Problem('not-found', missing)
  return older
}

function viewOf(row: EvidenceRow): EvidenceView {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    url: row.url,
    fileName: row.fileName,
    mediaType: row.mediaType,
    byteSize: row.byteSize,
    sha256: row.sha256,
    capturedAt: row.capturedAt.toISOString(),
    capturedBy: row.capturedBy,
    validUntil: row.validUntil?.toISOString() ?? null,
    isExpired: row.isExpired,
    supersededById: row.supersededById,
  }
}
