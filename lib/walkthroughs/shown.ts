import { compareSeverity } from '@/lib/findings/severity'
import { formatMeasure } from '@/lib/format/measure'
import type { Material, UsualRange } from './material'

// What a chapter shows of long lists. Questions ask for nothing else, so that their answers always stand on the page.

const tierOrder = ['daily', 'weekly', 'monthly', 'quarterly'] as const
const openKinds: ReadonlySet<string> = new Set(['open', 'triaged', 'in-progress', 'resolved'])

/** The front doors: at most four addresses. */
export const shownTargets = ({ facts }: Material) => facts.targets.slice(0, 4)

/** What it needs. */
export const shownNeeds = ({ facts }: Material) => facts.dependencies.slice(0, 5)

/** What needs it. */
export const shownNeededBy = ({ facts }: Material) => facts.dependents.slice(0, 5)

/** Checks that say most about a normal day: those with a usual range, then those with a limit, then the others. */
export function shownChecks({ facts, ranges }: Material) {
  const rank = (id: string, warnAt: number | null) => (ranges.has(id) ? 0 : 2) + (warnAt === null ? 1 : 0)
  return facts.checks
    .filter(({ state }) => state !== 'not-applicable')
    .toSorted((a, b) => rank(a.id, a.warnAt) - rank(b.id, b.warnAt) || (a.name < b.name ? -1 : 1))
    .slice(0, 6)
}

/** What runs out, soonest first. */
export const shownForecasts = ({ forecasts }: Material) =>
  forecasts.filter(({ limit }) => limit !== null).slice(0, 5)

/** A few tasks of each rhythm, the frequent ones first. */
export function shownTasks({ tasks }: Material) {
  const each = Math.max(2, Math.floor(8 / new Set(tasks.map(({ tier }) => tier)).size))
  return tierOrder.flatMap((tier) => tasks.filter((task) => task.tier === tier).slice(0, each))
}

/** What is open, the gravest and oldest first. */
export const shownFindings = ({ facts }: Material) => openFindings(facts.findings).slice(0, 5)

/** What somebody has to see to: accepted risks and wrong alarms stand apart. */
export function openFindings(findings: Material['facts']['findings']) {
  return findings
    .filter(({ state }) => openKinds.has(state))
    .toSorted((a, b) => compareSeverity(a.severity, b.severity) || a.number - b.number)
}

/** Red flags that are raised. */
export const shownFlags = ({ flags }: Material) =>
  flags.filter(({ status }) => status === 'raised').slice(0, 6)

/** Risks that were accepted. */
export const shownAcceptances = ({ acceptances }: Material) => acceptances.slice(0, 3)

/** The newest incidents. */
export const shownIncidents = ({ incidents }: Material) => incidents.slice(0, 3)

/** Who may accept a risk: a handful is enough to know whom to ask. */
export const shownApprovers = ({ people }: Material) => people.filter(({ approves }) => approves).slice(0, 4)

/** The newest restore that proved something. */
export const lastProof = ({ facts }: Material) =>
  facts.drills.find(
    ({ level, result }) => result === 'pass' && (level === 'queried' || level === 'booted'),
  ) ?? null

/** "12 ms – 18 ms"; null where it hardly moves. */
export function rangeText({ low, high, unit }: UsualRange): string | null {
  const [from, to] = [formatMeasure(low, unit), formatMeasure(high, unit)]
  return from === to ? null : `${from} – ${to}`
}
