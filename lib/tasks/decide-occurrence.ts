import type { VerbOf } from '@/lib/audit/actions'
import { parseDay, startOfDay } from './local-time'
import type { OccurrenceUpdate } from './occurrence-store'
import type { EvidencePolicy, OccurrenceAction, OccurrenceState, TaskEventType, TaskTier } from './schema'

/** What decides whether somebody may do something with an occurrence now. */
export interface OccurrenceFacts {
  state: OccurrenceState
  inPause: boolean
  periodStart: Date
  periodEnd: Date
  scheduledAt: Date
  dueAt: Date
  blockedReason: string | null
  snoozeCount: number
  claimedById: string | null
  startedAt: Date | null
  /** An earlier period of the task is still open. */
  earlierOpen: boolean
  task: {
    tier: TaskTier
    anchor: 'scheduled' | 'completed'
    automation: 'manual' | 'check'
    evidencePolicy: EvidencePolicy
    measureLabel: string | null
  }
}

export interface OccurrenceContext {
  now: Date
  viewerId: string
  /** Zone in which the viewer chooses days. */
  timeZone: string
}

/** What was decided: columns and one line of history; or why not. */
export type Decision =
  | { type: TaskEventType & VerbOf<'task'>; update: OccurrenceUpdate; comment?: string }
  | { refused: 'conflict'; sentence: string }
  | { refused: 'invalid'; sentence: string; fields: Record<string, string> }

const conflict = (sentence: string): Decision => ({ refused: 'conflict', sentence })
const invalid = (field: string, sentence: string): Decision => ({
  refused: 'invalid',
  sentence,
  fields: { [field]: sentence },
})

/** Days that something may be snoozed when nothing else ends its period. */
const longestSnoozeDays = 31

/** Decides one action on one occurrence. Pure. */
export function decideOccurrence(
  facts: OccurrenceFacts,
  action: OccurrenceAction,
  context: OccurrenceContext,
): Decision {
  if (facts.inPause) return conflict('A pause left this period out: there is nothing to do in it.')
  if (facts.state !== 'pending' && facts.state !== 'in-progress')
    return conflict(`This period has ended already: ${ended[facts.state]}. What was recorded stays.`)
  switch (action.do) {
    case 'claim':
      return claim(facts, context)
    case 'release':
      return facts.state === 'in-progress'
        ? { type: 'released', update: { state: 'pending', claimedById: null, startedAt: null } }
        : conflict('Nobody has taken this: there is nothing to give back.')
    case 'block':
      return { type: 'blocked', update: { blockedReason: action.reason }, comment: action.reason }
    case 'unblock':
      return facts.blockedReason === null
        ? conflict('Nothing blocks this.')
        : { type: 'unblocked', update: { blockedReason: null } }
    case 'snooze':
      return snooze(facts, action, context)
    case 'record':
      return tooEarly(facts, context.now) ?? record(facts, action, context)
    case 'skip':
      return tooEarly(facts, context.now) ?? skip(action.reason, context)
  }
}

const ended: Readonly<Record<Exclude<OccurrenceState, 'pending' | 'in-progress'>, string>> = {
  done: 'done',
  'done-with-problem': 'done with a problem',
  skipped: 'skipped',
}

function claim({ state, claimedById, startedAt }: OccurrenceFacts, { now, viewerId }: OccurrenceContext) {
  if (state === 'in-progress' && claimedById === viewerId) return conflict('You have taken this already.')
  if (state === 'in-progress' && claimedById !== null)
    return conflict('Somebody else has taken this. Give it back first, then take it.')
  return {
    type: 'claimed',
    update: { state: 'in-progress', claimedById: viewerId, startedAt: startedAt ?? now },
  } as const
}

function snooze(
  { periodEnd, snoozeCount, task }: OccurrenceFacts,
  { until, reason }: Extract<OccurrenceAction, { do: 'snooze' }>,
  { now, timeZone }: OccurrenceContext,
): Decision {
  const rare = task.tier === 'monthly' || task.tier === 'quarterly'
  if (rare && reason.length < 3)
    return invalid(
      'reason',
      `Putting off a ${task.tier} task needs a reason, e.g. "release freeze until Monday".`,
    )
  const day = parseDay(until)
  if (!day) return invalid('until', 'This date does not exist. Choose one, e.g. 2026-11-30.')
  const at = startOfDay(day, timeZone)
  if (at <= now) return invalid('until', 'Choose tomorrow or later: it would be back at once.')
  const limit =
    task.anchor === 'scheduled' ? periodEnd : new Date(now.getTime() + longestSnoozeDays * 86_400_000)
  if (at >= limit)
    return invalid(
      'until',
      'By then the next period begins. Choose an earlier day, or skip this one with a reason.',
    )
  return {
    type: 'snoozed',
    update: { snoozedUntil: at, snoozeCount: snoozeCount + 1 },
    ...(reason === '' ? {} : { comment: reason }),
  }
}

/** Only the next period may be worked off before it begins, and only when nothing older is open: no bulk pass. */
function tooEarly(facts: OccurrenceFacts, now: Date): Decision | null {
  if (now >= facts.scheduledAt) return null
  if (facts.earlierOpen)
    return conflict('An earlier period is still open. Record or skip that one first, then this one.')
  const length = facts.periodEnd.getTime() - facts.periodStart.getTime()
  if (now.getTime() < facts.periodStart.getTime() - length)
    return conflict('This period lies too far ahead: the one before it has not begun.')
  return null
}

function record(
  { dueAt, startedAt, task }: OccurrenceFacts,
  action: Extract<OccurrenceAction, { do: 'record' }>,
  { now, viewerId }: OccurrenceContext,
): Decision {
  if (task.automation === 'check')
    return conflict(
      'A check does this task. Repair what it reports and run it again; or change the task, so that a person does it.',
    )
  const problem = action.result === 'done-with-problem'
  if (problem && action.note.length < 3)
    return invalid('note', 'Say what the problem is, e.g. "three archives from October were never removed".')
  if (task.measureLabel !== null && action.measure === null)
    return invalid('measure', `Write the number: ${task.measureLabel}, e.g. 42.`)
  if (task.evidencePolicy === 'required' && action.evidenceIds.length === 0)
    return invalid(
      'evidenceIds',
      'This task wants evidence: add a file, a link or a note that shows the result.',
    )
  return {
    type: 'recorded',
    update: {
      state: action.result,
      finishedAt: now,
      finishedById: viewerId,
      startedAt: startedAt ?? null,
      onTime: now <= dueAt,
      measure: action.measure,
      note: action.note === '' ? null : action.note,
      minutes: action.minutes,
      evidenceIds: action.evidenceIds,
      blockedReason: null,
    },
    ...(action.note === '' ? {} : { comment: action.note }),
  }
}

function skip(reason: string, { now, viewerId }: OccurrenceContext): Decision {
  return {
    type: 'skipped',
    update: {
      state: 'skipped',
      skipReason: reason,
      finishedAt: now,
      finishedById: viewerId,
      blockedReason: null,
    },
    comment: reason,
  }
}
