import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { publishVersion, setRetired } from './change-store'
import { compareVersions, type VersionComparison } from './compare-versions'
import {
  checklistNote,
  type FactNames,
  locked,
  lockedDraft,
  permitWriting,
  refuseStale,
} from './draft-changes'
import { knownSources } from './known-sources'
import { countSystems } from './list-store'
import { meaningOf } from './meaning'
import { parseChecklist } from './parse-checklist'
import type { ChecklistDocument } from './schema'
import { readPublished } from './store'
import { textProblem } from './text-problem'

/**
 * Publishes the draft of a checklist: its controls are fixed for ever, the version before retires, answers carry over
 * where the meaning stayed. All in one transaction. Throws Problem: forbidden, not-found, invalid (the text), conflict
 * (the draft is another than the one looked at, or says nothing new).
 */
export async function publishDraft(
  viewer: Viewer,
  key: string,
  request: { revision: number; note: string },
  facts: FactNames,
): Promise<{ number: number }> {
  permitWriting(viewer)
  const before = await readPublished(key)
  return inTransaction(async (tx) => {
    const checklist = await lockedDraft(tx, key)
    const { draft, published } = checklist
    if (checklist.retiredAt) throw new Problem('conflict', 'This checklist was retired. Bring it back first.')
    refuseStale(draft, request.revision)
    const document = readDraft(key, draft.source, facts)
    if ((before?.id ?? null) !== (published?.id ?? null))
      throw new Problem(
        'conflict',
        'Another version was published just now. Look at what this draft changes in it.',
      )
    const comparison = compareVersions(before, comparable(document))
    if (isEmpty(comparison))
      throw new Problem(
        'conflict',
        `Nothing to publish: the draft asks what version ${published?.number} asks.`,
      )
    // Another version may have been installed while this one was a draft.
    const number = Math.max(draft.number, (published?.number ?? 0) + 1)
    const writing = { at: await transactionNow(tx), byId: viewer.id }
    const version = { id: draft.id, checklistId: checklist.id, number, note: request.note }
    await publishVersion(tx, version, document, writing)
    await appendAudit(
      tx,
      checklistNote(
        viewer,
        'checklist.publish',
        checklist.id,
        { key, number, ...summaryOf(comparison), note: request.note },
        published && { number: published.number },
      ),
    )
    return { number }
  })
}

/** The document of a draft that may become a version of this checklist. Throws Problem invalid. */
export function readDraft(key: string, source: string, facts: FactNames): ChecklistDocument {
  const parsed = parseChecklist(source, knownSources(facts))
  if (!parsed.document) throw textProblem(parsed)
  if (parsed.document.key !== key) {
    throw new Problem(
      'invalid',
      `This draft belongs to the checklist ${key}, but its text has the key ${parsed.document.key}. Write key: ${key}, or import the text as a checklist of its own.`,
    )
  }
  return parsed.document
}

/** A document as a version that can be compared. */
export function comparable(document: ChecklistDocument) {
  return {
    ...document,
    controls: document.controls.map((control) => ({ control, meaning: meaningOf(control) })),
  }
}

/** Whether two versions ask the same in the same words. */
export const isEmpty = ({ words, added, removed, changed, isReordered }: VersionComparison): boolean =>
  words.length + added.length + removed.length + changed.length === 0 && !isReordered

const summaryOf = ({ added, removed, changed }: VersionComparison) => ({
  added: added.map(({ key }) => key),
  removed: removed.map(({ key }) => key),
  changed: changed.map(({ after }) => after.key),
  askedAgain: changed.filter(({ carriesOver }) => !carriesOver).map(({ after }) => after.key),
})

/** Takes a checklist out of use: it counts for no system any more, its answers stay. Throws Problem: forbidden, not-found, conflict. */
export async function retireChecklist(viewer: Viewer, key: string, reason: string): Promise<void> {
  permitWriting(viewer)
  const { assigned } = await countSystems(key)
  await inTransaction(async (tx) => {
    const { id, title, retiredAt } = await locked(tx, key)
    if (retiredAt) throw new Problem('conflict', `${title} was retired already.`)
    await setRetired(tx, id, await transactionNow(tx))
    await appendAudit(
      tx,
      checklistNote(
        viewer,
        'checklist.retire',
        id,
        { key, retired: true, reason, systems: assigned },
        { retired: false },
      ),
    )
  })
}

/** Brings a retired checklist back, for the systems that it counted for. Throws Problem: forbidden, not-found, conflict. */
export async function restoreChecklist(viewer: Viewer, key: string): Promise<void> {
  permitWriting(viewer)
  await inTransaction(async (tx) => {
    const { id, title, retiredAt } = await locked(tx, key)
    if (!retiredAt) throw new Problem('conflict', `${title} is in use.`)
    await setRetired(tx, id, null)
    await appendAudit(
      tx,
      checklistNote(viewer, 'checklist.restore', id, { key, retired: false }, { retired: true }),
    )
  })
}
