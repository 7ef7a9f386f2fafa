import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, prisma, type Transaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { lockSystem } from '@/lib/systems/change-store'
import { permitMaintenance, plain } from './act-context'
import { appendTaskEvents, insertTasks, lockTasksOf } from './change-store'
import { planSystem } from './plan'
import { isProvenByChecks, proposeStarters, type StarterFacts, startersByKey } from './propose-starters'
import { starterGraceMinutes, starterSchedule } from './starter-schedule'
import type { StarterTask } from './starter-sets/starter-task'
import { readStarterFacts } from './starter-store'
import type { TaskProposal } from './task-view'

const noSystem = () => new Problem('not-found', 'There is no such system. It may have been removed.')

/** Starter tasks that fit a system and that it has not; `setKeys` adds sets chosen by hand. Throws not-found. */
export async function proposeStarterTasks(
  _viewer: Viewer,
  systemId: string,
  setKeys: readonly string[] = [],
): Promise<TaskProposal> {
  const facts = isId(systemId) ? await readStarterFacts(prisma(), systemId) : null
  if (!facts) throw noSystem()
  return proposeStarters(facts, setKeys)
}

/**
 * Adds chosen starter tasks to a system, planned from now on; a task whose checks all watch is done by them. Keys that
 * the system has are left alone. Returns how many were added. Throws Problem: not-found, forbidden, invalid.
 */
export async function addStarterTasks(
  viewer: Viewer,
  systemId: string,
  keys: readonly string[],
): Promise<{ added: number }> {
  if (!isId(systemId)) throw noSystem()
  return inTransaction(async (tx) => {
    if (!(await lockSystem(tx, systemId))) throw noSystem()
    const facts = await readStarterFacts(tx, systemId)
    if (!facts) throw noSystem()
    permitMaintenance(viewer, facts)
    const starters = startersByKey(facts, keys)
    if (starters.length === 0) {
      const known = keys.filter((key) => facts.existingKeys.has(key)).length
      throw known > 0
        ? new Problem('conflict', 'These tasks are here already.')
        : new Problem('invalid', 'Choose at least one task.', { keys: 'Choose at least one task.' })
    }
    const now = await transactionNow(tx)
    const rows = await rowsOf(tx, starters, facts, now)
    await insertTasks(tx, rows)
    await planSystem(tx, systemId, now)
    await appendTaskEvents(
      tx,
      rows.map(({ id, key, title }) => ({
        taskId: id,
        at: now,
        actor: viewer,
        type: 'created' as const,
        after: plain({ key, title, from: 'starter set' }),
      })),
    )
    await appendAudit(tx, {
      actor: viewer,
      action: 'task.starters-added',
      entity: 'system',
      entityId: systemId,
      after: { system: facts.name, tasks: rows.map(({ key }) => key) },
    })
    return { added: rows.length }
  })
}

/** Rows in the order of their tiers: what others follow comes first. */
async function rowsOf(tx: Transaction, starters: readonly StarterTask[], facts: StarterFacts, now: Date) {
  const idOfKey = new Map((await lockTasksOf(tx, facts.systemId)).map(({ id, key }) => [key, id]))
  for (const { key } of starters) idOfKey.set(key, newId())
  return inOrder(starters).map((task) => {
    const { after, provenByKinds, ...fields } = task
    return {
      ...fields,
      id: idOfKey.get(task.key) ?? newId(),
      systemId: facts.systemId,
      provenByKinds: [...provenByKinds],
      automation: isProvenByChecks(task, facts.watchedKinds) ? 'check' : 'manual',
      schedule: starterSchedule(task.tier, facts.window),
      timeZone: facts.timeZone,
      anchor: 'scheduled',
      afterTaskId: after === null ? null : (idOfKey.get(after) ?? null),
      graceMinutes: starterGraceMinutes[task.tier],
      ownerId: null,
      startsAt: now,
      createdAt: now,
    }
  })
}

function inOrder(starters: readonly StarterTask[]): StarterTask[] {
  const keys = new Set(starters.map(({ key }) => key))
  const depth = (task: StarterTask): number => {
    const before = starters.find(({ key }) => key === task.after)
    return before && keys.has(before.key) ? depth(before) + 1 : 0
  }
  return [...starters].sort((a, b) => depth(a) - depth(b))
}
