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
  /** Why it does not, or how it stands. */
  sentence: string
}

/** The watchers of an item; it is watched while one of them is live. Pure. */
export function watchersOf(
  item: CoreItem,
  facts: Pick<SystemFacts, 'checks' | 'tasks'>,
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

function byCheck(id: string, { checks }: Pick<SystemFacts, 'checks'>): Watcher {
  const check = checks.find((each) => each.id === id)
  const watcher = { kind: 'check' as const, id, name: check?.name ?? 'a check' }
  if (!check) return { ...watcher, isLive: false, sentence: 'The check that watched it was removed.' }
  if (check.state === 'paused')
    return { ...watcher, isLive: false, sentence: `The check “${check.name}” is paused.` }
  if (check.state === 'never')
    return { ...watcher, isLive: false, sentence: `The check “${check.name}” has not run yet.` }
  if (check.state === 'unknown')
    return { ...watcher, isLive: false, sentence: `The check “${check.name}” cannot see it.` }
  return { ...watcher, isLive: true, sentence: `The check “${check.name}” looks.` }
}

function byControl(key: string, controls: ControlStandings): Watcher {
  const control = controls.get(key)
  const watcher = { kind: 'control' as const, id: key, name: control?.question ?? key }
  if (!control)
    return { ...watcher, isLive: false, sentence: 'The question that watched it is not asked any more.' }
  const quoted = `The question “${control.question}”`
  if (control.freshness === 'never')
    return { ...watcher, isLive: false, sentence: `${quoted} was never answered.` }
  if (control.freshness === 'stale')
    return { ...watcher, isLive: false, sentence: `The answer to “${control.question}” is too old.` }
  if (control.outcome === 'unknown')
    return { ...watcher, isLive: false, sentence: `${quoted} is answered with “unknown”.` }
  return { ...watcher, isLive: true, sentence: `${quoted} is answered.` }
}

function byTask(id: string, { tasks }: Pick<SystemFacts, 'tasks'>): Watcher {
  const task = tasks.find((each) => each.id === id)
  const watcher = { kind: 'task' as const, id, name: task?.title ?? 'a task' }
  if (!task) return { ...watcher, isLive: false, sentence: 'The task that watched it was removed.' }
  if (task.paused) return { ...watcher, isLive: false, sentence: `The task “${task.title}” is paused.` }
  return { ...watcher, isLive: true, sentence: `The task “${task.title}” sees to it.` }
}
