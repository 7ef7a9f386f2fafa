import { type CandidateRow, nameOf, type ReportFrame, titleOf } from './report-frame'
import { say } from './say'

const told = `{began, plural, =0 {none began} one {one began} other {# began}}{users, plural, =0 {} other {, # noticed by users first}}{without, plural, =0 {} other {; # without prevention}}{unproven, plural, =0 {} other {; # with prevention not proven}}`

/**
 * Incidents of the period and the lessons that are owed, in one row. None where nothing began and nothing is owed, and
 * none where no incident was ever written down: then nothing is known, and that is no number.
 */
export function incidentRows({ facts, view }: ReportFrame): CandidateRow[] {
  const { incidents } = facts
  if (!incidents?.watched) return []
  const { began, byUsers, withoutPrevention, unproven, worst } = incidents
  if (began + withoutPrevention + unproven === 0) return []
  const text = say(told, { began, users: byUsers, without: withoutPrevention, unproven })
  const [tone, word] =
    byUsers > 0
      ? (['fail', 'users first'] as const)
      : withoutPrevention > 0
        ? (['warn', 'no prevention'] as const)
        : (['plain', ''] as const)
  return [
    {
      tone,
      word,
      subject: 'Incidents',
      text: worst ? `${text}; worst ${nameOf(worst)}: I-${worst.number} ${titleOf(worst.title, 40)}` : text,
      href: view('/incidents'),
      isAside: true,
    },
  ]
}
