import { dayOf } from '@/lib/findings/end-of-day'
import type { FindingState } from '@/lib/findings/finding-state'
import { type FindingEventView, stateNames } from '@/lib/findings/view'

const plain: Readonly<Record<string, string>> = {
  opened: 'opened this finding',
  created: 'wrote this finding down',
  reopened: 'opened it again',
  healed: 'saw it pass three times in a row: healed by itself',
  verified: 'verified it',
  'proof-failed': 'saw it fail again: the resolution is not proved',
  'proof-recorded': 'verified it: the proof is there',
  started: 'started to work on it',
  resolved: 'resolved it',
  dismissed: 'marked it as a false positive',
  comment: 'commented',
  accepted: 'accepted the risk',
  'acceptance-requested': 'asked to accept the risk',
  'acceptance-declined': 'declined the acceptance',
  'acceptance-withdrawn': 'withdrew the request',
  'acceptance-revoked': 'revoked the acceptance',
  'acceptance-ended': 'ended the acceptance',
}

/** A line of history as a person says it. Pure. */
export function eventWords(
  event: Pick<FindingEventView, 'type' | 'from' | 'to' | 'before' | 'after'>,
  zone: string,
): string {
  const { type, before, after } = event
  switch (type) {
    case 'severity':
      return `changed the severity from ${String(before?.severity ?? '?')} to ${String(after?.severity ?? '?')}`
    case 'owner':
      return after?.ownerId ? `gave it to ${String(after.owner ?? 'another owner')}` : 'took the owner off'
    case 'triaged':
      return after?.owner ? `triaged it for ${String(after.owner)}` : 'triaged it'
    case 'due':
      return `moved the due date to ${dayIn(after?.due, zone)}`
    case 'merged':
      return `marked it as a duplicate of ${String(after?.duplicateOf ?? 'another finding')}`
    case 'accepted':
      return `accepted the risk until ${dayIn(after?.until, zone)}${after?.selfApproved ? ' (approved by the person who asked)' : ''}`
    case 'acceptance-requested':
      return `asked to ${String(after?.decision ?? 'accept')} the risk until ${dayIn(after?.until, zone)}`
    default:
      return plain[type] ?? stateChange(event)
  }
}

/** The day of an instant where the reader is; a day stays the one that it is. */
function dayIn(at: unknown, zone: string): string {
  const text = String(at ?? '?')
  return text.length > 10 && !Number.isNaN(Date.parse(text)) ? dayOf(new Date(text), zone) : text
}

function stateChange({ type, from, to }: Pick<FindingEventView, 'type' | 'from' | 'to'>): string {
  if (!to) return type.replaceAll('-', ' ')
  const name = (state: string) => (stateNames[state as FindingState] ?? state).toLowerCase()
  return from ? `moved it from ${name(from)} to ${name(to)}` : `made it ${name(to)}`
}
