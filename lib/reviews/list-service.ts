import { canReview } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { endOfDay } from '@/lib/findings/end-of-day'
import { listTeams } from '@/lib/systems/change-store'
import { reviewsSentence } from './list-sentence'
import {
  countReviews,
  type DueRow,
  type FinishedRow,
  listDue,
  listFinished,
  listRunning,
  type ReviewTotals,
  type RunningRow,
  reviewsPerPage,
} from './list-store'
import type { DueLine, FinishedLine, ReviewsPage, RunningLine, SystemReviews } from './list-view'
import { planDaysBefore, quarterOf } from './plan'
import { findDueSystem } from './plan-store'
import { quarterName } from './quarter-name'
import { isOver } from './review-state'
import { listOfSystem } from './review-store'
import type { ReviewsQuery } from './schema'

const dayMs = 86_400_000

/** Which systems are due, what is running, what is finished; of one team or of all. */
export async function getReviewsPage(viewer: Viewer, query: ReviewsQuery): Promise<ReviewsPage> {
  const now = await databaseNow()
  const quarter = quarterOf(now, viewer.timeZone)
  const totals = await countReviews(query.team, quarterStart(quarter, viewer.timeZone))
  const { view, team, page } = query
  const isAll = view === 'all'
  const [due, running, finished, teams] = await Promise.all([
    view === 'due' || isAll ? listDue(team, page) : [],
    view === 'running' || isAll ? listRunning(team, page) : [],
    view === 'finished' || isAll ? listFinished({ teamId: team, systemId: null }, page) : [],
    listTeams(),
  ])
  return {
    query,
    quarterName: quarterName(quarter),
    headline: reviewsSentence(totals, quarterName(quarter)),
    totals,
    due: due.map((row) => dueLine(row, viewer, now)),
    running: running.map(runningLine),
    finished: finished.map(finishedLine),
    pages: Math.max(1, Math.ceil(rowsOf(view, totals) / reviewsPerPage)),
    teams,
    now: now.toISOString(),
  }
}

const rowsOf = (view: ReviewsQuery['view'], { systems, running, finished }: ReviewTotals) =>
  view === 'due'
    ? systems
    : view === 'running'
      ? running
      : view === 'finished'
        ? finished
        : Math.max(systems, running, finished)

/** Reviews of one system: the one under way, its milestones, what was cancelled, when it is due. */
export async function getSystemReviews(_viewer: Viewer, systemId: string): Promise<SystemReviews> {
  if (!isId(systemId)) return { underWay: null, cancelled: [], finished: [], due: null }
  const [reviews, finished, system] = await Promise.all([
    listOfSystem(systemId),
    listFinished({ teamId: null, systemId }, 1),
    findDueSystem(systemId),
  ])
  const open = reviews.find(({ state }) => !isOver(state))
  return {
    due: system?.due.toISOString() ?? null,
    underWay: open
      ? {
          id: open.id,
          quarterName: quarterName(open.quarter),
          state: open.state,
          lead: open.owner,
          plannedFor: open.plannedFor.toISOString(),
        }
      : null,
    cancelled: reviews
      .filter(({ state }) => state === 'cancelled')
      .map(({ id, quarter, endReason, cancelledAt, createdAt }) => ({
        id,
        quarterName: quarterName(quarter),
        reason: endReason,
        at: (cancelledAt ?? createdAt).toISOString(),
      })),
    finished: finished.map(finishedLine),
  }
}

/** The first instant of a quarter in a zone. */
function quarterStart(quarter: string, zone: string): Date {
  const [year = '1970', name = 'Q1'] = quarter.split('-')
  const month = (Number(name.slice(1)) - 1) * 3
  const dayBefore = new Date(Date.UTC(Number(year), month, 0)).toISOString().slice(0, 10)
  return new Date((endOfDay(dayBefore, zone)?.getTime() ?? 0) + 1_000)
}

function dueLine(row: DueRow, viewer: Viewer, now: Date): DueLine {
  const left = row.due.getTime() - now.getTime()
  const { teamId, ...line } = row
  return {
    ...line,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    due: row.due.toISOString(),
    dueState: left < 0 ? 'overdue' : left <= planDaysBefore * dayMs ? 'due-soon' : 'later',
    mayStart: canReview(viewer, { teamId }) && (row.state === null || row.state === 'planned'),
  }
}

const runningLine = ({ quarter, plannedFor, preparedAt, ...row }: RunningRow): RunningLine => ({
  ...row,
  quarterName: quarterName(quarter),
  plannedFor: plannedFor.toISOString(),
  isPrepared: preparedAt !== null,
})

const finishedLine = (row: FinishedRow): FinishedLine => ({
  id: row.id,
  systemId: row.systemId,
  systemName: row.systemName,
  quarterName: quarterName(row.quarter),
  closedAt: row.closedAt.toISOString(),
  signedName: row.signedName,
  counts: row.counts,
  grade: row.grade,
  previous:
    row.previousId && row.previousQuarter && row.previousCounts
      ? { id: row.previousId, quarterName: quarterName(row.previousQuarter), counts: row.previousCounts }
      : null,
})
