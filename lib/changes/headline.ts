import { sentencesOf } from '@/lib/format/sentences'

/** What the sentence over a list of changes is made of. */
export interface ChangeHeadlineFacts {
  open: number
  openSystems: number
  expectedLately: number
  systems: number
  watched: number
  /** Checks that see changes and have no current answer. */
  blind: number
  /** Over the page of one system. */
  ofOne: boolean
}

const templates = {
  noSystem: 'There is no system yet that could change',
  unwatched:
    '{ofOne, select, yes {Nothing of this system is watched for changes} other {Nothing is watched for changes yet}}',
  open: '{open, plural, one {One unexpected change} other {{open, number} unexpected changes}}{ofOne, select, yes {} other { on {openSystems, plural, one {one system} other {{openSystems, number} systems}}}} {open, plural, one {waits} other {wait}} for an explanation',
  quiet:
    'No change waits for an explanation; {expectedLately, plural, =0 {none was expected} one {one was expected} other {{expectedLately, number} were expected}} in the last 7 days',
  coverage:
    '{watched, number} of {systems, plural, one {one system} other {{systems, number} systems}} {watched, plural, one {is} other {are}} watched for changes.{rest, plural, =0 {} one { Of the other one a change would not be seen.} other { Of the other {rest, number} a change would not be seen.}}',
  blind:
    '{blind, plural, one {One check that would see changes has} other {{blind, number} checks that would see changes have}} no current answer: {blind, plural, one {what it watches} other {what they watch}} may have changed unseen.',
} as const

const write = sentencesOf(templates)

/** The sentence over the list: what waits first; nothing watched is never "no change". Pure. */
export function changesHeadline(facts: ChangeHeadlineFacts): string {
  const values = { ...facts, ofOne: facts.ofOne ? 'yes' : 'no' }
  if (facts.systems === 0) return write('noSystem', values)
  if (facts.open > 0) return write('open', values)
  return write(facts.watched === 0 ? 'unwatched' : 'quiet', values)
}

/** How far the list can be trusted: who is not watched, and what cannot be read at present. Pure. */
export function changesLead(facts: ChangeHeadlineFacts): string {
  const { systems, watched, blind, ofOne } = facts
  const parts: string[] = []
  if (!ofOne && systems > 0 && watched > 0)
    parts.push(write('coverage', { systems, watched, rest: systems - watched }))
  if (watched === 0 && systems > 0)
    parts.push(
      'Checks of versions, settings, roles, schemas, certificates, names, ports, packages and schedules see them; each needs one successful run.',
    )
  if (blind > 0) parts.push(write('blind', { blind }))
  return parts.join(' ')
}
