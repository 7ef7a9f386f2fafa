import type { World } from '../world'
import { type ActionRule, admins, everybody, maintainers, nowhere, ofTheTeam, signedIn } from './rules'

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
const findings = 'app/(dashboard)/findings/[number]/actions.ts'
const runs = 'app/(dashboard)/runs/actions.ts'
const checkEdit = 'app/(dashboard)/checks/[id]/edit/actions.ts'
const checkPage = (world: World) => `/checks/${world.checkId}/edit`
const systemEdit = 'app/(dashboard)/systems/[id]/edit/actions.ts'
const systemPage = (world: World) => `/systems/${world.systemId}/edit`
const adding = 'app/(dashboard)/systems/new/actions.ts'

/** Server Actions, by their file and name. */
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
    fields: () => ({ name: 'Somebody', timeZone: 'UTC', theme: 'system', hotkeys: 'on' }),
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
  [`${findings} findingFormAction`]: {
    page: (world) => `/findings/${world.findingNumber}`,
    fields: (world) => ({ number: String(world.findingNumber), do: 'comment', comment: 'looked at it' }),
    open: ofTheTeam,
    outcome: '/findings/',
  },
  [`${findings} verifyNowAction`]: {
    page: (world) => `/findings/${world.findingNumber}`,
    fields: (world) => ({ number: String(world.findingNumber) }),
    open: ofTheTeam,
    outcome: '/runs/',
  },
  [`${runs} runCheckAction`]: {
    page: (world) => `/checks/${world.checkId}`,
    fields: (world) => ({ checkId: world.checkId }),
    open: ofTheTeam,
    outcome: '/runs/',
  },
  [`${runs} runSystemAction`]: {
    page: (world) => `/systems/${world.systemId}`,
    fields: (world) => ({ systemId: world.systemId }),
    open: ofTheTeam,
    outcome: '/runs/',
  },
  [`${runs} cancelRemainingAction`]: {
    page: (world) => `/runs/${world.batchId}`,
    fields: (world) => ({ batchId: world.batchId }),
    open: ofTheTeam,
    outcome: '/runs/',
    repeated: 'conflict',
  },
  [`${checkEdit} editCheckAction`]: {
    page: checkPage,
    fields: (world) => ({
      checkId: world.checkId,
      name: 'Answers',
      intervalSeconds: '60',
      timeoutSeconds: '10',
      failAfter: '2',
    }),
    open: ofTheTeam,
    outcome: '/checks/',
  },
  [`${checkEdit} pauseCheckAction`]: {
    page: checkPage,
    fields: (world) => ({ checkId: world.checkId, reason: 'planned work', days: '1' }),
    open: ofTheTeam,
    outcome: '/checks/',
  },
  [`${checkEdit} resumeCheckAction`]: {
    page: checkPage,
    fields: (world) => ({ checkId: world.checkId }),
    open: ofTheTeam,
    outcome: '/checks/',
    repeated: 'conflict',
  },
  [`${systemEdit} editSystemAction`]: {
    page: systemPage,
    fields: (world) => ({
      systemId: world.systemId,
      name: 'orders-db',
      kind: 'web-service',
      environment: 'production',
      criticality: 'high',
      ownerId: world.people.maintainer.id,
      backupOwnerId: '',
      teamId: world.teamId,
      runbookUrl: '',
      timeZone: 'UTC',
      rpoMinutes: '',
      rtoMinutes: '',
      tags: '',
      description: '',
      maintenanceWindow: '',
    }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${systemEdit} archiveSystemAction`]: {
    page: systemPage,
    // Not its name: whoever may archive is asked to type it, and the system stays for the other cells.
    fields: (world) => ({ systemId: world.systemId, typedName: 'not its name' }),
    open: ofTheTeam,
    outcome: 'invalid',
  },
  [`${systemEdit} moveTargetAction`]: {
    page: systemPage,
    fields: (world) => ({ targetId: world.targetId, secretAddress: 'https://orders.example.com/health' }),
    open: ofTheTeam,
    outcome: '/systems/',
  },
  [`${systemEdit} replaceSecretAction`]: {
    page: systemPage,
    fields: (world) => ({ targetId: world.targetId, password }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${systemEdit} clearSecretAction`]: {
    page: systemPage,
    fields: (world) => ({ targetId: world.targetId }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${adding} testAddressAction`]: {
    page: () => '/systems/new',
    fields: () => ({ secretAddress: 'https://orders.example.com/', password: '' }),
    open: maintainers,
    outcome: '/systems/new?trial=',
  },
  // Before the next one, which forgets what the trial asked for.
  [`${adding} allowRangeAction`]: {
    page: () => '/systems/new',
    fields: (world, caller) => ({ trialId: world.trials[caller] }),
    open: admins,
    outcome: '/systems/new?trial=',
  },
  [`${adding} retryTrialAction`]: {
    page: () => '/systems/new',
    fields: (world, caller) => ({ trialId: world.trials[caller] }),
    open: maintainers,
    outcome: '/systems/new?trial=',
  },
  [`${adding} createSystemAction`]: {
    page: () => '/systems/new',
    fields: (world, caller) => ({
      trialId: world.trials[caller],
      name: 'new-system',
      ownerId: world.people[caller].id,
      criticality: 'low',
      environment: 'staging',
      teamId: '',
      'checks[]': 'url:http.status',
    }),
    open: maintainers,
    outcome: 'conflict',
  },
}
