import type { World } from '../world'
import { capacityActions } from './capacity-actions'
import { changeActions } from './change-actions'
import { checklistActions } from './checklist-actions'
import { controlActions } from './control-actions'
import { drillActions } from './drill-rules'
import { incidentActions } from './incident-actions'
import { mailActions } from './mail-actions'
import { proofActions } from './proof-actions'
import { reportActions } from './report-actions'
import { reviewActions } from './review-actions'
import { type ActionRule, admins, everybody, nowhere, signedIn } from './rules'
import { systemActions } from './system-actions'
import { taskActions } from './task-actions'
import { verificationActions } from './verification-rules'
import { walkthroughActions } from './walkthrough-actions'

const password = 'four other random words'
const person = (page: (world: World) => string, more: Record<string, string> = {}): ActionRule => ({
  page,
  fields: (world) => ({ id: world.idlePersonId, ...more }),
  open: admins,
  outcome: 'done',
})
const userPage = (world: World) => `/admin/users/${world.idlePersonId}`
const users = 'app/(dashboard)/admin/users/actions.ts'
const teams = 'app/(dashboard)/admin/teams/actions.ts'
const network = 'app/(dashboard)/admin/network/actions.ts'
const me = 'app/(dashboard)/me/actions.ts'

/** Server Actions, by their file and name. Each area of the product has a file of its own beside this one. */
export const actions: Readonly<Record<string, ActionRule>> = {
  'app/(auth)/login/actions.ts signInAction': {
    page: () => '/login',
    // Tries at one address are counted, whoever tries.
    fields: (_, caller) => ({ email: `nobody-${caller}@example.com`, password }),
    open: everybody,
    outcome: 'unauthenticated',
  },
  'app/(auth)/setup/actions.ts createFirstAdminAction': {
    page: () => '/setup',
    // With an administrator there, the link opens nothing for anybody.
    fields: () => ({ token: 'x', name: 'Eve', email: 'eve@example.com', password, timeZone: 'UTC' }),
    open: [],
    outcome: 'forbidden',
  },
  'app/(auth)/welcome/actions.ts choosePasswordAction': {
    page: () => '/welcome',
    fields: () => ({ token: 'x', password, timeZone: 'UTC' }),
    open: [],
    outcome: 'forbidden',
  },
  [`${me} changeProfileAction`]: {
    page: () => '/me',
    fields: () => ({ name: 'Somebody', timeZone: 'UTC', theme: 'system', hotkeys: 'on', landing: 'role' }),
    open: signedIn,
    outcome: 'done',
  },
  [`${me} changePasswordAction`]: {
    page: () => '/me',
    fields: () => ({ current: 'not the present one', password }),
    open: signedIn,
    outcome: 'invalid',
  },
  [`${me} endSessionAction`]: {
    page: () => '/me',
    fields: () => ({ id: nowhere }),
    open: signedIn,
    outcome: 'not-found',
  },
  [`${users} createUserAction`]: {
    page: () => '/admin/users',
    fields: () => ({ name: 'New', email: 'new@example.com', role: 'admin' }),
    open: admins,
    outcome: 'done',
  },
  [`${users} changeUserAction`]: person(userPage, { name: 'Idle', role: 'admin' }),
  [`${users} endSessionsAction`]: person(userPage),
  [`${users} issueLinkAction`]: person(userPage),
  [`${users} disableUserAction`]: person(userPage),
  [`${users} enableUserAction`]: person(userPage),
  [`${teams} createTeamAction`]: {
    page: () => '/admin/teams',
    fields: () => ({ name: 'New' }),
    open: admins,
    outcome: '/admin/teams/',
  },
  [`${teams} changeTeamAction`]: {
    page: (world) => `/admin/teams/${world.idleTeamId}`,
    fields: (world, caller) => ({
      id: world.idleTeamId,
      name: 'Idle',
      'memberIds[]': world.people[caller].id,
    }),
    open: admins,
    outcome: 'done',
  },
  [`${teams} deleteTeamAction`]: {
    page: (world) => `/admin/teams/${world.idleTeamId}`,
    fields: (world) => ({ id: world.idleTeamId }),
    open: admins,
    outcome: '/admin/teams',
  },
  [`${network} allowRangeAction`]: {
    page: () => '/admin/network',
    fields: () => ({ cidr: '10.9.9.0/24', reason: 'tests' }),
    open: admins,
    outcome: 'done',
  },
  [`${network} revokeRangeAction`]: {
    page: () => '/admin/network',
    fields: (world) => ({ id: world.allowanceId }),
    open: admins,
    outcome: 'done',
  },
  ...systemActions,
  ...reportActions,
  ...reviewActions,
  ...controlActions,
  ...taskActions,
  ...proofActions,
  ...capacityActions,
  ...changeActions,
  ...checklistActions,
  ...drillActions,
  ...incidentActions,
  ...mailActions,
  ...verificationActions,
  ...walkthroughActions,
}
