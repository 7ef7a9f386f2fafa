import type { Severity } from '@/lib/checks/define-check'
import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Json } from '@/lib/json'
import type { FindingEventType } from './event-type'
import type { FindingFacts, FindingState } from './finding-state'

/** Plain facts for the history. */
export type JsonObject = { [key: string]: Json }

// People's side: what somebody does to one finding. What runs change is in store.ts.

/** A finding locked for one action, with its system's facts that decide who may act. */
export interface LockedFinding extends FindingFacts {
  id: string
  number: number
  title: string
  severityReason: string
  dueMovedCount: number
  checkId: string | null
  system: { id: string; name: string; teamId: string | null; archivedAt: Date | null }
}

export interface OpenAcceptance {
  id: string
  findingId: string
  requesterId: string
  approvedAt: Date | null
  until: Date
  endedAt: Date | null
}

const relations = { system: { select: { id: true, name: true, teamId: true, archivedAt: true } } } as const

/** One finding by its number, locked until the transaction ends. */
export async function lockFinding(tx: Transaction, number: number): Promise<LockedFinding | null> {
  await tx.$queryRaw`select 1 from finding where number = ${number} for update`
  const row = await tx.finding.findUnique({ where: { number }, include: relations })
  return row && { ...row, state: row.state as FindingState, severity: row.severity as Severity }
}

/** Of a finding by its number, what decides whether another may point at it; null when there is none. */
export async function findingIdByNumber(
  tx: Transaction,
  number: number,
): Promise<{ id: string; state: FindingState; duplicateOfId: string | null } | null> {
  const row = await tx.finding.findUnique({
    where: { number },
    select: { id: true, state: true, duplicateOfId: true },
  })
  return row && { ...row, state: row.state as FindingState }
}

export type FindingUpdate = Partial<Omit<FindingFacts, 'state'>> & {
  state?: FindingState
  severityReason?: string
  dueMovedCount?: number
}

/** Changes one finding; whoever calls holds its lock. Throws when it does not exist. */
export async function updateFinding(tx: Transaction, id: string, update: FindingUpdate): Promise<void> {
  await tx.finding.update({ where: { id }, data: update })
}

/** Findings that repeat this one are pointed at its own master, so that chains stay one step long. */
export async function repointDuplicates(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.finding.updateMany({ where: { duplicateOfId: from }, data: { duplicateOfId: to } })
}

export interface NewFindingEvent {
  findingId: string
  at: Date
  actor: { id: string; email: string }
  type: FindingEventType
  from?: FindingState
  to?: FindingState
  before?: JsonObject
  after?: JsonObject
  comment?: string
  evidence?: JsonObject
}

/** Appends one line to a finding's history. */
export async function appendFindingEvent(
  tx: Transaction,
  { actor, ...event }: NewFindingEvent,
): Promise<void> {
  await tx.findingEvent.create({
    data: { id: newId(), ...event, actorId: actor.id, actorLabel: actor.email },
  })
}

/** Stores a request for acceptance; it covers nothing before its approval. */
export async function insertAcceptance(
  tx: Transaction,
  acceptance: {
    id: string
    findingId: string
    decision: string
    rationale: string
    compensatingCheckId: string | null
    requesterId: string
    requestedAt: Date
    until: Date
    renewalCount: number
  },
): Promise<void> {
  await tx.acceptance.create({ data: acceptance })
}

/** One acceptance or request by its id; null when there is none. */
export function findAcceptance(tx: Transaction, id: string): Promise<OpenAcceptance | null> {
  return tx.acceptance.findUnique({ where: { id } })
}

/** Requests and approvals that have not ended. */
export function openAcceptances(tx: Transaction, findingId: string): Promise<OpenAcceptance[]> {
  return tx.acceptance.findMany({ where: { findingId, endedAt: null }, orderBy: { requestedAt: 'desc' } })
}

/** How often this risk was accepted before. */
export function countApproved(tx: Transaction, findingId: string): Promise<number> {
  return tx.acceptance.count({ where: { findingId, approvedAt: { not: null } } })
}

/** Notes who approved an acceptance and when. Throws when it does not exist. */
export async function approveAcceptance(
  tx: Transaction,
  id: string,
  approval: { approverId: string; approvedAt: Date; selfApproved: boolean },
): Promise<void> {
  await tx.acceptance.update({ where: { id }, data: approval })
}

/** Ends these acceptances or requests, with the reason that people read. */
export async function endAcceptances(
  tx: Transaction,
  ids: readonly string[],
  end: { endedAt: Date; endReason: string },
): Promise<void> {
  await tx.acceptance.updateMany({ where: { id: { in: [...ids] } }, data: end })
}

/** People who can sign in. */
export function countActivePeople(tx: Transaction): Promise<number> {
  return tx.user.count({ where: { disabledAt: null } })
}

/** Whether this check exists and is not archived with its system. */
export async function checkIsLive(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.check.count({ where: { id, system: { archivedAt: null } } })) > 0
}
