import { formatDuration } from '@/lib/format/moment'
import type { Need } from './view'

/** State and word at the head of a row: what makes it today's business. */
export function needLabel(need: Need, now: Date): { state: 'fail' | 'warn' | 'unknown'; word: string } {
  if (need.type === 'blind') return { state: 'unknown', word: `No data ${lengthSince(need.since, now)}` }
  if (need.type === 'review' && need.state === 'sign-off')
    return { state: 'warn', word: `To sign ${lengthSince(need.due, now)}` }
  const left = (new Date(need.due).getTime() - now.getTime()) / 1000
  if (need.type === 'task') return { state: 'fail', word: `Overdue ${formatDuration(-left)}` }
  if (need.urgency === 'overdue') return { state: 'fail', word: `Overdue ${formatDuration(-left)}` }
  if (need.urgency === 'due-today') return { state: 'fail', word: `Due in ${formatDuration(left)}` }
  if (need.urgency === 'due-soon') return { state: 'warn', word: `Due in ${formatDuration(left)}` }
  // A review whose day is further away is no need; without a deadline there is nothing to wait for.
  if (need.type === 'review') return { state: 'warn', word: 'Review due' }
  if (need.kind === 'unwatched') return { state: 'unknown', word: 'Not watched' }
  const state = need.severity === 'critical' || need.severity === 'high' ? 'fail' : 'warn'
  return { state, word: need.owner === null ? 'Unowned' : 'To decide' }
}

/** The verb of a row: the next thing to do, not just "open". */
export function needVerb(need: Need): string {
  if (need.type === 'blind') return 'See why'
  // What a check proves is done by the check: a person looks why it was not.
  if (need.type === 'task') return need.automation === 'check' ? 'See why' : 'Record'
  if (need.type === 'review') return reviewVerb(need)
  if (need.owner === null) return 'Assign'
  return need.state === 'open' ? 'Decide' : 'Open finding'
}

/** Where the proof that a row lacks can be made at once; null: a person has to look first. */
export function needProof(need: Need): { label: string; href: string } | null {
  return need.type === 'finding' && need.flagKey === 'unproven-backup'
    ? { label: 'Prove it now', href: `/systems/${need.systemId}/proofs/drills` }
    : null
}

function reviewVerb({ reviewId, state }: Extract<Need, { type: 'review' }>): string {
  if (reviewId === null) return 'Plan review'
  if (state === 'sign-off') return 'Sign'
  return state === 'in-review' ? 'Continue' : 'Open review'
}

const lengthSince = (since: string, now: Date) =>
  formatDuration((now.getTime() - new Date(since).getTime()) / 1000)
