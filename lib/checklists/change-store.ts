import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { meaningOf } from './meaning'
import type { ChecklistDocument, Control } from './schema'

// What changes checklists. What is read is in store.ts and list-store.ts.

/** A checklist locked for a change, with the versions that decide what may be done. */
export interface LockedChecklist {
  id: string
  key: string
  title: string
  isShipped: boolean
  shippedHash: string | null
  retiredAt: Date | null
  /** Of all versions; 0 before the first. */
  lastNumber: number
  published: { id: string; number: number; hash: string; publishedById: string | null } | null
  draft: DraftRow | null
  /** It was never published: without its draft there is nothing. */
  hasOnlyDraft: boolean
}

export interface DraftRow {
  id: string
  number: number
  source: string
  revision: number
  editedAt: Date | null
  editedById: string | null
}

/** One checklist by its key, locked until the transaction ends; null when there is none. */
export async function lockChecklist(tx: Transaction, key: string): Promise<LockedChecklist | null> {
  await tx.$queryRaw`select 1 from checklist where key = ${key} for update`
  const row = await tx.checklist.findUnique({
    where: { key },
    include: {
      versions: { where: { state: { in: ['draft', 'published'] } }, omit: { purpose: true, note: true } },
      _count: { select: { versions: true } },
    },
  })
  if (!row) return null
  const { versions, _count: count, createdAt: _createdAt, ...checklist } = row
  const last = await tx.checklistVersion.aggregate({ where: { checklistId: row.id }, _max: { number: true } })
  const draft = versions.find(({ state }) => state === 'draft')
  return {
    ...checklist,
    lastNumber: last._max.number ?? 0,
    published: versions.find(({ state }) => state === 'published') ?? null,
    draft: draft ?? null,
    hasOnlyDraft: draft !== undefined && count.versions === 1,
  }
}

/** Stores a new checklist without versions. Throws when its key is taken. */
export async function insertChecklist(
  tx: Transaction,
  checklist: { key: string; title: string; isShipped: boolean; createdAt: Date },
): Promise<string> {
  const id = newId()
  await tx.checklist.create({ data: { id, ...checklist } })
  return id
}

/** Who wrote it, and when; the installation itself is null. */
export interface Writing {
  at: Date
  byId: string | null
}

type Words = Pick<ChecklistDocument, 'title' | 'purpose' | 'occasion' | 'appliesTo'>

const words = ({ title, purpose, occasion, appliesTo }: Words) => ({ title, purpose, occasion, appliesTo })

/** Stores the draft of a checklist. Throws when it has one already. */
export async function insertDraft(
  tx: Transaction,
  draft: {
    checklistId: string
    number: number
    source: string
    hash: string
    note?: string
    words: Words
  },
  { at, byId }: Writing,
): Promise<string> {
  const id = newId()
  const { checklistId, number, source, hash, note = '' } = draft
  await tx.checklistVersion.create({
    data: {
      id,
      checklistId,
      number,
      state: 'draft',
      ...words(draft.words),
      source,
      hash,
      note,
      createdAt: at,
      createdById: byId,
      editedAt: at,
      editedById: byId,
    },
  })
  return id
}

/** Changes the text of a draft; its words follow while the text can be read (null: they stay). */
export async function updateDraft(
  tx: Transaction,
  id: string,
  to: { source: string; hash: string; words: Words | null },
  { at, byId }: Writing,
): Promise<void> {
  await tx.checklistVersion.update({
    where: { id, state: 'draft' },
    data: {
      source: to.source,
      hash: to.hash,
      ...(to.words ? words(to.words) : {}),
      revision: { increment: 1 },
      editedAt: at,
      editedById: byId,
    },
  })
}

/** Throws a draft away. Throws when the version is no draft. */
export async function deleteDraft(tx: Transaction, id: string): Promise<void> {
  await tx.checklistVersion.delete({ where: { id, state: 'draft' } })
}

/** Removes a checklist that has no versions. Throws when it does not exist. */
export async function deleteChecklist(tx: Transaction, id: string): Promise<void> {
  await tx.checklist.delete({ where: { id, versions: { none: {} } } })
}

/**
 * Makes a draft the published version, under this number, with the controls of its document; the version before
 * retires.
 */
export async function publishVersion(
  tx: Transaction,
  version: { id: string; checklistId: string; number: number; note: string },
  document: ChecklistDocument,
  { at, byId }: Writing,
): Promise<void> {
  const { id, checklistId, number, note } = version
  await tx.checklistVersion.updateMany({
    where: { checklistId, state: 'published' },
    data: { state: 'retired' },
  })
  await tx.controlRevision.createMany({
    data: document.controls.map((control, position) => controlRow(id, control, position)),
  })
  await tx.checklistVersion.update({
    where: { id, state: 'draft' },
    data: { number, note, state: 'published', ...words(document), publishedAt: at, publishedById: byId },
  })
  await tx.checklist.update({ where: { id: checklistId }, data: { title: document.title } })
}

function controlRow(versionId: string, control: Control, position: number) {
  const { threshold, appliesWhen, choices, answeredBy, ...plain } = control
  return {
    id: newId(),
    versionId,
    position,
    meaning: meaningOf(control),
    ...plain,
    choices,
    answeredBy,
    // Left out is SQL's null; the null of JSON would be a value.
    ...(threshold ? { threshold: { ...threshold } } : {}),
    ...(appliesWhen ? { appliesWhen: { ...appliesWhen } } : {}),
  }
}

/** Takes a checklist out of use, or back into it; its versions and answers stay. */
export async function setRetired(tx: Transaction, id: string, retiredAt: Date | null): Promise<void> {
  await tx.checklist.update({ where: { id }, data: { retiredAt } })
}

/** Notes which shipped text a checklist has been given or offered. */
export async function setShippedHash(tx: Transaction, id: string, shippedHash: string): Promise<void> {
  await tx.checklist.update({ where: { id }, data: { shippedHash } })
}

/** Whether a version of this checklist has this text. */
export async function hasText(tx: Transaction, checklistId: string, hash: string): Promise<boolean> {
  return (await tx.checklistVersion.count({ where: { checklistId, hash } })) > 0
}

// Any constant works; it only has to differ from other advisory locks of the product.
const installLock = 72_707_374

/** Until the transaction ends nobody else installs shipped checklists. */
export async function installOneAtATime(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${installLock})`
}
