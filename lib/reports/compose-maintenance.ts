import { formatDuration } from '@/lib/format/moment'
import { cleanText } from './clean-text'
import { allTiers } from './read-numbers'
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
import { type MaintenanceFacts, reportTiers, type TierFacts } from './section-facts'

const lead = `{onTime, number} of {due, number} on time{late, plural, =0 {} other {, # late}}{missed, plural, =0 {} other {, # missed}}{skipped, plural, =0 {} other {, # skipped}}{problem, plural, =0 {} one {, # with a problem} other {, # with problems}}{overdue, plural, =0 {} other {; # overdue}}{spent, select, none {} other {; {spent} spent}}.`
const nothingDue = `Nothing of {tasks, plural, one {# task} other {# tasks}} was due{overdue, plural, =0 {} other {; # overdue now}}{problem, plural, =0 {} one {; # done with a problem} other {; # done with problems}}{spent, select, none {} other {; {spent} spent}}.`

/** Maintenance: what was due in the period, tier by tier, and what is overdue at its end. */
export function composeMaintenance(frame: ReportFrame): SectionDraft {
  const { maintenance } = frame.facts
  const href = frame.view('/tasks?view=record')
  if (maintenance.tasks === 0) {
    return unwatched(
      'maintenance',
      'Maintenance',
      'Not watched: no maintenance task is defined.',
      frame.view('/tasks'),
    )
  }
  const all = allTiers(maintenance.byTier)
  const [tone, word] = stand(maintenance, all)
  const text = say(all.due === 0 ? nothingDue : lead, {
    ...all,
    tasks: maintenance.tasks,
    problem: maintenance.withProblem,
    overdue: maintenance.overdue,
    spent: maintenance.minutes > 0 ? formatDuration(maintenance.minutes * 60) : 'none',
  })
  return {
    key: 'maintenance',
    title: 'Maintenance',
    watched: true,
    tone,
    word,
    lead: { text, href },
    rows: [...tierRow(maintenance, href), ...maintenance.items.map((item) => overdueRow(frame, item))],
    beyond: Math.max(0, maintenance.overdue - maintenance.items.length),
  }
}

function stand({ overdue }: MaintenanceFacts, { due, onTime, missed }: TierFacts) {
  if (overdue > 0) return ['fail', 'overdue'] as const
  if (missed > 0) return ['fail', 'missed'] as const
  if (due === 0) return ['plain', ''] as const
  return onTime < due ? (['warn', 'late'] as const) : (['ok', 'on time'] as const)
}

/** "daily 14 of 14, weekly 6 of 8 (1 late, 1 missed)", where there is more than one tier. */
function tierRow({ byTier }: MaintenanceFacts, href: string): CandidateRow[] {
  const told = reportTiers.filter((tier) => byTier[tier].due > 0)
  if (told.length < 2) return []
  const text = listed(
    told.map((tier) => {
      const { due, onTime, late, missed, skipped } = byTier[tier]
      const rest = listed([
        late > 0 && `${late} late`,
        missed > 0 && `${missed} missed`,
        skipped > 0 && `${skipped} skipped`,
      ])
      return `${tier} ${onTime}/${due}${rest && ` (${rest})`}`
    }),
  )
  return [{ tone: 'plain', word: '', subject: 'By tier', text, href, isAside: true }]
}

function overdueRow(frame: ReportFrame, item: MaintenanceFacts['items'][number]): CandidateRow {
  const owner = item.owner === null ? 'nobody owns it' : cleanText(item.owner, 40)
  return {
    tone: 'fail',
    word: 'overdue',
    subject: nameOf(item),
    text: `${titleOf(item.title)} (${item.tier}) since ${dateOf(frame, item.dueAt)}, ${owner}`,
    href: `/tasks/${item.taskId}`,
  }
}
