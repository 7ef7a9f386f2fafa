import type { Viewer } from '@/lib/auth/viewer'
import { landingOf, wantsReport } from './landing'
import { readNewestWeek } from './landing-store'

/** The path at which this person begins: of choice, else by role. */
export async function whereToBegin(viewer: Viewer): Promise<string> {
  return landingOf(viewer, wantsReport(viewer) ? await readNewestWeek() : null)
}
