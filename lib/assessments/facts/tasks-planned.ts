import { type Fact, missing } from './define-fact'
import { countOf } from './words'

const tiers = ['daily', 'weekly', 'monthly', 'quarterly'] as const

/** Whether maintenance is planned in every rhythm, and somebody owns it. */
export const tasksPlanned: Fact = {
  name: 'tasks.planned',
  tells: 'whether there are tasks of each tier, daily to quarterly, that are not paused and have an owner',
  read: ({ tasks: known, system }) => {
    const tasks = known.filter(({ archivedAt }) => archivedAt === null)
    const facts = [{ sentence: `Maintenance of ${system.name}.`, href: `/systems/${system.id}/tasks` }]
    const planned = tasks.filter(({ paused }) => !paused)
    if (planned.length === 0)
      return missing(
        tasks.length === 0
          ? 'No task is defined here; whether maintenance is planned elsewhere is not known.'
          : `All ${countOf(tasks.length, 'task')} are paused.`,
        facts,
      )
    const absent = tiers.filter((tier) => !planned.some((task) => task.tier === tier))
    const unowned = planned.filter(({ ownerId }) => ownerId === null).length
    const gaps = [
      ...(absent.length > 0 ? [`nothing ${absent.join(', ')}`] : []),
      ...(unowned > 0 ? [`${unowned} without an owner`] : []),
    ]
    return {
      outcome: gaps.length === 0 ? 'pass' : 'warn',
      statement: `${countOf(planned.length, 'task')} ${planned.length === 1 ? 'is' : 'are'} planned, ${gaps.length === 0 ? 'daily to quarterly, each with an owner' : gaps.join(', ')}.`,
      facts,
    }
  },
}
