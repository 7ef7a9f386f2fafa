import type { SystemFacts } from '@/lib/facts/system-facts'
import { isEnded } from '@/lib/findings/finding-state'
import { provesRestore } from './rules/unproven-backup'
import { stillToDo } from './still-to-do'
import { daysSince } from './words'

/** A number that own rules may ask for. */
export interface OwnFact {
  /** What it counts: "open findings past their date". */
  title: string
  /** Null: not known, and then a rule that needs it is unknown. */
  read: (facts: SystemFacts) => number | null
}

const countDays = 90
const alertDays = 28

const open = ({ findings }: SystemFacts) => findings.filter(({ state }) => !isEnded(state))
const toDo = ({ findings }: SystemFacts) =>
  findings.filter(({ state }) => ['open', 'triaged', 'in-progress'].includes(state))
const recentOccurrences = ({ tasks, now }: SystemFacts) =>
  tasks.flatMap(({ occurrences }) =>
    occurrences.filter(({ scheduledAt }) => daysSince(scheduledAt, now) <= countDays),
  )
const recentAlerts = ({ alerts, now }: SystemFacts) =>
  alerts.filter(({ firedAt }) => daysSince(firedAt, now) <= alertDays)
const percent = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole)

const checksThat = (title: string, states: readonly string[]): OwnFact => ({
  title,
  read: ({ checks }) => checks.filter(({ state }) => states.includes(state)).length,
})

/** Every fact that an own rule can name, by its key. docs/red-flags.md lists them. */
export const ownFacts: Readonly<Record<string, OwnFact>> = {
  'checks.count': { title: 'checks', read: ({ checks }) => checks.length },
  'checks.failing.count': checksThat('failing checks', ['fail']),
  'checks.warning.count': checksThat('checks that warn', ['warn']),
  'checks.unknown.count': checksThat('checks of which the answer is not known', ['unknown', 'never']),
  'checks.paused.count': checksThat('paused checks', ['paused']),
  'findings.open.count': { title: 'findings that have not ended', read: (facts) => open(facts).length },
  'findings.critical.count': {
    title: 'critical findings that have not ended',
    read: (facts) => open(facts).filter(({ severity }) => severity === 'critical').length,
  },
  'findings.overdue.count': {
    title: 'findings to do that are past their date',
    read: (facts) => toDo(facts).filter(({ due }) => due < facts.now).length,
  },
  'findings.unowned.count': {
    title: 'findings to do that nobody owns',
    read: (facts) => toDo(facts).filter(({ ownerId }) => ownerId === null).length,
  },
  'findings.accepted.count': {
    title: 'accepted risks',
    read: (facts) => facts.findings.filter(({ state }) => state === 'accepted').length,
  },
  'tasks.count': {
    title: 'maintenance tasks',
    read: ({ tasks }) => tasks.filter(({ archivedAt }) => archivedAt === null).length,
  },
  'tasks.overdue.count': {
    title: 'occurrences of tasks that are overdue',
    read: ({ tasks, now }) => tasks.flatMap(stillToDo).filter(({ dueAt }) => dueAt < now).length,
  },
  'tasks.skipped.count': {
    title: `occurrences that were skipped in ${countDays} d`,
    read: (facts) => recentOccurrences(facts).filter(({ state }) => state === 'skipped').length,
  },
  'tasks.snoozed.count': {
    title: `snoozes in ${countDays} d`,
    read: (facts) => recentOccurrences(facts).reduce((sum, { snoozeCount }) => sum + snoozeCount, 0),
  },
  'tasks.on-time.percent': {
    title: `share of results on time in ${countDays} d, in percent`,
    read: (facts) => {
      const judged = recentOccurrences(facts).filter(({ onTime }) => onTime !== null)
      return percent(judged.filter(({ onTime }) => onTime).length, judged.length)
    },
  },
  'drills.count': { title: 'restores on record in 13 months', read: ({ drills }) => drills.length },
  'drills.proven.days': {
    title: 'days since the last proven restore',
    read: ({ drills, now }) => {
      const proof = drills.find(provesRestore)
      return proof ? daysSince(proof.startedAt, now) : null
    },
  },
  'drills.proven.minutes': {
    title: 'minutes that the last proven restore took',
    read: ({ drills }) => {
      const proof = drills.find(provesRestore)
      return proof ? proof.durationSeconds / 60 : null
    },
  },
  'drills.proven.loss-minutes': {
    title: 'minutes of data that the last proven restore lost',
    read: ({ drills }) => {
      const loss = drills.find(provesRestore)?.dataLossSeconds ?? null
      return loss === null ? null : loss / 60
    },
  },
  'migrations.count': {
    title: 'migrations on record in 13 months',
    read: ({ migrations }) => migrations.length,
  },
  'migrations.unverified.count': {
    title: 'migrations without a closed verification',
    read: ({ migrations }) =>
      migrations.filter(({ verifications }) => !verifications.some(({ state }) => state === 'closed')).length,
  },
  'alerts.fired.count': {
    title: `alerts on record that fired in ${alertDays} d`,
    read: (facts) => recentAlerts(facts).length,
  },
  'alerts.needed-nothing.percent': {
    title: `share of alerts that needed nothing in ${alertDays} d, in percent`,
    read: (facts) => {
      const recent = recentAlerts(facts)
      return percent(recent.filter(({ outcome }) => outcome === 'needed-nothing').length, recent.length)
    },
  },
  'disks.fullest.percent': {
    title: 'use of the fullest disk, in percent',
    read: ({ disks }) => {
      const last = disks.filter(({ unit }) => unit === '%').flatMap(({ hours }) => hours.at(-1)?.last ?? [])
      return last.length === 0 ? null : Math.max(...last)
    },
  },
  'owners.count': {
    title: 'people who answer for it',
    read: ({ system }) => [system.owner, system.backupOwner].filter(Boolean).length,
  },
  'targets.count': { title: 'targets', read: ({ targets }) => targets.length },
  'dependencies.count': { title: 'systems that it needs', read: ({ dependencies }) => dependencies.length },
  'dependents.count': { title: 'systems that need it', read: ({ dependents }) => dependents.length },
  'review.days': {
    title: 'days since its last review was closed',
    read: ({ reviewedAt, now }) => reviewedAt && daysSince(reviewedAt, now),
  },
  'edited.days': {
    title: 'days since a person last changed its facts',
    read: ({ system, now }) => daysSince(system.editedAt, now),
  },
  'age.days': {
    title: 'days since it was added',
    read: ({ system, now }) => daysSince(system.createdAt, now),
  },
}

/** The fact of this key; names that every object has, such as "constructor", are none. */
export function findOwnFact(key: string): OwnFact | undefined {
  return Object.hasOwn(ownFacts, key) ? ownFacts[key] : undefined
}
