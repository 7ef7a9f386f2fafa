import { findCheckKind } from '@/lib/checks/kinds'
import { describeSchedule } from './describe-schedule'
import { starterSchedule } from './starter-schedule'
import { starterSets } from './starter-sets'
import type { StarterSet, StarterTask } from './starter-sets/starter-task'
import type { ProposedTask, TaskProposal } from './task-view'

/** What decides which starter tasks fit a system. */
export interface StarterFacts {
  systemId: string
  kind: string
  isSelf: boolean
  timeZone: string
  window: string | null
  targetKinds: readonly string[]
  /** Kinds of checks that are active on it. */
  watchedKinds: ReadonlySet<string>
  /** Keys of tasks that it has or had. */
  existingKeys: ReadonlySet<string>
}

const setOfTarget: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  url: 'web-service',
  host: 'host',
  backup: 'backup',
  self: 'self',
}

const setOfKind: Readonly<Record<string, string>> = {
  'web-service': 'web-service',
  host: 'host',
  backup: 'backup',
}

/** Keys of the sets that a system's targets and kind point at. */
export function fittingSets({ kind, isSelf, targetKinds }: StarterFacts): string[] {
  if (isSelf) return ['self']
  const keys = [...targetKinds.map((target) => setOfTarget[target]), setOfKind[kind]]
  return [...new Set(keys.filter((key) => key !== undefined))]
}

/** Starter tasks that fit and are not there yet, each once, with what is offered besides. Pure. */
export function proposeStarters(facts: StarterFacts, chosenSets: readonly string[]): TaskProposal {
  const keys = new Set([...fittingSets(facts), ...chosenSets])
  const shown = new Set<string>()
  const sets = starterSets
    .filter(({ key }) => keys.has(key))
    .map((set) => ({ set, tasks: freshTasks(set, facts, shown) }))
    .filter(({ tasks }) => tasks.length > 0)
  const total = sets.reduce((sum, { tasks }) => sum + tasks.length, 0)
  return {
    systemId: facts.systemId,
    headline: headline(
      sets.map(({ set }) => set),
      total,
      facts.existingKeys.size > 0,
    ),
    sets: sets.map(({ set, tasks }) => ({
      name: set.name,
      tasks: tasks.map((task) => proposed(task, set, facts)),
    })),
    total,
    otherSets: starterSets
      .filter(({ key }) => !keys.has(key) && key !== 'self')
      .map((set) => ({
        name: set.name,
        key: set.key,
        count: set.tasks.filter(({ key }) => !facts.existingKeys.has(key)).length,
      }))
      .filter(({ count }) => count > 0),
  }
}

/** Starter tasks by key, from the sets that were looked at; the first set that has a key decides what it follows. */
export function startersByKey(facts: StarterFacts, keys: readonly string[]): StarterTask[] {
  const wanted = new Set(keys)
  const fitting = fittingSets(facts)
  const ordered = [
    ...starterSets.filter(({ key }) => fitting.includes(key)),
    ...starterSets.filter(({ key }) => !fitting.includes(key)),
  ]
  const found = new Map<string, StarterTask>()
  for (const { tasks } of ordered)
    for (const task of tasks) {
      if (wanted.has(task.key) && !found.has(task.key) && !facts.existingKeys.has(task.key))
        found.set(task.key, task)
    }
  return [...found.values()]
}

/** Whether all checks that would do the task are active: then no person needs to. */
export function isProvenByChecks(task: StarterTask, watched: ReadonlySet<string>): boolean {
  return task.provenByKinds.length > 0 && task.provenByKinds.every((kind) => watched.has(kind))
}

function freshTasks(set: StarterSet, facts: StarterFacts, shown: Set<string>): StarterTask[] {
  const fresh = set.tasks.filter(({ key }) => !facts.existingKeys.has(key) && !shown.has(key))
  for (const { key } of fresh) shown.add(key)
  return fresh
}

function headline(sets: readonly StarterSet[], total: number, hasTasks: boolean): string {
  if (total === 0)
    return hasTasks
      ? 'All starter tasks that fit are here'
      : 'Choose what runs here, and its starter tasks are proposed'
  const nouns = sets.map(({ noun }) => noun)
  const what = nouns.length > 2 ? `${nouns.slice(0, -1).join(', ')} and ${nouns.at(-1)}` : nouns.join(' and ')
  const more = hasTasks ? ' more' : ''
  return `${total}${more} ${total === 1 ? 'task' : 'tasks'} for ${what}: review and add`
}

function proposed(task: StarterTask, set: StarterSet, facts: StarterFacts): ProposedTask {
  const { key, tier, title, why, procedure, expectedMinutes, evidenceWanted } = task
  const kinds = task.provenByKinds.map((kind) => ({
    kind,
    title: findCheckKind(kind)?.title ?? kind,
    watched: facts.watchedKinds.has(kind),
  }))
  return {
    key,
    tier,
    title,
    why,
    procedure,
    expectedMinutes,
    evidenceWanted,
    needsDowntime: task.needsDowntime,
    needsVerification: task.needsVerification,
    idempotent: task.idempotent,
    scheduleText: describeSchedule(starterSchedule(tier, facts.window), {
      timeZone: facts.timeZone,
      window: facts.window,
      anchor: 'scheduled',
    }),
    after: set.tasks.find((each) => each.key === task.after)?.title ?? null,
    automation:
      kinds.length === 0
        ? null
        : { by: isProvenByChecks(task, facts.watchedKinds) ? 'check' : 'could-be', kinds },
  }
}
