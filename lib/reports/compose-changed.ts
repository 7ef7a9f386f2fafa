import { points, signed } from '@/lib/score/sentences'
import { cleanText } from './clean-text'
import { incidentRows } from './compose-incidents'
import { openFindings } from './read-numbers'
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
import type { FindingLine, ScoreFacts } from './section-facts'

const lead = `{opened, plural, =0 {No finding opened} one {# finding opened} other {# findings opened}}{reopened, plural, =0 {} other {, # reopened}}{verified, plural, =0 {} other {, # proven fixed}}{accepted, plural, =0 {} one {, # risk accepted} other {, # risks accepted}}; {open, plural, =0 {none open} other {# open}}{grave, plural, =0 {} other {, # critical or high}}{unowned, plural, =0 {} other {, # unowned}}; {watched, plural, =0 {changes not observed} other {{unexpected, plural, =0 {{changes, plural, =0 {no change seen} one {# change, announced} other {# changes, all announced}}} other {{unexpected, number} of {changes, plural, one {# change} other {# changes}} unannounced}}{answered, plural, =0 {} other {, # acknowledged}}}}.`

const whatWords: Readonly<Record<FindingLine['what'], readonly [tone: CandidateRow['tone'], word: string]>> =
  {
    new: ['warn', 'new'],
    reopened: ['fail', 'reopened'],
    verified: ['ok', 'fixed'],
    accepted: ['accepted', 'accepted'],
  }

const causeWords: Readonly<Record<string, string>> = {
  outcome: 'outcomes',
  stale: 'answers gone stale',
  finding: 'findings',
  exclusion: 'exclusions',
  checklist: 'checklists changed',
}

const shownFindings = 3
const shownChanges = 2

const gradeOrder = ['A', 'B', 'C', 'D', 'F', '?'] as const

/** What changed: findings, the score and why it moved, changes that nobody had announced. */
export function composeChanged(frame: ReportFrame): SectionDraft {
  const { findings, changes, coverage } = frame.facts
  if (coverage.systems === 0)
    return unwatched('changed', 'What changed', 'Not watched: there is no system.', '/systems')
  const happened = findings.opened + findings.reopened + findings.verified + findings.accepted
  return {
    key: 'changed',
    title: 'What changed',
    watched: true,
    tone: 'plain',
    word: '',
    lead: {
      text: say(lead, {
        opened: findings.opened,
        reopened: findings.reopened,
        verified: findings.verified,
        accepted: findings.accepted,
        open: openFindings(findings),
        grave: findings.open.critical + findings.open.high,
        unowned: findings.unowned,
        watched: changes.watchedSystems,
        unexpected: changes.unexpected,
        changes: changes.announced + changes.unexpected,
        answered: changes.acknowledged,
      }),
      href: frame.view('/findings'),
    },
    rows: [
      ...scoreRows(frame),
      ...incidentRows(frame),
      ...worstFirst([...findings.items.slice(0, shownFindings).map(findingRow), ...changeRows(frame)]),
    ],
    beyond: Math.max(0, happened - Math.min(shownFindings, findings.items.length)) + unseenChanges(frame),
  }
}

const worstFirst = (rows: readonly CandidateRow[]) =>
  [...rows].sort((a, b) => Number(b.tone === 'fail') - Number(a.tone === 'fail'))

function findingRow(line: FindingLine): CandidateRow {
  const [usual, word] = whatWords[line.what]
  const isGrave = line.severity === 'critical' || line.severity === 'high'
  const tone = line.what === 'new' && isGrave ? 'fail' : usual
  return {
    tone,
    word,
    subject: nameOf(line),
    text: `F-${line.number} ${titleOf(line.title)}, ${line.severity}`,
    href: `/findings/${line.number}`,
  }
}

function scoreRows({ facts: { score }, view }: ReportFrame): CandidateRow[] {
  const row = { subject: 'Score', href: view('/score'), isAside: true } as const
  if (score.median === null) {
    const text = say(
      `{unscored, plural, =0 {no system has a checklist} one {# system has no score yet} other {# systems have no score yet}}`,
      { unscored: score.unscored },
    )
    return [{ ...row, tone: 'unknown', word: 'no score', text }]
  }
  const before = score.medianBefore === null ? '' : ` (was ${points(score.medianBefore)})`
  const cause = score.movements.length === 1 ? '' : why(score.causes)
  const text = [`median ${points(score.median)}${before}${cause}`, grades(score), moved(score)]
  return [{ ...row, tone: 'plain', word: '', text: text.filter(Boolean).join('; ') }]
}

/** "12 A, 3 B, 1 F, 2 ?"; systems without a score beside them. */
function grades({ grades: counts, unscored }: ScoreFacts): string {
  const told = gradeOrder.filter((grade) => counts[grade] > 0).map((grade) => `${counts[grade]}${grade}`)
  return listed([told.join(' '), unscored > 0 && `${unscored} without score`])
}

/** Who moved most, or who is worst where nobody moved. */
function moved({ movements: [top], worst }: ScoreFacts): string {
  if (top) {
    const grade = top.gradeFrom === top.gradeTo ? '' : ` (${top.gradeFrom} to ${top.gradeTo})`
    return `${nameOf(top)} ${points(top.from)} to ${points(top.to)}${grade}${why(top.causes)}`
  }
  return worst ? `worst ${nameOf(worst)}, ${points(worst.posture)}, ${worst.grade}` : ''
}

/** The cause that moved most: " (answers gone stale −4.2)". */
function why(causes: Readonly<Record<string, number>>): string {
  const [most] = Object.entries(causes)
    .filter(([, points]) => Math.abs(points) >= 0.05)
    .sort(([a, x], [b, y]) => Math.abs(y) - Math.abs(x) || (a < b ? -1 : 1))
  return most ? ` (${causeWords[most[0]] ?? cleanText(most[0], 30)} ${signed(most[1])})` : ''
}

function changeRows(frame: ReportFrame): CandidateRow[] {
  const { changes } = frame.facts
  if (changes.watchedSystems === 0) return []
  if (changes.unexpected === 0) return []
  return changes.items.slice(0, shownChanges).map((change) => ({
    tone: 'warn',
    word: 'unannounced',
    subject: nameOf(change),
    text: `${titleOf(listed([change.key, change.subject]), 40)}${fromTo(change.before, change.after)}, ${dateOf(frame, change.at)}`,
    href: '/changes',
  }))
}

function fromTo(before: string | null, after: string | null): string {
  if (before === null && after === null) return ''
  if (before === null) return ` new: ${titleOf(after ?? '', 24)}`
  if (after === null) return ` gone: ${titleOf(before, 24)}`
  return ` from ${titleOf(before, 24)} to ${titleOf(after, 24)}`
}

function unseenChanges({ facts: { changes } }: ReportFrame): number {
  if (changes.watchedSystems === 0) return 0
  return Math.max(0, changes.unexpected - Math.min(shownChanges, changes.items.length))
}
