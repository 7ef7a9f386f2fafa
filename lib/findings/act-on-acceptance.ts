import { canApproveAcceptance, canRequestAcceptance, permit } from '@/lib/auth/permissions'
import { newId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { judgeApproval, refuseEnd } from './acceptance-rules'
import { type Act, instantOf, type Outcome, transition } from './act-context'
import {
  approveAcceptance,
  checkIsLive,
  countActivePeople,
  countApproved,
  endAcceptances,
  findAcceptance,
  insertAcceptance,
  type OpenAcceptance,
  openAcceptances,
} from './change-store'
import type { FindingAction } from './schema'

type AcceptanceVerb = Extract<FindingAction['do'], `${string}-acceptance`>
type Handlers = {
  [Verb in AcceptanceVerb]: (act: Act, action: Extract<FindingAction, { do: Verb }>) => Promise<Outcome>
}

const needsManager = 'Deciding about risks needs the role manager. An admin can give it to you.'

/** Accepting a risk: asked for by one person, approved by another, with an end. */
export const acceptanceActions: Handlers = {
  'request-acceptance': async (act, action) => {
    const { tx, viewer, finding, now } = act
    permit(
      canRequestAcceptance(viewer, finding.system),
      'Asking for acceptance needs the role maintainer in the team that owns the system.',
    )
    refuseUnacceptable(act)
    const pending = await openAcceptances(tx, finding.id)
    if (pending.some(({ approvedAt }) => approvedAt === null))
      throw new Problem('conflict', 'Acceptance was asked for already and waits for approval.')
    const until = instantOf(act, action.until, 'until')
    const refused = refuseEnd(finding.severity, until, now)
    if (refused) throw new Problem('invalid', refused, { until: refused })
    if (action.compensatingCheckId && !(await checkIsLive(tx, action.compensatingCheckId))) {
      throw new Problem('invalid', 'The compensating check does not exist any more.', {
        compensatingCheckId: 'Choose another check or none.',
      })
    }
    const id = newId()
    const { decision, rationale, compensatingCheckId } = action
    const renewalCount = await countApproved(tx, finding.id)
    await insertAcceptance(tx, {
      id,
      findingId: finding.id,
      decision,
      rationale,
      compensatingCheckId,
      requesterId: viewer.id,
      requestedAt: now,
      until,
      renewalCount,
    })
    return {
      type: 'acceptance-requested',
      update: {},
      comment: rationale,
      facts: { acceptance: id, decision, until: until.toISOString(), renewalCount },
    }
  },

  'approve-acceptance': async (act, { acceptanceId }) => {
    const { tx, viewer, finding, now } = act
    permit(canApproveAcceptance(viewer), needsManager)
    const acceptance = await pendingAcceptance(act, acceptanceId)
    const refused = refuseEnd(finding.severity, acceptance.until, now)
    if (refused) throw new Problem('conflict', `${refused} Decline this request and ask anew.`)
    const judged = judgeApproval({
      severity: finding.severity,
      requesterId: acceptance.requesterId,
      approverId: viewer.id,
      activePeople: await countActivePeople(tx),
    })
    if (!judged.allowed) throw new Problem('forbidden', judged.reason)
    const update = transition(act, 'accept', { acceptance: { approved: true, until: acceptance.until } })
    await approveAcceptance(tx, acceptance.id, {
      approverId: viewer.id,
      approvedAt: now,
      selfApproved: judged.selfApproved,
    })
    return {
      type: 'accepted',
      update,
      facts: {
        acceptance: acceptance.id,
        until: acceptance.until.toISOString(),
        selfApproved: judged.selfApproved,
      },
    }
  },

  'decline-acceptance': async (act, { acceptanceId, reason }) => {
    const acceptance = await pendingAcceptance(act, acceptanceId)
    const own = acceptance.requesterId === act.viewer.id
    permit(own || canApproveAcceptance(act.viewer), needsManager)
    await endAcceptances(act.tx, [acceptance.id], {
      endedAt: act.now,
      endReason: `${own ? 'withdrawn' : 'declined'}: ${reason}`,
    })
    return {
      type: own ? 'acceptance-withdrawn' : 'acceptance-declined',
      update: {},
      comment: reason,
      facts: { acceptance: acceptance.id },
    }
  },

  'revoke-acceptance': async (act, { reason }) => {
    permit(canApproveAcceptance(act.viewer), needsManager)
    const update = transition(act, 'acceptance-ended')
    const running = (await openAcceptances(act.tx, act.finding.id)).filter(
      ({ approvedAt }) => approvedAt !== null,
    )
    await endAcceptances(
      act.tx,
      running.map(({ id }) => id),
      { endedAt: act.now, endReason: `revoked: ${reason}` },
    )
    return { type: 'acceptance-revoked', update, comment: reason }
  },
}

async function pendingAcceptance({ tx, finding }: Act, id: string): Promise<OpenAcceptance> {
  const acceptance = await findAcceptance(tx, id)
  if (!acceptance || acceptance.findingId !== finding.id)
    throw new Problem('not-found', 'This request does not exist.')
  if (acceptance.endedAt || acceptance.approvedAt)
    throw new Problem('conflict', 'This request was decided already.')
  return acceptance
}

function refuseUnacceptable({ finding }: Act): void {
  if (['open', 'triaged', 'in-progress', 'resolved'].includes(finding.state)) return
  throw new Problem('conflict', `A finding that is ${finding.state} cannot be accepted.`)
}
