import type { AuditAction } from '@/lib/audit/actions'
import { type AuditNote, appendAudit } from '@/lib/audit/store'
import { canPublishChecklist, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import {
  type DraftRow,
  deleteChecklist,
  deleteDraft,
  insertChecklist,
  insertDraft,
  type LockedChecklist,
  lockChecklist,
  updateDraft,
  type Writing,
} from './change-store'
import { knownSources } from './known-sources'
import { findVersion } from './list-store'
import { parseChecklist } from './parse-checklist'
import type { ChecklistDocument } from './schema'
import { sourceHash } from './source-hash'
import { textProblem } from './text-problem'

/** Names of the facts that can answer a control: known to a later room, so whoever calls brings them. */
export type FactNames = ReadonlySet<string>

const mayWrite = 'Writing checklists needs the role manager. An admin can give it to you.'

// /checklists/new is where checklists are taken in.
const reservedKey = 'new'

/** Throws unless the viewer may write checklists. */
export function permitWriting(viewer: Viewer): void {
  permit(canPublishChecklist(viewer), mayWrite)
}

/**
 * Takes a YAML text in: under a new key as a checklist with its first draft, under the key of one that exists as the
 * draft of its next version. Throws Problem: forbidden, invalid (one field per line), conflict (a draft is there,
 * or the checklist was retired).
 */
export async function importChecklist(
  viewer: Viewer,
  text: string,
  facts: FactNames,
): Promise<{ key: string; isNew: boolean }> {
  permitWriting(viewer)
  const parsed = parseChecklist(text, knownSources(facts))
  if (!parsed.document) throw textProblem(parsed)
  const { document } = parsed
  if (document.key === reservedKey)
    throw new Problem(
      'invalid',
      `The key ${reservedKey} is an address of this product. Example: key: backup-basics`,
    )
  return inTransaction(async (tx) => {
    const writing = { at: await transactionNow(tx), byId: viewer.id }
    const existing = await lockChecklist(tx, document.key)
    if (existing) refuseSecondDraft(existing)
    const checklist = existing ?? (await addChecklist(tx, document, writing.at))
    await insertDraft(
      tx,
      { checklistId: checklist.id, number: checklist.lastNumber + 1, ...textOf(text), words: document },
      writing,
    )
    await appendAudit(
      tx,
      checklistNote(viewer, existing ? 'checklist.start-draft' : 'checklist.create', checklist.id, {
        key: document.key,
        number: checklist.lastNumber + 1,
        controls: document.controls.length,
        hash: sourceHash(text),
      }),
    )
    return { key: document.key, isNew: !existing }
  })
}

async function addChecklist(
  tx: Transaction,
  { key, title }: ChecklistDocument,
  createdAt: Date,
): Promise<{ id: string; lastNumber: number }> {
  return { id: await insertChecklist(tx, { key, title, isShipped: false, createdAt }), lastNumber: 0 }
}

function refuseSecondDraft({ key, retiredAt, draft }: LockedChecklist): void {
  if (retiredAt) {
    throw new Problem(
      'conflict',
      `The checklist ${key} was retired. Bring it back first, or give your text another key.`,
    )
  }
  if (draft) {
    throw new Problem(
      'conflict',
      `The checklist ${key} has a draft already (version ${draft.number}). Paste your text there, or publish or discard that draft first.`,
    )
  }
}

/** Begins the next version with the text of the published one. Throws Problem: forbidden, not-found, conflict. */
export async function startDraft(viewer: Viewer, key: string): Promise<void> {
  permitWriting(viewer)
  const published = await findVersion(key, 'published')
  await inTransaction(async (tx) => {
    const checklist = await locked(tx, key)
    refuseSecondDraft(checklist)
    if (!published) throw new Problem('conflict', 'This checklist has no published version to start from.')
    const number = checklist.lastNumber + 1
    await insertDraft(
      tx,
      { checklistId: checklist.id, number, ...textOf(published.source), words: published },
      { at: await transactionNow(tx), byId: viewer.id },
    )
    await appendAudit(
      tx,
      checklistNote(viewer, 'checklist.start-draft', checklist.id, { key, number, from: published.number }),
    )
  })
}

/**
 * Saves the text of a draft, right or wrong: what is wrong with it is shown until it is published. Throws Problem:
 * forbidden, not-found, and conflict when somebody else saved meanwhile (`revision` is the one that was edited).
 */
export async function saveDraft(
  viewer: Viewer,
  key: string,
  edit: { text: string; revision: number },
  facts: FactNames,
): Promise<{ revision: number }> {
  permitWriting(viewer)
  const parsed = parseChecklist(edit.text, knownSources(facts))
  return inTransaction(async (tx) => {
    const { id, draft } = await lockedDraft(tx, key)
    refuseStale(draft, edit.revision)
    const writing: Writing = { at: await transactionNow(tx), byId: viewer.id }
    const text = textOf(edit.text)
    await updateDraft(tx, draft.id, { ...text, words: parsed.document }, writing)
    await appendAudit(
      tx,
      checklistNote(
        viewer,
        'checklist.edit-draft',
        id,
        { key, number: draft.number, hash: text.hash, errors: parsed.errors.length },
        { hash: sourceHash(draft.source) },
      ),
    )
    return { revision: draft.revision + 1 }
  })
}

/** Throws a draft away, and with it a checklist that was never published. Returns whether the checklist remains. */
export async function discardDraft(
  viewer: Viewer,
  key: string,
  revision: number,
): Promise<{ remains: boolean }> {
  permitWriting(viewer)
  return inTransaction(async (tx) => {
    const { id, draft, hasOnlyDraft } = await lockedDraft(tx, key)
    refuseStale(draft, revision)
    await deleteDraft(tx, draft.id)
    if (hasOnlyDraft) await deleteChecklist(tx, id)
    const { number, source } = draft
    await appendAudit(
      tx,
      checklistNote(
        viewer,
        'checklist.discard-draft',
        id,
        { remains: !hasOnlyDraft },
        { key, number, hash: sourceHash(source) },
      ),
    )
    return { remains: !hasOnlyDraft }
  })
}

/** Throws a conflict unless `revision` is the newest. */
export function refuseStale(draft: DraftRow, revision: number): void {
  if (draft.revision === revision) return
  throw new Problem(
    'conflict',
    `This draft was changed meanwhile: it is at revision ${draft.revision}, you had ${revision}. Nothing of yours was stored or lost.`,
  )
}

/** The checklist of this key, locked. Throws Problem not-found. */
export async function locked(tx: Transaction, key: string): Promise<LockedChecklist> {
  const checklist = await lockChecklist(tx, key)
  if (!checklist) throw new Problem('not-found', 'This checklist does not exist.')
  return checklist
}

/** The checklist of this key and its draft, locked. Throws Problem: not-found, conflict (no draft any more). */
export async function lockedDraft(
  tx: Transaction,
  key: string,
): Promise<LockedChecklist & { draft: DraftRow }> {
  const checklist = await locked(tx, key)
  const { draft } = checklist
  if (!draft)
    throw new Problem('conflict', 'This checklist has no draft any more: it was published or discarded.')
  return { ...checklist, draft }
}

const textOf = (source: string) => ({ source, hash: sourceHash(source) })

/** What the audit log keeps of a change to a checklist. */
export const checklistNote = (
  actor: AuditNote['actor'],
  action: AuditAction,
  entityId: string,
  after: unknown,
  before?: unknown,
): AuditNote => ({ actor, action, entity: 'checklist', entityId, before, after })
