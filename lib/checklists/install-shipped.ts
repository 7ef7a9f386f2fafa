import { appendAudit } from '@/lib/audit/store'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { firstChecklist } from './assignment'
import { assignEverySystem } from './assignment-store'
import {
  hasText,
  insertChecklist,
  insertDraft,
  installOneAtATime,
  type LockedChecklist,
  lockChecklist,
  publishVersion,
  setShippedHash,
  type Writing,
} from './change-store'
import { checklistNote } from './draft-changes'
import { knownSources } from './known-sources'
import { lineErrorText } from './line-error'
import { parseChecklist } from './parse-checklist'
import type { ChecklistDocument } from './schema'
import { shippedChecklists } from './shipped/index'
import { sourceHash } from './source-hash'

const actor = { label: 'installation' }

/** A checklist that comes with the product. */
export interface ShippedChecklist {
  key: string
  yaml: string
}

/** What was done with one shipped text. */
export type ShippedOutcome = 'installed' | 'upgraded' | 'offered' | 'waiting' | 'unchanged' | 'left alone'

/**
 * Installs the checklists that come with this version, and brings those up to date that nobody here has changed. One
 * that was changed here gets the newer text as a draft to look at, once; while it has a draft of somebody, that
 * waits. Idempotent, and safe when several processes start at once. Throws when a shipped text is no checklist.
 */
export async function installShippedChecklists(
  shipped: readonly ShippedChecklist[] = shippedChecklists,
): Promise<Map<string, ShippedOutcome>> {
  const outcomes = new Map<string, ShippedOutcome>()
  for (const { key, yaml } of shipped) {
    const document = read(key, yaml)
    outcomes.set(key, await inTransaction((tx) => install(tx, document, yaml)))
  }
  return outcomes
}

function read(key: string, yaml: string): ChecklistDocument {
  const parsed = parseChecklist(yaml, knownSources(null))
  if (parsed.document?.key === key) return parsed.document
  throw new Error(
    `The shipped checklist ${key} cannot be read: ${parsed.errors.map(lineErrorText).join(' ')}`,
  )
}

async function install(tx: Transaction, document: ChecklistDocument, yaml: string): Promise<ShippedOutcome> {
  await installOneAtATime(tx)
  const text = { source: yaml, hash: sourceHash(yaml) }
  const existing = await lockChecklist(tx, document.key)
  const writing: Writing = { at: await transactionNow(tx), byId: null }
  if (!existing) return installNew(tx, document, text, writing)
  const outcome = whatToDo(existing, text.hash, await hasText(tx, existing.id, text.hash))
  if (outcome === 'upgraded' || outcome === 'offered') {
    const number = existing.lastNumber + 1
    const draft = { checklistId: existing.id, number, ...text, words: document, note: shippedNote }
    const id = await insertDraft(tx, draft, writing)
    if (outcome === 'upgraded')
      await publishVersion(tx, { id, checklistId: existing.id, number, note: shippedNote }, document, writing)
    await setShippedHash(tx, existing.id, text.hash)
    await appendAudit(
      tx,
      checklistNote(actor, 'checklist.install', existing.id, { key: document.key, number, outcome }),
    )
  }
  return outcome
}

const shippedNote = 'Came with this version of Wheeltapper.'

/** What becomes of a shipped text whose checklist exists already; `wasVersion`: one of its versions had this text. Pure. */
function whatToDo(checklist: LockedChecklist, hash: string, wasVersion: boolean): ShippedOutcome {
  const { isShipped, retiredAt, shippedHash, draft, published } = checklist
  // Somebody's own checklist that had the key first, or one that nobody wants here.
  if (!isShipped || retiredAt) return 'left alone'
  // While a new release rolls out, a worker of the one before may still start: its text is not newer.
  if (shippedHash === hash || wasVersion) return 'unchanged'
  if (draft) return 'waiting'
  return published?.publishedById === null ? 'upgraded' : 'offered'
}

async function installNew(
  tx: Transaction,
  document: ChecklistDocument,
  text: { source: string; hash: string },
  writing: Writing,
): Promise<ShippedOutcome> {
  const { key, title } = document
  const id = await insertChecklist(tx, { key, title, isShipped: true, createdAt: writing.at })
  const versionId = await insertDraft(
    tx,
    { checklistId: id, number: 1, ...text, words: document, note: shippedNote },
    writing,
  )
  await publishVersion(
    tx,
    { id: versionId, checklistId: id, number: 1, note: shippedNote },
    document,
    writing,
  )
  await setShippedHash(tx, id, text.hash)
  const systems = key === firstChecklist ? await assignEverySystem(tx, id, writing) : 0
  await appendAudit(
    tx,
    checklistNote(actor, 'checklist.install', id, { key, number: 1, outcome: 'installed', systems }),
  )
  return 'installed'
}
