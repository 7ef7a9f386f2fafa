import type { Outcome } from '@/lib/checklists/schema'
import type { SystemFacts } from '@/lib/facts/system-facts'
import type { Freshness } from './freshness'
import type { CoreQuestion } from './schema'

/** One thing that accumulates, expires, drifts or breaks silently, and who is said to watch it. */
export interface CoreItem {
  id: string
  question: CoreQuestion
  what: string
  checkId: string | null
  controlKey: string | null
  taskId: string | null
}

/** How each control that is asked of the system stands. */
export type ControlStandings = ReadonlyMap<
  string,
  { question: string; outcome: Outcome; freshness: Freshness }
>

/** One watcher of an item and whether it really looks. */
export interface Watcher {
  kind: 'check' | 'control' | 'task'
  id: string
  name: string
  isLive: boolean
  /** It does not look just now, for so short that nobody need be told: a worker that restarts makes no findings. */
  isAway: boolean
  /** Why it does not, or how it stands. */
  sentence: string
}

/** The watchers of an item; it is watched while one of them is live. Pure. */
export function watchersOf(
  item: CoreItem,
  facts: Pick<SystemFacts, 'checks' | 'tasks' | 'now'>,
  controls: ControlStandings,
): Watcher[] {
  return [
    ...(item.checkId ? [byCheck(item.checkId, facts)] : []),
    ...(item.controlKey ? [byControl(item.controlKey, controls)] : []),
    ...(item.taskId ? [byTask(item.taskId, facts)] : []),
  ]
}

/** Whether anybody really watches. */
export const isWatched = (watchers: readonly Watcher[]) => watchers.some(({ isLive }) => isLive)

const hourMs = 3_600_000

function byCheck(id: string, { checks, now }: Pick<SystemFacts, 'checks' | 'now'>): Watcher {
  const check = checks.find((each) => each.id === id)
  const watcher = { kind: 'check' as const, id, name: check?.name ?? 'a check', isLive: false, isAway: false }
  if (!check) return { ...watcher, sentence: 'The check that watched it was removed.' }
  const patience = hourMs + 2_000 * check.intervalSeconds
  const isShort = (since: Date) => now.getTime() - since.getTime() < patience
  if (check.state === 'paused') return { ...watcher, sentence: `The check “${check.name}” is paused.` }
  if (check.state === 'never')
    return {
      ...watcher,
      isAway: isShort(check.createdAt),
      sentence: `The check “${check.name}” has not run yet.`,
    }
  if (check.state === 'unknown')
    return {
      ...watcher,
      isAway: isShort(check.conclusiveAt ?? check.createdAt),
      sentence: `The check “${check.name}” cannot see it.`,
    }
  return { ...watcher, isLive: true, sentence: `The check “${check.name}” watches it.` }
}

function byControl(key: string, controls: ControlStandings): Watcher {
  const control = controls.get(key)
  const watcher = {
    kind: 'control' as const,
    id: key,
    name: control?.question ?? key,
    isLive: false,
    isAway: false,
  }
  if (!control) return { ...watcher, sentence: 'The question that watched it is not asked any more.' }
  const quoted = `The question “${control.question}”`
  if (control.freshness === 'never') return { ...watcher, sentence: `${quoted} was never answered.` }
  if (control.freshness === 'stale')
    return { ...watcher, sentence: `The answer to “${control.question}” is too old.` }
  if (control.outcome === 'unknown') return { ...watcher, sentence: `${quoted} is answered with “unknown”.` }
  return { ...watcher, isLive: true, sentence: `${quoted} is answered.` }
}

function byTask(id: string, { tasks }: Pick<SystemFacts, 'tasks'>): Watcher {
  const task = tasks.find((each) => each.id === id)
  const watcher = { kind: 'task' as const, id, name: task?.title ?? 'a task', isLive: false, isAway: false }
  if (!task) return { ...watcher, sentence: 'The task that watched it was removed.' }
  if (task.archivedAt) return { ...watcher, sentence: `The task “${task.title}” was archived.` }
  if (task.paused) return { ...watcher, sentence: `The task “${task.title}” is paused.` }
  return { ...watcher, isLive: true, sentence: `The task “${task.title}” sees to it.` }
}
