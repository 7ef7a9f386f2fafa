import { timeZones } from '@/lib/auth/time-zones'
import type { Viewer } from '@/lib/auth/viewer'
import { checkKinds } from '@/lib/checks/kinds'
import { databaseNow, prisma } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { dueDate } from '@/lib/findings/due-date'
import { dayOf } from '@/lib/findings/end-of-day'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { findEditableSystem, listPeople } from '@/lib/systems/change-store'
import { permitMaintenance } from './act-context'
import { findTask } from './change-store'
import { circleOfTasks } from './circle-of-tasks'
import { describeSchedule } from './describe-schedule'
import { listTasksOf } from './form-store'
import { judgeSchedule } from './judge-schedule'
import { scheduleFields } from './judge-task'
import { scheduleNotes } from './schedule-notes'
import { previewInput } from './schema'
import { nextSlot, type Timetable } from './slots'
import { readStarterFacts } from './starter-store'
import { readRecordOf } from './task-store'
import type { FindingProposal, SchedulePreview, TaskForm } from './task-view'

const noSystem = () => new Problem('not-found', 'There is no such system. It may have been removed.')
const datesShown = 5

/** What the form of a new or an existing task offers. Throws Problem: not-found, forbidden. */
export async function getTaskForm(
  viewer: Viewer,
  of: { systemId: string } | { taskId: string },
): Promise<TaskForm> {
  const task = 'taskId' in of && isId(of.taskId) ? await findTask(prisma(), of.taskId) : null
  if ('taskId' in of && !task) throw new Problem('not-found', 'This task does not exist.')
  const systemId = task?.systemId ?? ('systemId' in of ? of.systemId : '')
  const system = isId(systemId) ? await findEditableSystem(prisma(), systemId) : null
  if (!system) throw noSystem()
  permitMaintenance(viewer, system)
  const [people, tasks, facts] = await Promise.all([
    listPeople(),
    listTasksOf(systemId),
    readStarterFacts(prisma(), systemId),
  ])
  const follows = (id: string) => {
    const self = { id: task?.id ?? '', title: '', afterId: id }
    return circleOfTasks([...tasks.filter((each) => each.id !== self.id), self], self.id) === null
  }
  const { id, name, timeZone, maintenanceWindow } = system
  return {
    system: { id, name, timeZone, maintenanceWindow },
    people,
    others: tasks
      .filter((each) => each.id !== task?.id && follows(each.id))
      .map(({ id: otherId, title, tier }) => ({ id: otherId, title, tier })),
    kinds: checkKinds.map(({ kind, title }) => ({
      kind,
      title,
      watched: facts?.watchedKinds.has(kind) ?? false,
    })),
    zones: timeZones(),
  }
}

/**
 * The next five dates of a schedule that is being written, in the system's window, with notes about clock changes.
 * Throws Problem: not-found, forbidden, invalid (fields as in the form: "schedule.day", "timeZone").
 */
export async function previewSchedule(
  viewer: Viewer,
  of: { systemId: string; schedule: unknown; timeZone: string },
): Promise<SchedulePreview> {
  const { schedule, timeZone } = parseInput(previewInput, {
    schedule: of.schedule,
    timeZone: of.timeZone,
  })
  const system = isId(of.systemId) ? await findEditableSystem(prisma(), of.systemId) : null
  if (!system) throw noSystem()
  permitMaintenance(viewer, system)
  const timetable: Timetable = {
    schedule,
    timeZone,
    window: system.maintenanceWindow,
    startsAt: await databaseNow(),
  }
  const fields = scheduleFields(judgeSchedule(timetable, { anchor: 'scheduled', graceMinutes: 0 }))
  const [wrong] = Object.values(fields)
  if (wrong !== undefined) throw new Problem('invalid', wrong, fields)
  return {
    text: describeSchedule(schedule, { ...timetable, anchor: 'scheduled' }),
    dates: firstDates(timetable),
    notes: scheduleNotes(timetable),
  }
}

/** The finding that "done with a problem" proposes. Throws Problem: not-found, forbidden, conflict. */
export async function proposeFinding(viewer: Viewer, occurrenceId: string): Promise<FindingProposal> {
  const stored = isId(occurrenceId) ? await readRecordOf(occurrenceId) : null
  const task = stored && (await findTask(prisma(), stored.taskId))
  if (!stored || !task) throw new Problem('not-found', 'This occurrence does not exist.')
  permitMaintenance(viewer, task.system)
  if (stored.state !== 'done-with-problem')
    throw new Problem('conflict', 'No problem was recorded here, so there is none to report.')
  const [now, people] = await Promise.all([databaseNow(), listPeople()])
  // Who found it can judge it better: medium is a start, neither alarm nor oblivion.
  const severity = 'medium'
  const due = dueDate(severity, { slaStart: now, slaPausedSeconds: 0 })
  const number =
    stored.measure === null ? '' : ` ${task.measureLabel}: ${stored.measure} ${task.measureUnit}.`
  const note = stored.note ?? ''
  return {
    occurrenceId,
    taskId: task.id,
    task: task.title,
    systemId: task.systemId,
    system: task.system.name,
    title: firstSentence(note) || `${task.title}: done with a problem`,
    detail: `${note}${number}\n\nFound while doing "${task.title}".`.trim(),
    remediation: task.procedure,
    severity,
    ownerId: task.ownerId ?? task.system.ownerId ?? viewer.id,
    due: dayOf(due, viewer.timeZone),
    people,
    finding:
      stored.findingId && stored.findingNumber !== null
        ? { id: stored.findingId, number: stored.findingNumber }
        : null,
  }
}

function firstDates(timetable: Timetable): string[] {
  const dates: string[] = []
  let from = timetable.startsAt
  while (dates.length < datesShown) {
    const slot = nextSlot(timetable, from)
    if (!slot) break
    dates.push(slot.toISOString())
    from = new Date(slot.getTime() + 1)
  }
  return dates
}

function firstSentence(note: string): string {
  const [line = ''] = note.split('\n')
  const [sentence = ''] = line.split(/(?<=[.!?])\s/)
  const short = sentence.replace(/[.!?]+$/, '').slice(0, 120)
  return short === '' ? '' : `${short[0]?.toUpperCase()}${short.slice(1)}`
}
