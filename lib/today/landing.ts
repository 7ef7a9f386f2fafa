import type { Viewer } from '@/lib/auth/viewer'

/**
 * Where the front door leads: to the page of choice, else to the walkthrough that waits, else by role. Managers begin with the newest weekly report, all
 * others with the day; where no report is stored yet, the day stands in for it. Pure.
 */
export function landingOf(
  { landing, role }: Pick<Viewer, 'landing' | 'role'>,
  newestWeek: string | null,
  walkthrough: string | null = null,
): string {
  if (landing === 'role' && walkthrough !== null) return walkthrough
  const wanted = landing === 'role' ? (role === 'manager' ? 'report' : 'today') : landing
  if (wanted === 'fleet') return '/fleet'
  return wanted === 'report' && newestWeek !== null ? `/reports/${newestWeek}` : '/today'
}

/** Whether the newest report has to be looked up to know where to lead. Pure. */
export const wantsReport = ({ landing, role }: Pick<Viewer, 'landing' | 'role'>): boolean =>
  landing === 'report' || (landing === 'role' && role === 'manager')
