import { canMaintain } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { ListedWalkthrough } from './list-store'
import { pathLength } from './progress'
import type { WalkthroughLine } from './view'

/** A walkthrough as lists show it to this viewer. Pure. */
export function lineView(listed: ListedWalkthrough, viewer: Viewer): WalkthroughLine {
  const { teamId, mentorId, at, ...line } = listed
  return {
    ...line,
    stepsAll: pathLength.steps,
    at: at.toISOString(),
    mayRead: line.userId === viewer.id || mentorId === viewer.id || canMaintain(viewer, { teamId }),
  }
}
