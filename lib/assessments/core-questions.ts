import type { AuditAction } from '@/lib/audit/actions'
import { appendAudit } from '@/lib/audit/store'
import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { readAssignedControls } from '@/lib/checklists/store'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { loadSystemFacts } from '@/lib/facts/store'
import { clearFinding } from '@/lib/findings/raise-finding'
import { Problem } from '@/lib/problem'
import { lockForAnswering } from './answer-store'
import { currentAssessments } from './assessment-store'
import { coreItemFault } from './core-findings'
import {
  countCoreItems,
  endCoreItem,
  findCoreItem,
  insertCoreItem,
  readCoreItems,
  updateCoreItem,
  watchersExist,
} from './core-store'
import { proposeCore } from './propose-core'
import { type CoreEntry, coreQuestions } from './schema'
import { controlStandings } from './standings'
import { readControlSystem } from './system-store'
import type { CoreQuestionsView } from './view'
import { isWatched, watchersOf } from './watch-core'

/** Entries that one system may have; more is no overview. */
export const mostEntries = 60

const mayWrite =
  'Writing down what a system does over time needs the role maintainer in the team that owns it. A manager or admin can do it or give it to you.'
const missing = () => new Problem('not-found', 'This entry is not there any more. Reload the page.')

/** The four rows of a system with their watchers, what its checks propose, and what a form offers. Throws not-found. */
export async function getCoreQuestions(viewer: Viewer, systemId: string): Promise<CoreQuestionsView> {
  const [[facts], head] = await Promise.all([
    isId(systemId) ? loadSystemFacts([systemId]) : [],
    isId(systemId) ? readControlSystem(systemId) : null,
  ])
  if (!facts || !head) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  const [items, controls, assessments] = await Promise.all([
    readCoreItems([systemId]),
    readAssignedControls([systemId]),
    currentAssessments([systemId]),
  ])
  const standings = controlStandings(controls.get(systemId) ?? [], assessments.get(systemId) ?? [], facts)
  const own = items.get(systemId) ?? []
  const editable = !head.isArchived && canMaintain(viewer, facts.system)
  return {
    rows: coreQuestions.map((question) => ({
      question,
      items: own
        .filter((item) => item.question === question)
        .map(({ createdAt, systemId: _, ...item }) => {
          const watchers = watchersOf(item, facts, standings)
          return { ...item, createdAt: createdAt.toISOString(), watchers, isWatched: isWatched(watchers) }
        }),
    })),
    proposals: proposeCore(facts.checks, own),
    choices: {
      checks: facts.checks.map(({ id, name }) => ({ id, name })),
      controls: [...standings].map(([key, { question }]) => ({ key, question })),
      tasks: facts.tasks.flatMap(({ id, title, archivedAt }) => (archivedAt ? [] : [{ id, title }])),
    },
    editable,
    now: facts.now.toISOString(),
  }
}

/** Writes down one thing. Throws Problem: forbidden, not-found, invalid (a watcher of another system), conflict (too many). */
export async function addCoreEntry(
  viewer: Viewer,
  systemId: string,
  entry: CoreEntry,
): Promise<{ id: string }> {
  return inTransaction(async (tx) => {
    const now = await lockPermitted(tx, viewer, systemId)
    const [id] = await insertAll(tx, viewer, { systemId, entries: [entry], now })
    if (!id) throw new Error('nothing was stored')
    await audit(tx, viewer, 'core-answer.add', id, { after: { systemId, ...entry } })
    return { id }
  })
}

/** Takes over what checks already watch: those of these checks that are still proposed. Returns how many. */
export async function addProposedEntries(
  viewer: Viewer,
  systemId: string,
  checkIds: readonly string[],
): Promise<number> {
  await inTransaction((tx) => lockPermitted(tx, viewer, systemId))
  const { proposals } = await getCoreQuestions(viewer, systemId)
  const chosen = proposals.filter(({ checkId }) => checkIds.includes(checkId))
  if (chosen.length === 0)
    throw new Problem('invalid', 'Nothing is chosen, or all of it was taken over already.', {
      checkIds: 'Tick at least one.',
    })
  return inTransaction(async (tx) => {
    const now = await lockPermitted(tx, viewer, systemId)
    const entries = chosen.map(({ question, what, checkId }) => ({
      question,
      what,
      checkId,
      controlKey: null,
      taskId: null,
    }))
    const ids = await insertAll(tx, viewer, { systemId, entries, now })
    await audit(tx, viewer, 'core-answer.add', ids[0] ?? systemId, { after: { systemId, entries } })
    return ids.length
  })
}

/** Changes an entry. */
export async function changeCoreEntry(
  viewer: Viewer,
  id: string,
  entry: CoreEntry,
): Promise<{ systemId: string }> {
  return inTransaction(async (tx) => {
    const before = await lockEntry(tx, viewer, id)
    await requireWatchers(tx, before.systemId, entry)
    await updateCoreItem(tx, id, entry)
    await audit(tx, viewer, 'core-answer.change', id, { before, after: entry })
    return { systemId: before.systemId }
  })
}

/** Ends an entry: the thing is gone. Its finding ends with it. */
export async function endCoreEntry(viewer: Viewer, id: string): Promise<{ systemId: string }> {
  return inTransaction(async (tx) => {
    const before = await lockEntry(tx, viewer, id)
    await endCoreItem(tx, id, await transactionNow(tx))
    await clearFinding(tx, {
      ...coreItemFault(before.systemId, id),
      comment: 'The entry was ended: there is nothing left to watch.',
      actor: { id: viewer.id, label: viewer.email },
    })
    await audit(tx, viewer, 'core-answer.end', id, { before })
    return { systemId: before.systemId }
  })
}

async function insertAll(
  tx: Transaction,
  viewer: Viewer,
  { systemId, entries, now }: { systemId: string; entries: readonly CoreEntry[]; now: Date },
): Promise<string[]> {
  if ((await countCoreItems(tx, systemId)) + entries.length > mostEntries)
    throw new Problem(
      'conflict',
      `A system has at most ${mostEntries} entries. End what is gone, or say several in one line.`,
    )
  const ids: string[] = []
  for (const entry of entries) {
    await requireWatchers(tx, systemId, entry)
    const id = newId()
    await insertCoreItem(tx, { id, systemId, ...entry, createdAt: now, createdById: viewer.id })
    ids.push(id)
  }
  return ids
}

async function lockPermitted(tx: Transaction, viewer: Viewer, systemId: string): Promise<Date> {
  const system = isId(systemId) ? await lockForAnswering(tx, systemId) : null
  if (!system) throw missing()
  permit(canMaintain(viewer, system), mayWrite)
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its entries can only be read.`)
  return transactionNow(tx)
}

async function lockEntry(tx: Transaction, viewer: Viewer, id: string) {
  const entry = isId(id) ? await findCoreItem(tx, id) : null
  if (!entry) throw missing()
  await lockPermitted(tx, viewer, entry.systemId)
  // Somebody else may have ended it while this one waited.
  const still = await findCoreItem(tx, id)
  if (!still) throw missing()
  return still
}

async function requireWatchers(tx: Transaction, systemId: string, entry: CoreEntry): Promise<void> {
  const exist = await watchersExist(tx, systemId, entry)
  if (!exist.check)
    throw new Problem('invalid', 'This check is not one of the system’s.', {
      checkId: 'Choose another check.',
    })
  if (!exist.task)
    throw new Problem('invalid', 'This task is not one of the system’s.', { taskId: 'Choose another task.' })
  if (!entry.controlKey) return
  const controls = (await readAssignedControls([systemId], asSql(tx))).get(systemId) ?? []
  if (!controls.some(({ control }) => control.key === entry.controlKey))
    throw new Problem('invalid', 'This question is not asked of the system.', {
      controlKey: 'Choose another question.',
    })
}

async function audit(
  tx: Transaction,
  viewer: Viewer,
  action: Extract<AuditAction, `core-answer.${string}`>,
  id: string,
  change: { before?: object; after?: object },
): Promise<void> {
  await appendAudit(tx, { actor: viewer, action, entity: 'core-answer', entityId: id, ...change })
}
