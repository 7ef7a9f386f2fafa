import { appendAudit } from '@/lib/audit/store'
import { canTriageFinding, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { Severity } from '@/lib/checks/define-check'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { activePeople, findEditableSystem, listPeople, type Person } from '@/lib/systems/change-store'
import { dueDate } from './due-date'
import { endOfDay } from './end-of-day'
import type { FindingKind, FindingOrigin } from './finding-state'
import { fingerprint } from './fingerprint'
import { insertRaised, listSystemsForFindings } from './raise-store'
import type { NewFinding } from './schema'

const needsMaintainer =
  'Writing down a finding needs the role maintainer in the team that owns the system. A manager or admin can give it to you.'

/** A finding that a person writes down, as other rooms hand it over. */
export interface PersonsFinding {
  systemId: string
  title: string
  detail: string
  remediation: string
  severity: Severity
  severityReason: string
  /** None: who owns the system. */
  ownerId: string | null
  /** None: what the severity allows. */
  due: Date | null
  origin: FindingOrigin
  kind?: FindingKind
  controlKey?: string | null
}

/** Systems and people that the form offers. */
export interface FindingFormChoices {
  systems: Person[]
  people: Person[]
}

/** What the form of a new finding offers. Throws forbidden. */
export async function getFindingForm(viewer: Viewer): Promise<FindingFormChoices> {
  permit(canTriageFinding(viewer, { teamId: null }), needsMaintainer)
  const [systems, people] = await Promise.all([listSystemsForFindings(), listPeople()])
  return {
    systems: systems
      .filter((system) => canTriageFinding(viewer, system))
      .map(({ id, name }) => ({ id, name })),
    people,
  }
}

/** Writes down a finding as the form says it: a chosen day counts whole, in the zone of who writes. */
export async function createFinding(
  viewer: Viewer,
  { due, ...finding }: NewFinding,
): Promise<{ id: string; number: number }> {
  const until = due === null ? null : endOfDay(due, viewer.timeZone)
  if (due !== null && until === null)
    throw new Problem('invalid', 'This date does not exist.', { due: 'Choose a date, e.g. 2026-11-30' })
  return inTransaction((tx) => createFindingIn(tx, viewer, { ...finding, due: until }))
}

/**
 * The same inside a transaction that does more. Permission, row, history line and audit row. Throws Problem: not-found,
 * forbidden, invalid (owner, date).
 */
export async function createFindingIn(
  tx: Transaction,
  viewer: Viewer,
  finding: PersonsFinding,
): Promise<{ id: string; number: number }> {
  const system = await findEditableSystem(tx, finding.systemId)
  if (!system || system.archivedAt)
    throw new Problem('not-found', 'This system does not exist.', { systemId: 'Choose a system.' })
  permit(canTriageFinding(viewer, system), needsMaintainer)
  const now = await transactionNow(tx)
  await refuseStranger(tx, finding.ownerId)
  const due = finding.due ?? dueDate(finding.severity, { slaStart: now, slaPausedSeconds: 0 })
  if (due < now)
    throw new Problem('invalid', 'The due date lies in the past.', { due: 'Choose today or later.' })
  const id = newId()
  const row = {
    ...finding,
    id,
    due,
    kind: finding.kind ?? 'defect',
    controlKey: finding.controlKey ?? null,
    resource: '',
    // What a person writes down is a fault of its own, whatever it is called.
    fingerprint: fingerprint({ system: system.id, kind: 'person', targetAddress: '', resource: id }),
    evidence: null,
  }
  const [stored] = await insertRaised(asSql(tx), [row], {
    type: 'created',
    actor: { id: viewer.id, label: viewer.email },
    now,
  })
  if (!stored) throw new Error('a new finding was not stored')
  const { evidence: _evidence, fingerprint: _fingerprint, id: _id, ...told } = row
  await appendAudit(tx, {
    actor: viewer,
    action: 'finding.created',
    entity: 'finding',
    entityId: id,
    after: { number: stored.number, ...told },
  })
  return stored
}

async function refuseStranger(tx: Transaction, ownerId: string | null): Promise<void> {
  if (ownerId === null || (await activePeople(tx, [ownerId])).has(ownerId)) return
  throw new Problem('invalid', 'The owner cannot sign in any more.', {
    ownerId: 'Choose somebody who can sign in, or nobody: then it belongs to the owner of the system.',
  })
}
