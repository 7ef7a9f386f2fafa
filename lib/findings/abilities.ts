import {
  canApproveAcceptance,
  canRequestAcceptance,
  canRunChecks,
  canTriageFinding,
} from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { FindingState } from './finding-state'
import { type Cause, transitions } from './next-state'
import type { FindingAbilities } from './view'

interface Subject {
  state: string
  teamId: string | null
  archivedAt: Date | null
  resolvedById: string | null
  checkId: string | null
}

interface Request {
  requesterId: string
  approvedAt: Date | null
  endedAt: Date | null
}

/** What this viewer may do with a finding in this state: decides which verbs its page shows. Pure. */
export function abilitiesOf(
  viewer: Viewer,
  finding: Subject,
  acceptances: readonly Request[],
): FindingAbilities {
  const live = finding.archivedAt === null
  const triager = live && canTriageFinding(viewer, finding)
  const can = (cause: Cause) =>
    triager &&
    transitions.some((each) => each.cause === cause && each.from.includes(finding.state as FindingState))
  const pending = acceptances.some(({ approvedAt, endedAt }) => approvedAt === null && endedAt === null)
  const acceptable = transitions.some(
    ({ cause, from }) => cause === 'accept' && from.includes(finding.state as FindingState),
  )
  return {
    triage: can('triage'),
    start: can('start'),
    resolve: can('resolve'),
    confirm: can('confirm') && finding.resolvedById !== viewer.id,
    verifyNow: live && finding.checkId !== null && canRunChecks(viewer, finding),
    dismiss: can('dismiss'),
    merge: can('merge'),
    comment: triager,
    reopen: triager && (finding.state === 'verified' || finding.state === 'resolved'),
    requestAcceptance: live && acceptable && !pending && canRequestAcceptance(viewer, finding),
    approveAcceptance: live && acceptable && pending && canApproveAcceptance(viewer),
    declineAcceptance:
      live &&
      pending &&
      (canApproveAcceptance(viewer) ||
        acceptances.some(
          ({ requesterId, approvedAt, endedAt }) =>
            approvedAt === null && endedAt === null && requesterId === viewer.id,
        )),
    revokeAcceptance: live && finding.state === 'accepted' && canApproveAcceptance(viewer),
    edit: triager && !['verified', 'false-positive', 'duplicate'].includes(finding.state),
  }
}
