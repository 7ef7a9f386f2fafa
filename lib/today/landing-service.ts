import type { Viewer } from '@/lib/auth/viewer'
import { latestReport } from '@/lib/reports/service'
import { walkthroughToTake } from '@/lib/walkthroughs/list-service'
import { landingOf, wantsReport } from './landing'

/** The path at which this person begins: of choice, else by role. */
export async function whereToBegin(viewer: Viewer): Promise<string> {
  const walkthrough = viewer.landing === 'role' ? await walkthroughToTake(viewer) : null
  if (walkthrough !== null) return landingOf(viewer, null, walkthrough)
  return landingOf(viewer, wantsReport(viewer) ? ((await latestReport(viewer))?.week ?? null) : null)
}
