import { appendAudit } from '@/lib/audit/store'
import { canTriageFinding, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { activePeople } from '@/lib/systems/change-store'
import { type Act, instantOf, type Outcome, transition } from './act-context'
import { acceptanceActions } from './act-on-acceptance'
import {
  appendFindingEvent,
  type FindingUpdate,
  findingIdByNumber,
  type JsonObject,
  lockFinding,
  repointDuplicates,
  updateFinding,
} from './change-store'
import { dueDate } from './due-date'
import type { FindingAction } from './schema'

type Handlers = {
  [Verb in FindingAction['do']]: (act: Act, action: Extract<FindingAction, { do: Verb }>) => Promise<Outcome>
}

/**
 * Carries out one action on a finding: permission, rule, row, history line and audit row, all in one
 * transaction. Throws Problem: not-found, forbidden, conflict (the rule refuses), invalid.
 */
export async function actOnFinding(
  viewer: Viewer,
  number: number,
  action: FindingAction,
): Promise<{ id: string; number: number }> {
  return inTransaction(async (tx) => {
    const finding =
      Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? await lockFinding(tx, number) : null
    if (!finding) throw new Problem('not-found', 'This finding does not exist.')
    if (finding.system.archivedAt)
      throw new Problem('conflict', `${finding.system.name} is archived: its findings can only be read.`)
    const act: Act = { tx, viewer, finding, now: await transactionNow(tx) }
    if (!action.do.endsWith('-acceptance')) {
      permit(
        canTriageFinding(viewer, finding.system),
        'Working on this finding needs the role maintainer in the team that owns the system. A manager or admin can give it to you.',
      )
    }
    const handle = handlers[action.do] as (act: Act, action: FindingAction) => Promise<Outcome>
    await record(act, await handle(act, action))
    return { id: finding.id, number }
  })
}

async function record({ tx, viewer, finding, now }: Act, outcome: Outcome): Promise<void> {
  const { type, update, comment, evidence, facts = {} } = outcome
  const changed = Object.keys(update) as (keyof FindingUpdate)[]
  const before = plain(Object.fromEntries(changed.map((key) => [key, finding[key]])))
  const after = { ...plain(update), ...facts }
  if (changed.length > 0) await updateFinding(tx, finding.id, update)
  await appendFindingEvent(tx, {
    findingId: finding.id,
    at: now,
    actor: viewer,
    type,
    ...(update.state ? { from: finding.state, to: update.state } : {}),
    before,
    after,
    ...(comment ? { comment } : {}),
    ...(evidence ? { evidence } : {}),
  })
  await appendAudit(tx, {
    actor: viewer,
    action: `finding.${type}`,
    entity: 'finding',
    entityId: finding.id,
    before,
    after: comment ? { ...after, comment } : after,
  })
}

const handlers: Handlers = {
  ...acceptanceActions,
  triage: async (act, { severity, ownerId, due, comment }) => {
    const owner = await nameOf(act, ownerId)
    const planned = { severity, ownerId, ...plannedDue(act, due) }
    return {
      type: 'triaged',
      update: { ...planned, ...transition(act, 'triage', { severityConfirmed: true }, planned) },
      comment,
      facts: { owner },
    }
  },
  start: async (act) => ({ type: 'started', update: transition(act, 'start') }),
  resolve: async (act, { note }) => ({
    type: 'resolved',
    update: transition(act, 'resolve', { note }),
    comment: note,
  }),
  confirm: async (act, { evidence }) => ({
    type: 'verified',
    update: transition(act, 'confirm', { hasEvidence: true }),
    comment: evidence,
    evidence: { by: 'person', evidence },
  }),
  dismiss: async (act, { reason, reviewOn }) => ({
    type: 'dismissed',
    update: transition(act, 'dismiss', { note: reason, reviewOn: instantOf(act, reviewOn, 'reviewOn') }),
    comment: reason,
  }),
  merge: mergeInto,
  comment: async (_act, { comment }) => ({ type: 'comment', update: {}, comment }),
  reopen: async (act, { comment }) => ({
    type: 'reopened',
    update: transition(act, act.finding.state === 'resolved' ? 'proof-failed' : 'seen-again'),
    comment,
  }),
  owner: async (act, { ownerId }) => {
    refuseEnded(act)
    const owner = ownerId ? await nameOf(act, ownerId) : null
    return { type: 'owner', update: { ownerId }, facts: { owner } }
  },
  due: async (act, { due, comment }) => {
    refuseEnded(act)
    return { type: 'due', update: plannedDue(act, due), comment }
  },
  severity: async (act, { severity, reason }) => {
    refuseEnded(act)
    const due = severity === act.finding.severity ? act.finding.due : dueDate(severity, act.finding)
    return { type: 'severity', update: { severity, severityReason: reason, due }, comment: reason }
  },
}

async function mergeInto(
  act: Act,
  { reason, duplicateOf }: Extract<FindingAction, { do: 'merge' }>,
): Promise<Outcome> {
  const { tx, finding } = act
  const number = Number(duplicateOf.replace(/\D/g, ''))
  const named = await findingIdByNumber(tx, number)
  if (!named || named.id === finding.id) {
    throw new Problem(
      'invalid',
      named ? 'A finding cannot be a duplicate of itself.' : `F-${number} does not exist.`,
      { duplicateOf: 'Name another finding, e.g. F-12' },
    )
  }
  // A duplicate of a duplicate is a duplicate of the master.
  const masterId = named.state === 'duplicate' && named.duplicateOfId ? named.duplicateOfId : named.id
  if (masterId === finding.id)
    throw new Problem('conflict', `F-${number} is already a duplicate of this finding.`)
  const update = transition(act, 'merge', { note: reason, duplicateOfId: masterId })
  await repointDuplicates(tx, finding.id, masterId)
  return { type: 'merged', update, comment: reason, facts: { duplicateOf: `F-${number}` } }
}

/** Moving a due date later is counted: twice is a red flag. */
function plannedDue(act: Act, day: string): Pick<FindingUpdate, 'due' | 'dueMovedCount'> {
  const due = instantOf(act, day, 'due')
  if (due < act.now)
    throw new Problem('invalid', 'The due date lies in the past.', { due: 'Choose today or later.' })
  // The same day is no move: the stored due time lies somewhere within it.
  const later = due.getTime() - act.finding.due.getTime() > 86_400_000
  return { due, ...(later ? { dueMovedCount: act.finding.dueMovedCount + 1 } : {}) }
}

/** The name of somebody who can sign in; anybody else cannot own a finding. */
async function nameOf({ tx }: Act, ownerId: string): Promise<string> {
  const name = (await activePeople(tx, [ownerId])).get(ownerId)
  if (name !== undefined) return name
  throw new Problem('invalid', 'The owner cannot sign in any more.', {
    ownerId: 'Choose somebody who can sign in.',
  })
}

function refuseEnded({ finding }: Act): void {
  if (['verified', 'false-positive', 'duplicate'].includes(finding.state)) {
    throw new Problem('conflict', `This finding is ${finding.state}: there is nothing left to plan.`)
  }
}

function plain(values: object): JsonObject {
  return JSON.parse(JSON.stringify(values)) as JsonObject
}
