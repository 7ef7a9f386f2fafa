import type { Viewer } from '@/lib/auth/viewer'
import { latestReport } from '@/lib/reports/service'
import { landingOf, wantsReport } from './landing'

/** The path at which this person begins: of choice, else by role. */
export async function whereToBegin(viewer: Viewer): Promise<string> {
  return landingOf(viewer, wantsReport(viewer) ? ((await latestReport(viewer))?.week ?? null) : null)
}
