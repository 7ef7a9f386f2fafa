import { type ActionRule, ofTheTeam } from './rules'

const tasks = 'app/(dashboard)/tasks/actions.ts'
const task = 'app/(dashboard)/tasks/[id]/actions.ts'
const edit = 'app/(dashboard)/tasks/[id]/edit/actions.ts'
const starter = 'app/(dashboard)/systems/[id]/tasks/actions.ts'
const adding = 'app/(dashboard)/systems/[id]/tasks/new/actions.ts'

/** A form of an occurrence as somebody else has changed it since: who may is told so, and nothing is left undone. */
const older = '99'

const work = {
  why: 'errors add up unseen',
  procedure: 'read the last day',
  tier: 'daily',
  expectedMinutes: '10',
  ownerId: '',
  timeZone: 'UTC',
  graceHours: '12',
  anchor: 'scheduled',
  afterTaskId: '',
  evidencePolicy: 'optional',
  evidenceWanted: '',
  measureLabel: '',
  measureUnit: '',
  idempotent: 'yes',
  idempotentProof: '',
  automation: 'manual',
  scheduleType: 'daily',
  at: '02:00',
}

/** Server Actions of maintenance. */
export const taskActions: Readonly<Record<string, ActionRule>> = {
  [`${tasks} occurrenceFormAction`]: {
    page: () => '/tasks?view=board',
    fields: (world) => ({
      occurrenceId: world.occurrenceId,
      do: 'claim',
      revision: older,
      back: '/tasks?view=board',
    }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${task} recordAction`]: {
    page: (world) => `/tasks/${world.taskId}`,
    fields: (world) => ({
      occurrenceId: world.occurrenceId,
      result: 'done',
      revision: older,
      note: 'all quiet',
    }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${task} reportProblemAction`]: {
    page: (world) => `/tasks/${world.taskId}`,
    // Nothing was recorded, so there is no problem to report.
    fields: (world) => ({
      occurrenceId: world.occurrenceId,
      title: 'Errors since Monday',
      detail: 'the same error every minute',
      remediation: '',
      severity: 'low',
      ownerId: world.people.maintainer.id,
      due: '2099-01-01',
    }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${task} taskFormAction`]: {
    page: (world) => `/tasks/${world.taskId}`,
    // It is not paused.
    fields: (world) => ({ taskId: world.taskId, do: 'resume' }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${edit} changeTaskAction`]: {
    page: (world) => `/tasks/${world.taskId}/edit`,
    fields: (world) => ({ ...work, taskId: world.taskId, title: 'Look through the logs', revision: older }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${starter} addStarterAction`]: {
    page: (world) => `/systems/${world.systemId}/tasks`,
    fields: (world) => ({ systemId: world.systemId, 'keys[]': 'no.such-task' }),
    open: ofTheTeam,
    outcome: 'invalid',
  },
  [`${adding} createTaskAction`]: {
    page: (world) => `/systems/${world.systemId}/tasks/new`,
    fields: (world, caller) => ({ ...work, systemId: world.systemId, title: `Planned by the ${caller}` }),
    open: ofTheTeam,
    outcome: '/tasks/',
  },
}
