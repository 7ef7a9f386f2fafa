import type { ProblemKind } from '../../../lib/problem'
import type { Caller, World } from '../world'

// Who may open which page, call which route, send which form. Every page, route method and Server Action on disk
// has its line here, or `npm test` fails (scripts/testing/access-matrix.test.ts); each cell is then tried over HTTP
// against the running product (e2e/access.spec.ts). Here is what a line says, and the people and ids
// that lines name; the lines are in the files beside this one.

export const everybody: readonly Caller[] = [
  'anonymous',
  'viewer',
  'outsider',
  'maintainer',
  'manager',
  'admin',
]
export const signedIn: readonly Caller[] = ['viewer', 'outsider', 'maintainer', 'manager', 'admin']
export const maintainers: readonly Caller[] = ['outsider', 'maintainer', 'manager', 'admin']
/** Those who work on a system of the team "Orders"; the outsider belongs to another one. */
export const ofTheTeam: readonly Caller[] = ['maintainer', 'manager', 'admin']
export const managers: readonly Caller[] = ['manager', 'admin']
export const admins: readonly Caller[] = ['admin']

type Known = Exclude<Caller, 'anonymous'>

export interface PageRule {
  path: (world: World) => string
  /** Who gets the page. Others get 403, and whoever is not signed in the sign-in page. */
  open: readonly Caller[]
  /** The path with an id that is not there, or not an id: nobody is told more than 404. */
  missing?: readonly string[]
  /** Where it leads instead of showing something, for these callers. */
  leads?: { callers: readonly Caller[]; to: string | ((caller: Caller) => string) }
  /** Changes while one looks at it, and may bring a little more JavaScript for that. */
  isLiving?: true
  /** Loads a chart over the picture of the server, once that can be seen. */
  hasChart?: true
}

/** Where a page leads this caller; nowhere: undefined. */
export const leadsTo = ({ leads }: PageRule, caller: Caller): string | undefined =>
  leads?.callers.includes(caller) ? (typeof leads.to === 'string' ? leads.to : leads.to(caller)) : undefined

export interface RouteRule {
  path: (world: World, caller: Known) => string
  open: readonly Caller[]
  body?: (world: World) => unknown
  missing?: readonly string[]
  /** Answers in its own way, tried in a test of its own. */
  special?: true
}

/** What a form comes to: its page says that it is done, it leads to an address that begins so, or a Problem. */
export type Outcome = 'done' | `/${string}` | ProblemKind

export interface ActionRule {
  /** Page the form is on. */
  page: (world: World) => string
  fields: (world: World, caller: Known) => Record<string, string>
  open: readonly Caller[]
  /** For whom it is open. */
  outcome: Outcome
  /** For all after the first, when the first has left nothing to do. */
  repeated?: Outcome
}

/** Fields that name the thing that a form is about. */
export const idFields = [
  'id',
  'number',
  'systemId',
  'targetId',
  'checkId',
  'batchId',
  'trialId',
  'taskId',
  'occurrenceId',
  'reviewId',
  'verificationId',
  'migrationId',
  'alertId',
  'changeId',
  'announcementId',
  'walkthroughId',
  'jobId',
  'planId',
  'preventionId',
] as const

export const nowhere = '019a0000-0000-7000-8000-00000000dead'
export const ids = (before: string, after = '') =>
  [nowhere, 'not-an-id', "1'--"].map((id) => `${before}${encodeURIComponent(id)}${after}`)
export const keys = (before: string, after = '') =>
  ['not-there', 'Not A Key', "1'--"].map((key) => `${before}${encodeURIComponent(key)}${after}`)
export const numbers = (before: string) =>
  ['999999', '0', '-1', 'x', '1e9', '99999999999999999999'].map((id) => `${before}${id}`)
