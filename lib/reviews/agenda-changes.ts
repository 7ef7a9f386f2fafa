import type { SystemFacts } from '@/lib/facts/system-facts'
import { type AgendaLine, dayWords } from './agenda-line'

interface ChangeInput {
  now: Date
  facts: SystemFacts
  checklist: string | null
}

/** What is different from the last review: migrations, checks, findings, the system itself, the questions. Pure. */
export function changeLines({ now, facts, checklist }: ChangeInput, since: Date): AgendaLine[] {
  const { system } = facts
  const day = (at: Date) => dayWords(at, system.timeZone, now)
  const here = `/systems/${system.id}`
  return [
    ...(checklist ? [{ sentence: checklist, href: null }] : []),
    ...facts.migrations
      .filter(({ happenedAt }) => happenedAt >= since)
      .map(({ kind, title, happenedAt }) => ({
        sentence: `${kind === 'restore' ? 'Restored' : 'Migrated'} on ${day(happenedAt)}: ${title}`,
        href: `${here}/proofs`,
      })),
    ...(system.editedAt >= since && system.editedAt.getTime() !== system.createdAt.getTime()
      ? [
          {
            sentence: `Facts of the system were changed, last on ${day(system.editedAt)}.`,
            href: `${here}/edit`,
          },
        ]
      : []),
    ...checkLines(facts, since),
    ...findingLines(facts, since),
  ]
}

function checkLines({ checks, system }: SystemFacts, since: Date): AgendaLine[] {
  const added = checks.filter(({ createdAt }) => createdAt >= since)
  const paused = checks.filter(({ state }) => state === 'paused')
  return [
    ...(added.length > 0
      ? [
          {
            sentence: counted(
              added.length,
              'check was added',
              'checks were added',
              added.map(({ name }) => name),
            ),
            href: `/systems/${system.id}`,
          },
        ]
      : []),
    ...paused.map(({ id, name }) => ({ sentence: `Check ${name} is paused.`, href: `/checks/${id}` })),
  ]
}

function findingLines({ findings, system }: SystemFacts, since: Date): AgendaLine[] {
  const opened = findings.filter(({ firstSeen }) => firstSeen >= since)
  const ended = findings.filter(({ endedAt }) => endedAt !== null && endedAt >= since)
  const grave = opened.filter(({ severity }) => severity === 'critical' || severity === 'high')
  const href = `/findings?system=${system.id}`
  return [
    ...(opened.length > 0
      ? [
          {
            sentence: `${opened.length === 1 ? '1 finding was' : `${opened.length} findings were`} opened${graveWords(grave.length, opened.length)}.`,
            href,
          },
        ]
      : []),
    ...(ended.length > 0
      ? [
          {
            sentence: `${ended.length === 1 ? '1 finding was' : `${ended.length} findings were`} closed.`,
            href: `${href}&view=closed`,
          },
        ]
      : []),
  ]
}

/** How many of what was opened are grave; nothing to say of none. */
function graveWords(grave: number, all: number): string {
  if (grave === 0) return ''
  return grave === all
    ? `, ${all === 1 ? '' : 'all '}high or critical`
    : `, ${grave} of them high or critical`
}

/** "3 checks were added: A, B and C". */
function counted(count: number, one: string, many: string, names: readonly string[]): string {
  const shown = names.slice(0, 5)
  const rest = names.length - shown.length
  return `${count} ${count === 1 ? one : many}: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`
}
