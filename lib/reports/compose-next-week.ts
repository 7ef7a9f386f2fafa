import { productPath } from './clean-text'
import {
  type CandidateRow,
  dayOf,
  nameOf,
  type ReportFrame,
  type SectionDraft,
  titleOf,
} from './report-frame'
import { say } from './say'
import type { UpcomingFact } from './section-facts'

const lead = `{total, plural, one {# thing} other {# things}} due, first {first}.`

const kindWords: Readonly<Record<UpcomingFact['kind'], string>> = {
  task: 'task',
  review: 'review',
  'acceptance-ends': 'accepted risk ends',
  'finding-due': 'finding due',
}

/** What comes in the seven days after the period. */
export function composeNextWeek(frame: ReportFrame): SectionDraft {
  const { total, items } = frame.facts.nextWeek
  const head = { key: 'next-week', watched: true, tone: 'plain', word: '' } as const
  const title = frame.unit === 'week' ? 'Next week' : 'Next seven days'
  const href = frame.view('/tasks?view=calendar')
  if (total === 0)
    return { ...head, title, lead: { text: 'Nothing on record comes due.', href }, rows: [], beyond: 0 }
  const sorted = [...items].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const [soonest] = sorted
  const first = soonest
    ? `${dayOf(frame, soonest.at)}: ${whatOf(soonest)} on ${nameOf(soonest)}`
    : 'see the calendar'
  const rows = sorted.slice(1, 5)
  return {
    ...head,
    title,
    lead: { text: say(lead, { total, first }), href: soonest ? productPath(soonest.href) : href },
    rows: rows.map((item) => upcomingRow(frame, item)),
    beyond: Math.max(0, total - 1 - rows.length),
  }
}

const whatOf = ({ kind, title, count }: UpcomingFact) =>
  `${titleOf(title)}${count > 1 ? ` (${count} times)` : ''}${kind === 'task' ? '' : ` (${kindWords[kind]})`}`

function upcomingRow(frame: ReportFrame, item: UpcomingFact): CandidateRow {
  return {
    tone: 'plain',
    word: '',
    subject: nameOf(item),
    text: `${whatOf(item)}, ${dayOf(frame, item.at)}`,
    href: productPath(item.href),
  }
}
