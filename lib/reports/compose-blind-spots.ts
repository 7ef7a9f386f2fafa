import { formatDuration } from '@/lib/format/moment'
import { capital } from '@/lib/format/sentences'
import {
  type CandidateRow,
  dateOf,
  nameOf,
  type ReportFrame,
  type SectionDraft,
  titleOf,
  unwatched,
} from './report-frame'
import { listed, say } from './say'

const unknownText = `{unknown, plural, =0 {no check unknown} one {# check unknown} other {# checks unknown}}`
const missedText = `{missed, plural, one {# run missed} other {# runs missed}}`
const staleText = `{stale, plural, one {# answer stale} other {# answers stale}}`
const neverText = `{never, plural, one {# never given} other {# never given}}`
const bareText = `{bare, plural, one {# system without checks} other {# systems without checks}}`
const pausedText = `{paused, plural, one {# check paused} other {# checks paused}}`

/** What we do not know, our own failures among it. */
export function composeBlindSpots(frame: ReportFrame): SectionDraft {
  const { blindSpots: blind, coverage } = frame.facts
  const href = frame.view('/systems?view=no-data')
  if (coverage.systems === 0)
    return unwatched('blind-spots', 'Blind spots', 'Not watched: there is no system.', '/systems')
  const away = blind.workerDownSeconds > 0 && `our worker away for ${formatDuration(blind.workerDownSeconds)}`
  const parts = [
    away,
    say(unknownText, { unknown: blind.unknownChecks }),
    blind.missedRuns > 0 && say(missedText, { missed: blind.missedRuns }),
    blind.staleAnswers > 0 && say(staleText, { stale: blind.staleAnswers }),
    blind.neverAnswered > 0 &&
      say(`${blind.staleAnswers > 0 ? '' : 'answers: '}${neverText}`, { never: blind.neverAnswered }),
    blind.systemsWithoutChecks > 0 && say(bareText, { bare: blind.systemsWithoutChecks }),
    coverage.pausedChecks > 0 && say(pausedText, { paused: coverage.pausedChecks }),
  ]
  const isClear = parts.filter(Boolean).length === 1 && blind.unknownChecks === 0
  return {
    key: 'blind-spots',
    title: 'Blind spots',
    watched: true,
    tone: isClear ? 'ok' : 'unknown',
    word: isClear ? 'none' : 'unknown',
    lead: {
      text: isClear ? 'No check unknown, no run missed.' : `${capital(listed(parts))}.`,
      href,
    },
    rows: blind.items.map((item) => unknownRow(frame, item)),
    beyond: Math.max(0, blind.unknownChecks - blind.items.length),
  }
}

function unknownRow(
  frame: ReportFrame,
  item: ReportFrame['facts']['blindSpots']['items'][number],
): CandidateRow {
  return {
    tone: 'unknown',
    word: 'unknown',
    subject: nameOf(item),
    text: `${titleOf(item.check, 40)} since ${dateOf(frame, item.since)}: ${titleOf(item.reason, 70)}`,
    href: `/checks/${item.checkId}`,
  }
}
