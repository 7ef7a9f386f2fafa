import { Problem } from '@/lib/problem'
import type { Role, Viewer } from './viewer'

/** What a predicate needs to know of the one who asks. */
type Who = Pick<Viewer, 'id' | 'role' | 'teamIds'>

/** Whatever belongs to a team, or to nobody: then to every maintainer. */
interface OfTeam {
  teamId: string | null
}

const rank: Readonly<Record<Role, number>> = { viewer: 0, maintainer: 1, manager: 2, admin: 3 }

const atLeast = (who: Who, role: Role) => rank[who.role] >= rank[role]

/** Managers and admins work everywhere, maintainers on what their teams own or nobody does. */
const worksOn = (who: Who, thing: OfTeam) =>
  atLeast(who, 'manager') ||
  (who.role === 'maintainer' && (thing.teamId === null || who.teamIds.includes(thing.teamId)))

// Reading is open to everybody who has signed in: an audit that people may not see changes nothing.

/** May register a system for this team (null: for nobody in particular). */
export const canCreateSystem = (who: Who, thing: OfTeam = { teamId: null }) => worksOn(who, thing)

/** May change a system, its targets, checks, thresholds and pauses; of the installation itself only admins. */
export const canEditSystem = (who: Who, system: OfTeam & { isSelf?: boolean }) =>
  system.isSelf ? who.role === 'admin' : worksOn(who, system)

/** May make checks due now. */
export const canRunChecks = (who: Who, system: OfTeam) => worksOn(who, system)

/** May take, assign, resolve, decline and comment a finding. */
export const canTriageFinding = (who: Who, system: OfTeam) => worksOn(who, system)

/** May ask that a risk be accepted. */
export const canRequestAcceptance = (who: Who, system: OfTeam) => worksOn(who, system)

/** May accept a risk, and sign reviews. Who asked is compared by the service. */
export const canApproveAcceptance = (who: Who) => atLeast(who, 'manager')

/** May define, plan, pause and record maintenance, and answer controls. */
export const canMaintain = (who: Who, system: OfTeam) => worksOn(who, system)

/** May write down incidents of a system and what would have prevented them. */
export const canRecordIncident = (who: Who, system: OfTeam) => worksOn(who, system)

/** May say that nothing could have prevented an incident. */
export const canWaivePrevention = (who: Who) => atLeast(who, 'manager')

/** May decide that a control does not apply. Who asked is compared by the service. */
export const canApproveExclusion = (who: Who) => atLeast(who, 'manager')

/** May write and publish checklists. */
export const canPublishChecklist = (who: Who) => atLeast(who, 'manager')

/** May plan, prepare, answer and hand in the review of a system. */
export const canReview = (who: Who, system: OfTeam) => worksOn(who, system)

/** May sign a review. Whether somebody else must is decided by the rule of signing. */
export const canSignReview = (who: Who) => atLeast(who, 'manager')

/** May switch red-flag rules, change their thresholds and write own ones. */
export const canChangeRedFlagRules = (who: Who) => who.role === 'admin'

/** May announce changes of a system, and say of an unexpected one that it is known. */
export const canHandleChanges = (who: Who, system: OfTeam) => worksOn(who, system)

/** May have a report built for a period of choice. */
export const canBuildReport = (who: Who) => atLeast(who, 'maintainer')

/** May hand out a link that shows a report without signing in. */
export const canShareReport = (who: Who) => atLeast(who, 'manager')

/** May change when the weekly reports are built, and in which time zone. */
export const canChangeReports = (who: Who) => who.role === 'admin'

/** May say through which server mail is sent, and look at what was not delivered. */
export const canManageMail = (who: Who) => who.role === 'admin'

/** May try an address before it is a system. */
export const canTryTarget = (who: Who) => atLeast(who, 'maintainer')

/** May create people and teams, change roles, disable and reset. */
export const canManageUsers = (who: Who) => who.role === 'admin'

/** May open private networks for checks, and close them again. */
export const canChangeEgress = (who: Who) => who.role === 'admin'

/** May read the audit log. */
export const canReadAudit = (who: Who) => who.role === 'admin'

/**
 * Throws a forbidden Problem unless the condition holds. The sentence says what is not allowed and who can
 * grant it: "Running checks needs the role maintainer. An admin can give it to you."
 */
export function permit(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Problem('forbidden', sentence)
}
