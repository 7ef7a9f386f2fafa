import type { TasksQuery } from '@/lib/tasks/schema'

/** The address of /tasks with some parts changed; what is standard is left out. Pure. */
export function tasksHref(query: TasksQuery, change: Partial<TasksQuery> = {}): string {
  const { view, q, tier, system, team, owner, month, week, year, page } = { ...query, ...change }
  const parameters = new URLSearchParams()
  const set = (key: string, value: string | number | null) => {
    if (value !== null && value !== '') parameters.set(key, String(value))
  }
  set('view', view === 'due' ? null : view)
  set('q', q)
  set('tier', tier)
  set('system', system)
  set('team', team)
  set('owner', owner)
  // A period belongs to its own view: the others forget it.
  if (view === 'calendar') {
    set('month', month)
    set('week', week)
  }
  if (view === 'year') set('year', year)
  set('page', page === 1 ? null : page)
  const text = parameters.toString()
  return text ? `/tasks?${text}` : '/tasks'
}

/** Whether anything narrows the list. */
export function isFiltered({ q, tier, system, team, owner }: TasksQuery): boolean {
  return Boolean(q || tier || system || team || owner)
}

/** The page of a task, at the form that records this occurrence. */
export const recordHref = (line: { taskId: string; id: string }) =>
  `/tasks/${line.taskId}?occurrence=${line.id}#record`
