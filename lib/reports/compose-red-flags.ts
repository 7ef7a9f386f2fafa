import {
  type CandidateRow,
  dateOf,
  nameOf,
  type ReportFrame,
  type SectionDraft,
  titleOf,
  unwatched,
} from './report-frame'
import { say } from './say'
import type { RedFlagLine } from './section-facts'

const lead = `{raised, plural, =0 {None raised} other {# raised}}{fresh, plural, =0 {} other { (# new)}}{cleared, plural, =0 {} other {, # cleared}}, {unknown, plural, =0 {none} other {#}} unknown, {clear, plural, =0 {none} other {#}} clear.`

/** Red flags: claims whose proof is missing, raised ones first, then those that could not be judged. */
export function composeRedFlags(frame: ReportFrame): SectionDraft {
  const { raised, unknown, clear, rows } = frame.facts.redFlags
  const href = frame.view('/red-flags')
  const title = 'Red flags'
  if (raised + unknown + clear === 0) {
    const text = 'Not watched: no rule was judged for any system.'
    return unwatched('red-flags', title, text, href)
  }
  const [tone, word] =
    raised > 0
      ? (['fail', 'raised'] as const)
      : unknown > 0
        ? (['unknown', 'unknown'] as const)
        : (['ok', 'clear'] as const)
  const sum = (part: 'newlyRaised' | 'cleared') => rows.reduce((total, row) => total + row[part], 0)
  const told = [
    ...rows.filter((row) => row.raised > 0),
    ...rows.filter((row) => row.raised === 0 && row.unknown > 0),
  ]
  return {
    key: 'red-flags',
    title,
    watched: true,
    tone,
    word,
    lead: {
      text: say(lead, { raised, unknown, clear, fresh: sum('newlyRaised'), cleared: sum('cleared') }),
      href,
    },
    rows: told.map((row) => flagRow(frame, row)),
    beyond: 0,
  }
}

function flagRow(frame: ReportFrame, row: RedFlagLine): CandidateRow {
  const href = `/red-flags/${encodeURIComponent(row.key)}`
  const subject = titleOf(row.title, 40)
  if (row.raised === 0) {
    const text = say(`{unknown, plural, one {# system lacks the data} other {# systems lack the data}}`, {
      unknown: row.unknown,
    })
    return { tone: 'unknown', word: 'unknown', subject, text, href }
  }
  const [first] = row.systems
  const others = row.raised - 1
  const rest =
    others > 0 ? say(`, and {others, plural, one {# more system} other {# more systems}}`, { others }) : ''
  const text = first
    ? `${nameOf(first)} since ${dateOf(frame, first.since)}: ${titleOf(first.sentence, 90)}${rest}`
    : say(`on {raised, plural, one {# system} other {# systems}}`, { raised: row.raised })
  return { tone: 'fail', word: 'raised', subject, text, href }
}
