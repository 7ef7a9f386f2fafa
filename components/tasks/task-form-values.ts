import type { FormState } from '@/lib/form-state'
import { fieldsFromSchedule, type ScheduleFields } from '@/lib/tasks/schedule-form'
import type { TaskForm, TaskPage } from '@/lib/tasks/task-view'

/** What the fields of the task form show before anybody typed. */
export interface TaskFormValues {
  title: string
  why: string
  procedure: string
  tier: string
  expectedMinutes: string
  ownerId: string
  timeZone: string
  graceHours: string
  anchor: string
  afterTaskId: string
  evidencePolicy: string
  evidenceWanted: string
  measureLabel: string
  measureUnit: string
  idempotent: string
  idempotentProof: string
  needsDowntime: boolean
  needsVerification: boolean
  automation: string
  provenByKinds: string[]
  schedule: ScheduleFields
}

/** What each part of the form is drawn from. */
export interface PartProps {
  state: FormState
  offered: TaskForm
  initial: TaskFormValues
}

/** A new weekly task in the low-traffic window: the plainest one. */
export function newTaskValues(timeZone: string): TaskFormValues {
  return {
    title: '',
    why: '',
    procedure: '',
    tier: 'weekly',
    expectedMinutes: '15',
    ownerId: '',
    timeZone,
    graceHours: '24',
    anchor: 'scheduled',
    afterTaskId: '',
    evidencePolicy: 'optional',
    evidenceWanted: '',
    measureLabel: '',
    measureUnit: '',
    idempotent: 'unknown',
    idempotentProof: '',
    needsDowntime: false,
    needsVerification: false,
    automation: 'manual',
    provenByKinds: [],
    schedule: fieldsFromSchedule({ type: 'weekly', weekdays: [1], at: 'window' }),
  }
}

/** A stored task as its form shows it. */
export function storedTaskValues(task: TaskPage['task']): TaskFormValues {
  return {
    title: task.title,
    why: task.why,
    procedure: task.procedure,
    tier: task.tier,
    expectedMinutes: String(task.expectedMinutes),
    ownerId: task.ownerId ?? '',
    timeZone: task.timeZone,
    graceHours: String(Math.round((task.graceMinutes / 60) * 100) / 100),
    anchor: task.anchor,
    afterTaskId: task.after?.id ?? '',
    evidencePolicy: task.evidencePolicy,
    evidenceWanted: task.evidenceWanted,
    measureLabel: task.measureLabel ?? '',
    measureUnit: task.measureUnit ?? '',
    idempotent: task.idempotent,
    idempotentProof: task.idempotentProof,
    needsDowntime: task.needsDowntime,
    needsVerification: task.needsVerification,
    automation: task.automation,
    provenByKinds: task.provenByKinds,
    schedule: fieldsFromSchedule(task.schedule),
  }
}
