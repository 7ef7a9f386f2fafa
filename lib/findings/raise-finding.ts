import type { Severity } from '@/lib/checks/define-check'
import { asSql } from '@/lib/db/as-sql'
import { databaseNow, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import type { Json } from '@/lib/json'
import { dueDate } from './due-date'
import type { FindingKind, FindingOrigin, FindingState } from './finding-state'
import { fingerprint } from './fingerprint'
import { followClear, followRaise } from './follow-raise'
import type { FindingChange, StoredFinding } from './follow-run'
import { endAcceptancesOf, insertRaised, type RaisedFinding, readHeads, refreshRaised } from './raise-store'
import { changeFindings, type EventActor, lockFindings, theWorker } from './store'

/** Identity of a fault that no run sees: what kind of rule or control, and what of it. */
export interface FaultIdentity {
  systemId: string
  /** "red-flag:unproven-backup", "control:backup.restore-tested". */
  fingerprintKind: string
  /** What inside of it; empty for the thing itself. */
  resource: string
}

export interface Fault extends FaultIdentity {
  origin: FindingOrigin
  kind: FindingKind
  controlKey?: string | null
  title: string
  detail: string
  remediation: string
  severity: Severity
  severityReason: string
  /** None: who owns the system. */
  ownerId?: string | null
  /** None: what its severity allows. Kept by a finding that is open already. */
  due?: Date | null
  evidence?: Json
  /** Who says so; none: the worker. */
  actor?: EventActor
}

export interface Raised {
  id: string
  number: number
  state: FindingState
  /** Opened just now, never seen before. */
  isNew: boolean
}

/** Opens, reopens or refreshes the finding of one fault, by its fingerprint. */
export async function raiseFinding(on: Transaction | Sql, fault: Fault): Promise<Raised> {
  const [raised] = await raiseFindings(on, [fault])
  if (!raised) throw new Error('raising a finding gave none')
  return raised
}

/**
 * The same for many, in a handful of statements; the result has the order of the faults. A finding that a person
 * resolved goes back to work, one that was verified reopens, one that was dismissed waits for its date: the rules
 * are those of runs. Call it inside a transaction. All faults of one call are told in the name of the first's actor.
 */
export async function raiseFindings(on: Transaction | Sql, faults: readonly Fault[]): Promise<Raised[]> {
  if (faults.length === 0) return []
  const db = asSql(on)
  const now = await databaseNow(db)
  const actor = faults[0]?.actor ?? theWorker
  const byPrint = new Map(faults.map((fault) => [faultFingerprint(fault), fault]))
  const opened = new Set<string>()
  let waiting = [...byPrint.keys()]
  // A second round finds what somebody else opened between looking and opening.
  for (let round = 0; round < 2 && waiting.length > 0; round++) {
    const stored = await lockFindings(db, [], waiting)
    const known = new Map(stored.map((finding) => [finding.fingerprint, finding]))
    const fresh = waiting.filter((print) => !known.has(print))
    await refresh(db, stored, byPrint, now, actor)
    const rows = fresh.map((print) => newFinding(print, byPrint.get(print) as Fault, now))
    const inserted = await insertRaised(db, rows, { type: 'opened', actor, now })
    const ids = new Set(inserted.map(({ id }) => id))
    for (const row of rows) if (ids.has(row.id)) opened.add(row.fingerprint)
    waiting = fresh.filter((print) => !opened.has(print))
  }
  const heads = await readHeads(db, [...byPrint.keys()])
  return faults.map((fault) => {
    const head = heads.get(faultFingerprint(fault))
    if (!head) throw new Error(`no finding for ${fault.fingerprintKind}`)
    return { id: head.id, number: head.number, state: head.state, isNew: opened.has(head.fingerprint) }
  })
}

/** What is cleared: a fault by its identity or fingerprint, and what shows that it is gone. */
export type Cleared = ({ fingerprint: string } | FaultIdentity) & {
  comment: string
  evidence?: Json
  actor?: EventActor
}

/** Ends the finding of a fault that is gone: verified, with the comment that proves it. Null when there was nothing to end. */
export async function clearFinding(
  on: Transaction | Sql,
  cleared: Cleared,
): Promise<{ id: string; number: number } | null> {
  const [ended] = await clearFindings(on, [cleared])
  return ended ?? null
}

/** The same for many; only those that were open are returned. All are told in the name of the first's actor. */
export async function clearFindings(
  on: Transaction | Sql,
  cleared: readonly Cleared[],
): Promise<{ id: string; number: number; fingerprint: string }[]> {
  if (cleared.length === 0) return []
  const db = asSql(on)
  const now = await databaseNow(db)
  const byPrint = new Map(
    cleared.map((each) => ['fingerprint' in each ? each.fingerprint : faultFingerprint(each), each]),
  )
  const stored = await lockFindings(db, [], [...byPrint.keys()])
  const changes = stored.flatMap((finding) => {
    const proof = byPrint.get(finding.fingerprint)
    const change = proof ? followClear(finding, proof.comment, now) : null
    return change ? [{ ...change, checkId: finding.checkId, evidence: proof?.evidence ?? null }] : []
  })
  if (changes.length === 0) return []
  await changeFindings(db, changes, now, cleared[0]?.actor ?? theWorker)
  const ids = changes.map(({ finding }) => finding.id)
  await endAcceptancesOf(db, ids, 'what raised it is gone', now)
  const heads = await readHeads(
    db,
    changes.map(({ finding }) => finding.fingerprint),
  )
  return [...heads.values()].map(({ id, number, fingerprint: print }) => ({ id, number, fingerprint: print }))
}

/** The fingerprint of a fault that no run sees. */
export function faultFingerprint({ systemId, fingerprintKind, resource }: FaultIdentity): string {
  return fingerprint({ system: systemId, kind: fingerprintKind, targetAddress: '', resource })
}

async function refresh(
  db: Sql,
  stored: readonly StoredFinding[],
  faults: ReadonlyMap<string, Fault>,
  now: Date,
  actor: EventActor,
): Promise<void> {
  const changes: (FindingChange & { fault: Fault })[] = []
  for (const finding of stored) {
    const fault = faults.get(finding.fingerprint)
    if (!fault) continue
    const master = stored.find(({ id }) => id === finding.duplicateOfId) ?? null
    const change = followRaise(finding, master, fault, now)
    if (change) changes.push({ ...change, fault })
  }
  await changeFindings(
    db,
    changes.map(({ fault, ...change }) => ({
      ...change,
      checkId: change.finding.checkId,
      evidence: fault.evidence ?? null,
    })),
    now,
    actor,
  )
  await refreshRaised(
    db,
    changes
      .filter(({ finding, fault }) => finding.fingerprint === faultFingerprint(fault))
      .map(({ finding, fault, event }) => ({
        id: finding.id,
        remediation: fault.remediation,
        ownerId: fault.ownerId ?? null,
        due: event?.type === 'reopened' ? (fault.due ?? null) : null,
      })),
  )
}

function newFinding(print: string, fault: Fault, now: Date): RaisedFinding {
  const { systemId, resource, origin, kind, title, detail, remediation, severity, severityReason } = fault
  return {
    id: newId(),
    fingerprint: print,
    systemId,
    resource,
    origin,
    kind,
    title,
    detail,
    remediation,
    severity,
    severityReason,
    controlKey: fault.controlKey ?? null,
    ownerId: fault.ownerId ?? null,
    due: fault.due ?? dueDate(severity, { slaStart: now, slaPausedSeconds: 0 }),
    evidence: fault.evidence ?? null,
  }
}
