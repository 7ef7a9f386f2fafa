import { auditActions, type VerbOf } from '@/lib/audit/actions'

/** What the worker writes into the history of a finding: after a run, or when an acceptance ends. */
const workerEventTypes = [
  'opened',
  'reopened',
  'healed',
  'verified',
  'proof-failed',
  'severity',
  'acceptance-ended',
  'proof-recorded',
] as const
export type WorkerEventType = (typeof workerEventTypes)[number]

/** What people do to a finding is audited and is in its history under the same verb. */
export type FindingEventType = WorkerEventType | VerbOf<'finding'>

const prefix = 'finding.'

/** All types of events of findings; the CHECK of finding_event lists the same. */
export const findingEventTypes: readonly string[] = [
  ...new Set([
    ...workerEventTypes,
    ...auditActions
      .filter((action) => action.startsWith(prefix))
      .map((action) => action.slice(prefix.length)),
  ]),
]
