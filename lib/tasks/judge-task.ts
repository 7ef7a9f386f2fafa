import { findCheckKind } from '@/lib/checks/kinds'
import type { Transaction } from '@/lib/db/database'
import { Problem } from '@/lib/problem'
import { activePeople } from '@/lib/systems/change-store'
import type { TaskFields } from './change-store'
import { circleOfTasks } from './circle-of-tasks'
import { judgeSchedule, mayFollow } from './judge-schedule'
import type { TaskTier } from './schema'

/** The other living tasks of the system. */
export type OtherTask = { id: string; title: string; tier: TaskTier; afterId: string | null }

/** The task as it would be. */
export interface WantedTask extends TaskFields {
  /** Null while it is new. */
  id: string | null
}

/**
 * What is wrong with a task as somebody wrote it, by field of the form: schedule, what it follows, checks that
 * should prove it. Pure.
 */
export function judgeTask(
  task: WantedTask,
  others: readonly OtherTask[],
  facts: { window: string | null; startsAt: Date },
): Record<string, string> {
  const timetable = { schedule: task.schedule, timeZone: task.timeZone, ...facts }
  const plan = { anchor: task.anchor as 'scheduled' | 'completed', graceMinutes: task.graceMinutes }
  return {
    ...judgeAutomation(task),
    ...judgeAfter(task, others),
    ...scheduleFields(judgeSchedule(timetable, plan)),
  }
}

/** Names of fields as the form has them: parts of the schedule lie below it. */
export function scheduleFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  const outside = ['anchor', 'graceMinutes', 'timeZone']
  return Object.fromEntries(
    Object.entries(fields).map(([name, sentence]) => [
      outside.includes(name) ? name : `schedule.${name}`,
      sentence,
    ]),
  )
}

function judgeAutomation({ automation, provenByKinds }: WantedTask): Record<string, string> {
  const unknown = provenByKinds.filter((kind) => !findCheckKind(kind))
  if (unknown.length > 0)
    return { provenByKinds: `There is no kind of check called ${unknown.join(', ')}. A right one is bk.age.` }
  if (automation === 'check' && provenByKinds.length === 0)
    return { provenByKinds: 'Name the checks that prove it, e.g. bk.age; or let a person do it.' }
  return {}
}

function judgeAfter(task: WantedTask, others: readonly OtherTask[]): Record<string, string> {
  if (task.afterTaskId === null) return {}
  const before = others.find(({ id }) => id === task.afterTaskId)
  if (!before)
    return {
      afterTaskId:
        'The task to wait for does not exist on this system any more. Choose another one, or none.',
    }
  const self = { id: task.id ?? '', title: task.title, afterId: task.afterTaskId }
  const cycle = circleOfTasks([...others.filter(({ id }) => id !== self.id), self], self.id)
  if (cycle)
    return {
      afterTaskId: `They would wait for each other for ever: ${cycle.join(' → ')}. Choose a task that waits for none of these.`,
    }
  if (!mayFollow(task.tier, before.tier))
    return {
      afterTaskId: `A ${task.tier} task cannot wait for a ${before.tier} one: it would be held up most of the time. Choose one that comes as often or more often.`,
    }
  return {}
}

/** Throws Problem invalid with all that is wrong; the owner must be somebody who can sign in. */
export async function refuseBadTask(
  tx: Transaction,
  task: WantedTask,
  others: readonly OtherTask[],
  facts: { window: string | null; startsAt: Date },
): Promise<void> {
  const fields = judgeTask(task, others, facts)
  if (task.ownerId && !(await activePeople(tx, [task.ownerId])).has(task.ownerId))
    fields.ownerId = 'Choose somebody who can sign in, or nobody: then it is the owner of the system.'
  const [first] = Object.values(fields)
  if (first !== undefined) throw new Problem('invalid', first, fields)
}
