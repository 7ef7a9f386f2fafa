import type { Severity } from '@/lib/checks/define-check'
import { dueDate } from '@/lib/findings/due-date'
import type { FindingEventType } from '@/lib/findings/event-type'
import type { FindingState } from '@/lib/findings/finding-state'
import { findingsOfRun, isBad, type ObservedFinding } from '@/lib/findings/findings-of-run'
import { unwatchedObservation } from '@/lib/findings/observations'
import { type Fleet, judgementOf, type SeedCheck } from './fleet'
import { judgementFor } from './kinds-in-numbers'
import type { Random } from './random'

/** Rows as they are inserted; keys are column names. */
export interface SeedFindings {
  findings: Record<string, unknown>[]
  events: Record<string, unknown>[]
  acceptances: Record<string, unknown>[]
}

const day = 86_400_000

/** Findings of everything that is not ok now, and a past of findings that were dealt with. */
export function buildFindings(fleet: Fleet, random: Random): SeedFindings {
  const rows: SeedFindings = { findings: [], events: [], acceptances: [] }
  for (const check of fleet.checks) {
    if (isBad(check.verdict)) {
      const state = random.weighted({ open: 42, triaged: 24, 'in-progress': 16, resolved: 8, accepted: 10 })
      for (const observed of observedOf(check)) add(rows, fleet, check, observed, 'defect', state, random)
    } else if (check.verdict === 'unknown') {
      add(
        rows,
        fleet,
        check,
        blindness(check),
        'unwatched',
        random.weighted({ open: 70, triaged: 30 }),
        random,
      )
    } else if (check.verdict === 'ok' && random.chance(0.18)) {
      const [past] = observedOf(check)
      const state = random.weighted({ verified: 94, 'false-positive': 6 })
      if (past) add(rows, fleet, check, past, 'defect', state, random)
    }
  }
  return rows
}

function observedOf(check: SeedCheck): ObservedFinding[] {
  const judgement = isBad(check.verdict)
    ? judgementOf(check)
    : judgementFor(check.kind, check.kind.bad.verdict)
  const subject = { systemKey: check.system.id, targetAddress: check.target.address }
  return findingsOfRun(check.kind.definition, subject, judgement)
}

function blindness(check: SeedCheck): ObservedFinding {
  const { definition } = check.kind
  const subject = {
    id: check.id,
    systemId: check.system.id,
    targetAddress: check.target.address,
    ownerId: null,
  }
  return unwatchedObservation({ check: subject, definition }, judgementOf(check).reason)
}

function add(
  rows: SeedFindings,
  fleet: Fleet,
  check: SeedCheck,
  observed: ObservedFinding,
  kind: 'defect' | 'unwatched',
  state: FindingState,
  random: Random,
): void {
  const isPast = state === 'verified' || state === 'false-positive'
  const firstSeen = isPast ? new Date(fleet.now.getTime() - random.between(3, 100) * day) : check.since
  const stateSince = state === 'open' ? firstSeen : later(firstSeen, fleet.now, random)
  const isResolved = state === 'resolved' || state === 'verified'
  const severity: Severity = observed.severity
  const due = dueDate(severity, { slaStart: firstSeen, slaPausedSeconds: 0 })
  const person = random.pick(fleet.people)
  const id = random.id(firstSeen)
  rows.findings.push({
    id,
    system_id: check.system.id,
    check_id: check.id,
    check_kind: check.kind.definition.kind,
    resource: observed.resource,
    fingerprint: observed.fingerprint,
    origin: 'check',
    kind,
    title: observed.title,
    detail: observed.detail,
    remediation: observed.remediation,
    severity,
    severity_reason: 'The severity of this kind of check.',
    owner_id: state === 'open' && random.chance(0.3) ? null : check.system.ownerId,
    state,
    state_since: stateSince,
    first_seen: firstSeen,
    last_seen: isPast ? stateSince : check.finishedAt,
    sla_start: firstSeen,
    due,
    resolved_at: isResolved ? stateSince : null,
    resolved_by_id: isResolved ? person.id : null,
    resolved_within_sla: isResolved ? stateSince <= due : null,
    verified_at: state === 'verified' ? stateSince : null,
    reopen_count: random.chance(0.05) ? 1 : 0,
    review_on: state === 'false-positive' ? new Date(stateSince.getTime() + 180 * day) : null,
  })
  const event = (
    at: Date,
    type: FindingEventType,
    from: FindingState | null,
    to: FindingState,
    actor = person,
  ) =>
    rows.events.push({
      id: random.id(at),
      finding_id: id,
      at,
      actor_id: type === 'opened' || type === 'healed' ? null : actor.id,
      actor_label: type === 'opened' || type === 'healed' ? 'worker' : actor.email,
      type,
      from_state: from,
      to_state: to,
      comment: type === 'comment' ? 'Seen before: it came with the last release.' : null,
      after: type === 'opened' ? { severity, detail: observed.detail } : null,
    })
  event(firstSeen, 'opened', null, 'open')
  if (random.chance(0.2)) event(stateSince, 'comment', 'open', 'open')
  if (state !== 'open') event(stateSince, eventOf[state], 'open', state)
  if (state === 'accepted') rows.acceptances.push(acceptance(id, stateSince, fleet, random))
}

const eventOf: Readonly<Record<Exclude<FindingState, 'open'>, FindingEventType>> = {
  triaged: 'triaged',
  'in-progress': 'started',
  resolved: 'resolved',
  accepted: 'accepted',
  verified: 'healed',
  'false-positive': 'dismissed',
  duplicate: 'merged',
}

function later(from: Date, now: Date, random: Random): Date {
  return new Date(from.getTime() + (now.getTime() - from.getTime()) * random.next() * 0.8)
}

function acceptance(findingId: string, at: Date, fleet: Fleet, random: Random): Record<string, unknown> {
  const [requester, approver] = [random.pick(fleet.people), random.pick(fleet.people)]
  return {
    id: random.id(at),
    finding_id: findingId,
    decision: random.pick(['accept', 'mitigate']),
    rationale: 'The system is replaced this quarter; until then the nightly job covers it.',
    requester_id: requester.id,
    approver_id: approver.id,
    self_approved: requester.id === approver.id,
    requested_at: at,
    approved_at: at,
    until: new Date(fleet.now.getTime() + random.between(5, 85) * day),
    renewal_count: 0,
  }
}
