import type { Caller, World } from './world'

// Who may open which page, call which route, send which form. Every page, route method and Server Action on disk
// has its line here, or `npm test` fails (scripts/testing/access-matrix.test.ts); each cell is then tried over HTTP
// against the running product (e2e/access.spec.ts).

const everybody: readonly Caller[] = ['anonymous', 'viewer', 'outsider', 'maintainer', 'manager', 'admin']
const signedIn: readonly Caller[] = ['viewer', 'outsider', 'maintainer', 'manager', 'admin']
const maintainers: readonly Caller[] = ['outsider', 'maintainer', 'manager', 'admin']
/** Those who work on a system of the team "Orders"; the outsider belongs to another one. */
const ofTheTeam: readonly Caller[] = ['maintainer', 'manager', 'admin']
const admins: readonly Caller[] = ['admin']

type Known = Exclude<Caller, 'anonymous'>

export interface PageRule {
  path: (world: World) => string
  /** Who gets the page. Others get 403, and whoever is not signed in the sign-in page. */
  open: readonly Caller[]
  /** The path with an id that is not there, or not an id: nobody is told more than 404. */
  missing?: readonly string[]
  /** Where it leads instead of showing something, for these callers. */
  leads?: { callers: readonly Caller[]; to: string }
}

export interface RouteRule {
  path: (world: World, caller: Known) => string
  open: readonly Caller[]
  body?: (world: World) => unknown
  missing?: readonly string[]
  /** Answers in its own way, tried in a test of its own. */
  special?: true
}

export interface ActionRule {
  /** Page the form is on. */
  page: (world: World) => string
  fields: (world: World, caller: Known) => Record<string, string>
  open: readonly Caller[]
}

const nowhere = '019a0000-0000-7000-8000-00000000dead'
const ids = (before: string, after = '') =>
  [nowhere, 'not-an-id', "1'--"].map((id) => `${before}${encodeURIComponent(id)}${after}`)
const numbers = (before: string) =>
  ['999999', '0', '-1', 'x', '1e9', '99999999999999999999'].map((id) => `${before}${id}`)

export const pages: Readonly<Record<string, PageRule>> = {
  'app/page.tsx': { path: () => '/', open: [], leads: { callers: everybody, to: '/today' } },
  'app/(auth)/login/page.tsx': {
    path: () => '/login',
    open: ['anonymous'],
    leads: { callers: signedIn, to: '/today' },
  },
  'app/(auth)/setup/page.tsx': { path: () => '/setup', open: everybody },
  'app/(auth)/welcome/page.tsx': { path: () => '/welcome', open: everybody },
  'app/(dashboard)/today/page.tsx': { path: () => '/today', open: signedIn },
  'app/(dashboard)/systems/page.tsx': { path: () => '/systems', open: signedIn },
  'app/(dashboard)/systems/new/page.tsx': { path: () => '/systems/new', open: signedIn },
  'app/(dashboard)/systems/[id]/page.tsx': {
    path: (world) => `/systems/${world.systemId}`,
    open: signedIn,
    missing: ids('/systems/'),
  },
  'app/(dashboard)/systems/[id]/edit/page.tsx': {
    path: (world) => `/systems/${world.systemId}/edit`,
    open: ofTheTeam,
    missing: ids('/systems/', '/edit'),
  },
  'app/(dashboard)/checks/[id]/edit/page.tsx': {
    path: (world) => `/checks/${world.checkId}/edit`,
    open: ofTheTeam,
    missing: ids('/checks/', '/edit'),
  },
  'app/(dashboard)/checks/[id]/page.tsx': {
    path: (world) => `/checks/${world.checkId}`,
    open: signedIn,
    missing: ids('/checks/'),
  },
  'app/(dashboard)/runs/[id]/page.tsx': {
    path: (world) => `/runs/${world.batchId}`,
    open: signedIn,
    missing: ids('/runs/'),
  },
  'app/(dashboard)/findings/page.tsx': { path: () => '/findings', open: signedIn },
  'app/(dashboard)/findings/[number]/page.tsx': {
    path: (world) => `/findings/${world.findingNumber}`,
    open: signedIn,
    missing: numbers('/findings/'),
  },
  'app/(dashboard)/help/page.tsx': { path: () => '/help', open: signedIn },
  'app/(dashboard)/me/page.tsx': { path: () => '/me', open: signedIn },
  'app/(dashboard)/admin/users/page.tsx': { path: () => '/admin/users', open: admins },
  'app/(dashboard)/admin/users/[id]/page.tsx': {
    path: (world) => `/admin/users/${world.idlePersonId}`,
    open: admins,
    missing: ids('/admin/users/'),
  },
  'app/(dashboard)/admin/teams/page.tsx': { path: () => '/admin/teams', open: admins },
  'app/(dashboard)/admin/teams/[id]/page.tsx': {
    path: (world) => `/admin/teams/${world.teamId}`,
    open: admins,
    missing: ids('/admin/teams/'),
  },
  'app/(dashboard)/admin/network/page.tsx': { path: () => '/admin/network', open: admins },
  'app/(dashboard)/admin/audit/page.tsx': { path: () => '/admin/audit', open: admins },
}

export const routes: Readonly<Record<string, RouteRule>> = {
  'app/api/auth/[...nextauth]/route.ts GET': {
    path: () => '/api/auth/session',
    open: everybody,
    special: true,
  },
  'app/api/auth/[...nextauth]/route.ts POST': {
    path: () => '/api/auth/signout',
    open: everybody,
    special: true,
  },
  'app/logout/route.ts POST': { path: () => '/logout', open: everybody, special: true },
  'app/api/today/route.ts GET': { path: () => '/api/today', open: signedIn },
  'app/api/findings/route.ts GET': { path: () => '/api/findings', open: signedIn },
  'app/api/findings/[number]/route.ts GET': {
    path: (world) => `/api/findings/${world.findingNumber}`,
    open: signedIn,
    missing: numbers('/api/findings/'),
  },
  'app/api/findings/[number]/route.ts PATCH': {
    path: (world) => `/api/findings/${world.findingNumber}`,
    open: ofTheTeam,
    body: () => ({ do: 'comment', comment: 'looked at it' }),
    missing: numbers('/api/findings/'),
  },
  'app/api/runs/[id]/route.ts GET': {
    path: (world) => `/api/runs/${world.batchId}`,
    open: signedIn,
    missing: ids('/api/runs/'),
  },
  'app/api/trials/[id]/route.ts GET': {
    path: (world, caller) => `/api/trials/${world.trials[caller]}`,
    open: signedIn,
    missing: ids('/api/trials/'),
  },
}

const password = 'four other random words'
const person = (page: (world: World) => string, more: Record<string, string> = {}): ActionRule => ({
  page,
  fields: (world) => ({ id: world.idlePersonId, ...more }),
  open: admins,
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

export const actions: Readonly<Record<string, ActionRule>> = {
  'app/(auth)/login/actions.ts signInAction': {
    page: () => '/login',
    fields: () => ({ email: 'nobody@example.com', password }),
    open: everybody,
  },
  'app/(auth)/setup/actions.ts createFirstAdminAction': {
    page: () => '/setup',
    // With an administrator there, the link opens nothing for anybody.
    fields: () => ({ token: 'x', name: 'Eve', email: 'eve@example.com', password, timeZone: 'UTC' }),
    open: [],
  },
  'app/(auth)/welcome/actions.ts choosePasswordAction': {
    page: () => '/welcome',
    fields: () => ({ token: 'x', password, timeZone: 'UTC' }),
    open: [],
  },
  [`${me} changeProfileAction`]: {
    page: () => '/me',
    fields: () => ({ name: 'Somebody', timeZone: 'UTC', theme: 'system', hotkeys: 'on' }),
    open: signedIn,
  },
  [`${me} changePasswordAction`]: {
    page: () => '/me',
    fields: () => ({ current: 'not the present one', password }),
    open: signedIn,
  },
  [`${me} endSessionAction`]: { page: () => '/me', fields: () => ({ id: nowhere }), open: signedIn },
  [`${users} createUserAction`]: {
    page: () => '/admin/users',
    fields: () => ({ name: 'New', email: 'new@example.com', role: 'admin' }),
    open: admins,
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
  },
  [`${teams} changeTeamAction`]: {
    page: (world) => `/admin/teams/${world.idleTeamId}`,
    fields: (world, caller) => ({
      id: world.idleTeamId,
      name: 'Idle',
      'memberIds[]': world.people[caller].id,
    }),
    open: admins,
  },
  [`${teams} deleteTeamAction`]: {
    page: (world) => `/admin/teams/${world.idleTeamId}`,
    fields: (world) => ({ id: world.idleTeamId }),
    open: admins,
  },
  [`${network} allowRangeAction`]: {
    page: () => '/admin/network',
    fields: () => ({ cidr: '10.9.9.0/24', reason: 'tests' }),
    open: admins,
  },
  [`${network} revokeRangeAction`]: {
    page: () => '/admin/network',
    fields: (world) => ({ id: world.allowanceId }),
    open: admins,
  },
  [`${findings} findingFormAction`]: {
    page: (world) => `/findings/${world.findingNumber}`,
    fields: (world) => ({ number: String(world.findingNumber), do: 'comment', comment: 'looked at it' }),
    open: ofTheTeam,
  },
  [`${findings} verifyNowAction`]: {
    page: (world) => `/findings/${world.findingNumber}`,
    fields: (world) => ({ number: String(world.findingNumber) }),
    open: ofTheTeam,
  },
  [`${runs} runCheckAction`]: {
    page: (world) => `/checks/${world.checkId}`,
    fields: (world) => ({ checkId: world.checkId }),
    open: ofTheTeam,
  },
  [`${runs} runSystemAction`]: {
    page: (world) => `/systems/${world.systemId}`,
    fields: (world) => ({ systemId: world.systemId }),
    open: ofTheTeam,
  },
  [`${runs} cancelRemainingAction`]: {
    page: (world) => `/runs/${world.batchId}`,
    fields: (world) => ({ batchId: world.batchId }),
    open: ofTheTeam,
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
  },
  [`${checkEdit} pauseCheckAction`]: {
    page: checkPage,
    fields: (world) => ({ checkId: world.checkId, reason: 'planned work', days: '1' }),
    open: ofTheTeam,
  },
  [`${checkEdit} resumeCheckAction`]: {
    page: checkPage,
    fields: (world) => ({ checkId: world.checkId }),
    open: ofTheTeam,
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
  },
  [`${systemEdit} archiveSystemAction`]: {
    page: systemPage,
    // Not its name: whoever may archive is asked to type it, and the system stays for the other cells.
    fields: (world) => ({ systemId: world.systemId, typedName: 'not its name' }),
    open: ofTheTeam,
  },
  [`${systemEdit} moveTargetAction`]: {
    page: systemPage,
    fields: (world) => ({ targetId: world.targetId, secretAddress: 'https://orders.example.com/health' }),
    open: ofTheTeam,
  },
  [`${systemEdit} replaceSecretAction`]: {
    page: systemPage,
    fields: (world) => ({ targetId: world.targetId, password }),
    open: ofTheTeam,
  },
  [`${systemEdit} clearSecretAction`]: {
    page: systemPage,
    fields: (world) => ({ targetId: world.targetId }),
    open: ofTheTeam,
  },
  [`${adding} testAddressAction`]: {
    page: () => '/systems/new',
    fields: () => ({ secretAddress: 'https://orders.example.com/', password: '' }),
    open: maintainers,
  },
  // Before the next one, which forgets what the trial asked for.
  [`${adding} allowRangeAction`]: {
    page: () => '/systems/new',
    fields: (world, caller) => ({ trialId: world.trials[caller] }),
    open: admins,
  },
  [`${adding} retryTrialAction`]: {
    page: () => '/systems/new',
    fields: (world, caller) => ({ trialId: world.trials[caller] }),
    open: maintainers,
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
  },
}
