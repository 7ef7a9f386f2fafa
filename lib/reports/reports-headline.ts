import { formatDay } from '@/lib/format/moment'
import { localDay } from '@/lib/tasks/local-time'
import type { ReportsPage } from './view'

/** The list in one sentence: what the newest report is, and when the next one comes. Pure. */
export function reportsHeadline(
  page: Pick<ReportsPage, 'reports' | 'next' | 'zone' | 'now' | 'query'>,
): string {
  const next = formatDay(new Date(page.next.endsAt), page.zone, new Date(page.now))
  const newest = page.query.page === 1 ? page.reports.find(({ kind }) => kind === 'weekly') : undefined
  if (!newest) return `The ${page.reports.length > 0 ? 'next' : 'first'} weekly report comes on ${next}.`
  const week = Number(newest.week?.slice(-2))
  return `The newest report is week ${week}; week ${Number(page.next.week.slice(-2))} comes on ${next}.`
}

/** The running week so far, which a form proposes. Pure. */
export function proposedDays(page: Pick<ReportsPage, 'zone' | 'now'>): { first: string; last: string } {
  const today = localDay(new Date(page.now), page.zone)
  return { first: today.subtract({ days: today.dayOfWeek - 1 }).toString(), last: today.toString() }
}
