import type { FindingDetail } from '@/lib/findings/view'
import { formatDay, formatDuration } from '@/lib/format/moment'

type Said = Pick<
  FindingDetail,
  | 'state'
  | 'stateSince'
  | 'firstSeen'
  | 'due'
  | 'dueState'
  | 'ownerName'
  | 'acceptedUntil'
  | 'reopenCount'
  | 'okStreak'
  | 'resolvedBy'
  | 'reviewOn'
  | 'duplicateOf'
  | 'verifiedAt'
  | 'check'
  | 'origin'
  | 'controlKey'
  | 'at'
>

/** How a finding stands, in one or two sentences. Pure. */
export function findingSentence(finding: Said, zone: string): string {
  const now = new Date(finding.at)
  const day = (at: string | null) => (at === null ? 'an unknown day' : formatDay(new Date(at), zone, now))
  const age = formatDuration((now.getTime() - Date.parse(finding.firstSeen)) / 1000)
  const back =
    finding.reopenCount > 0
      ? ` It has come back ${finding.reopenCount === 1 ? 'once' : `${finding.reopenCount} times`}.`
      : ''
  switch (finding.state) {
    case 'open':
    case 'triaged':
    case 'in-progress':
      return `Open for ${age}, ${dueWords(finding, zone)}. ${ownerWords(finding)}${back}`
    case 'resolved':
      return `Resolved${finding.resolvedBy ? ` by ${finding.resolvedBy}` : ''}, which is a claim until it is proved: ${proofWords(finding)}${back}`
    case 'accepted':
      return `The risk is accepted until ${day(finding.acceptedUntil)}; the clock stands still until then.`
    case 'verified':
      return `Verified on ${day(finding.verifiedAt)}. If it is seen again, it opens again.`
    case 'false-positive':
      return `Marked as a false positive; looked at again on ${day(finding.reviewOn)}.`
    case 'duplicate':
      return `A duplicate of F-${finding.duplicateOf?.number ?? '?'}, whose state it follows.`
  }
}

function dueWords({ due, dueState, at }: Said, zone: string): string {
  const left = (Date.parse(due) - Date.parse(at)) / 1000
  if (dueState === 'overdue') return `${formatDuration(-left)} past its date`
  return `due ${formatDay(new Date(due), zone, new Date(at))} (${formatDuration(left)} left)`
}

function ownerWords({ ownerName, state }: Said): string {
  if (ownerName === null) return 'Nobody owns it yet.'
  return state === 'in-progress' ? `${ownerName} works on it.` : `${ownerName} owns it.`
}

function proofWords({ okStreak, check, origin, controlKey }: Said): string {
  const reviewer = 'a reviewer who is not the resolver confirms it with evidence'
  if (!check && origin === 'red-flag') return `the rule finds it clear, or ${reviewer}.`
  if (!check && controlKey) return `the control is answered well, or ${reviewer}.`
  if (!check) return `${reviewer}.`
  return okStreak === 0
    ? 'two good runs in a row, or a reviewer with evidence.'
    : 'one of two good runs is there.'
}
