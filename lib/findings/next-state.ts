import { dueDate, reopenClock, resumeClock } from './due-date'
import type { FindingFacts, FindingState } from './finding-state'

/** Runs in a row that prove a claim of resolution. */
export const runsThatProve = 2
/** Runs in a row after which a finding that nobody worked on has healed. */
export const runsThatHeal = 3

/** Why a finding moves. The first group are people's words, the second the engine's facts. */
export type Cause =
  | 'triage'
  | 'start'
  | 'resolve'
  | 'confirm'
  | 'accept'
  | 'dismiss'
  | 'merge'
  | 'healed'
  | 'proved'
  | 'proof-recorded'
  | 'proof-failed'
  | 'acceptance-ended'
  | 'seen-again'
  | 'review-due'

/** What a guard may look at besides the finding. */
export interface TransitionContext {
  now: Date
  /** Who asks; null for the engine. */
  actorId?: string | null
  /** Severity, owner and due date were looked at by a person. */
  severityConfirmed?: boolean
  note?: string
  /** Something that shows it: a link, a run, a file. */
  hasEvidence?: boolean
  acceptance?: { approved: boolean; until: Date } | null
  /** Of a false positive: when it is looked at again. */
  reviewOn?: Date | null
  duplicateOfId?: string | null
}

/** Fields of a finding that a transition changes. */
export type FindingPatch = Partial<Omit<FindingFacts, 'severity' | 'ownerId'>>

export interface Transition {
  cause: Cause
  from: readonly FindingState[]
  to: FindingState
  /** What must be true, as the rule is written down. */
  rule: string
  /** Null when it may happen, else the sentence that says what is missing. */
  refuse(finding: FindingFacts, context: TransitionContext): string | null
  /** Further fields that change with the state. */
  effect?(finding: FindingFacts, context: TransitionContext): FindingPatch
}

const notStarted: readonly FindingState[] = ['open', 'triaged', 'in-progress']
const unresolved: readonly FindingState[] = [...notStarted, 'resolved']

/** Every way a finding may move; whatever is not listed cannot happen. */
export const transitions: readonly Transition[] = [
  {
    cause: 'triage',
    from: ['open'],
    to: 'triaged',
    rule: 'severity confirmed, owner and due date set',
    refuse: (finding, context) => {
      if (!context.severityConfirmed) return 'Confirm the severity first.'
      return finding.ownerId === null ? 'Choose who answers for it first.' : null
    },
  },
  {
    cause: 'start',
    from: ['triaged'],
    to: 'in-progress',
    rule: 'it has an owner',
    refuse: (finding) => (finding.ownerId === null ? 'Choose who answers for it first.' : null),
  },
  {
    cause: 'resolve',
    from: ['in-progress'],
    to: 'resolved',
    rule: 'a note: it is a claim until runs or a reviewer prove it',
    refuse: (_finding, context) =>
      context.note?.trim() ? null : 'Write what was done, e.g. "certificate renewed".',
    effect: (finding, { now, actorId = null }) => ({
      resolvedAt: now,
      resolvedById: actorId,
      resolvedWithinSla: now <= finding.due,
    }),
  },
  {
    cause: 'proved',
    from: ['resolved'],
    to: 'verified',
    rule: `${runsThatProve} consecutive ok runs that started after it was resolved`,
    refuse: (finding) => (finding.okStreak >= runsThatProve ? null : 'Not enough good runs yet.'),
    effect: (_finding, { now }) => ({ verifiedAt: now }),
  },
  {
    cause: 'confirm',
    from: ['resolved'],
    to: 'verified',
    rule: 'a reviewer who is not the resolver, with evidence',
    refuse: (finding, context) => {
      if (!context.actorId || context.actorId === finding.resolvedById) {
        return 'Somebody else than the person who resolved it must confirm it.'
      }
      return context.hasEvidence ? null : 'Add what shows it: a link, a run or a file.'
    },
    effect: (_finding, { now }) => ({ verifiedAt: now }),
  },
  {
    cause: 'healed',
    from: notStarted,
    to: 'verified',
    rule: `${runsThatHeal} consecutive ok runs`,
    refuse: (finding) => (finding.okStreak >= runsThatHeal ? null : 'Not enough good runs yet.'),
    effect: (finding, { now }) => ({
      verifiedAt: now,
      resolvedAt: now,
      resolvedWithinSla: now <= finding.due,
    }),
  },
  {
    cause: 'proof-recorded',
    from: [...unresolved, 'accepted'],
    to: 'verified',
    rule: 'what was missing is there: a proof was recorded, or what raised it is clear; it says which',
    refuse: (_finding, { note }) => (note?.trim() ? null : 'Say what proves it, e.g. "restored on 14 Nov".'),
    effect: (finding, { now }) => ({
      verifiedAt: now,
      resolvedAt: finding.resolvedAt ?? now,
      // The clock of an accepted finding stood still.
      resolvedWithinSla:
        finding.resolvedWithinSla ?? (finding.state === 'accepted' ? finding.stateSince : now) <= finding.due,
    }),
  },
  {
    cause: 'proof-failed',
    from: ['resolved'],
    to: 'in-progress',
    rule: 'the proof failed',
    refuse: () => null,
    effect: () => ({ resolvedAt: null, resolvedById: null, resolvedWithinSla: null }),
  },
  {
    cause: 'accept',
    from: unresolved,
    to: 'accepted',
    rule: 'an approved, unexpired acceptance covers it',
    refuse: (_finding, { acceptance, now }) => {
      if (!acceptance?.approved) return 'Somebody must approve the acceptance first.'
      return acceptance.until > now ? null : 'The acceptance has expired: choose a later end.'
    },
  },
  {
    cause: 'acceptance-ended',
    from: ['accepted'],
    to: 'triaged',
    rule: 'the acceptance expired, was revoked, or its compensating check failed',
    refuse: () => null,
    effect: (finding, { now }) => {
      const clock = resumeClock(finding, finding.stateSince, now)
      return { ...clock, due: shifted(finding.due, finding.slaPausedSeconds, clock.slaPausedSeconds) }
    },
  },
  {
    cause: 'dismiss',
    from: [...unresolved, 'accepted'],
    to: 'false-positive',
    rule: 'a reason, and a date on which it is looked at again',
    refuse: (_finding, { note, reviewOn, now }) => {
      if (!note?.trim()) return 'Write why this is no fault.'
      return reviewOn && reviewOn > now ? null : 'Choose a date in the future on which it is looked at again.'
    },
    effect: (_finding, { reviewOn = null }) => ({ reviewOn }),
  },
  {
    cause: 'merge',
    from: [...unresolved, 'accepted'],
    to: 'duplicate',
    rule: 'a reason, and the finding that it repeats',
    refuse: (_finding, { note, duplicateOfId }) => {
      if (!note?.trim()) return 'Write why it is the same fault.'
      return duplicateOfId ? null : 'Choose the finding that it repeats.'
    },
    effect: (_finding, { duplicateOfId = null }) => ({ duplicateOfId }),
  },
  {
    cause: 'seen-again',
    from: ['verified'],
    to: 'open',
    rule: 'seen again; the clock restarts if it was closed for more than 30 days, else resumes',
    refuse: () => null,
    effect: (finding, { now }) => reopened(finding, finding.verifiedAt ?? finding.stateSince, now),
  },
  {
    cause: 'review-due',
    from: ['false-positive'],
    to: 'open',
    rule: 'seen again at or after its review date',
    refuse: (finding, { now }) =>
      finding.reviewOn && now >= finding.reviewOn ? null : 'It was dismissed until its review date.',
    effect: (finding, { now }) => ({ ...reopened(finding, finding.stateSince, now), reviewOn: null }),
  },
]

export type Decision =
  | { allowed: true; to: FindingState; patch: FindingPatch }
  | { allowed: false; reason: string }

/** Whether the finding may move for this cause now, and what changes with it. Pure. */
export function decideTransition(finding: FindingFacts, cause: Cause, context: TransitionContext): Decision {
  const transition = transitions.find((each) => each.cause === cause && each.from.includes(finding.state))
  if (!transition) return { allowed: false, reason: `A finding that is ${finding.state} cannot do this.` }
  const reason = transition.refuse(finding, context)
  if (reason !== null) return { allowed: false, reason }
  const patch = {
    state: transition.to,
    stateSince: context.now,
    okStreak: 0,
    ...transition.effect?.(finding, context),
  }
  return { allowed: true, to: transition.to, patch }
}

function reopened(finding: FindingFacts, closedAt: Date, now: Date): FindingPatch {
  const clock = reopenClock(finding, closedAt, now)
  const due =
    clock.slaStart === finding.slaStart
      ? shifted(finding.due, finding.slaPausedSeconds, clock.slaPausedSeconds)
      : dueDate(finding.severity, clock)
  return {
    ...clock,
    due,
    reopenCount: finding.reopenCount + 1,
    resolvedAt: null,
    resolvedById: null,
    resolvedWithinSla: null,
    verifiedAt: null,
  }
}

/** A due date, which a person may have moved, after the clock stood still for longer. */
function shifted(due: Date, pausedBefore: number, pausedNow: number): Date {
  return new Date(due.getTime() + (pausedNow - pausedBefore) * 1000)
}
