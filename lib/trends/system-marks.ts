import type { ChangeMark } from '@/lib/changes/store'
import type { MarkKind, TrendMark } from '@/lib/charts/trend-spec'

/** Something that happened to a system beside what was seen to change. */
export interface SystemEvent {
  at: Date
  /** A critical finding stands for an incident that nobody wrote down. */
  kind: 'migration' | 'restore' | 'incident' | 'finding'
  label: string
  /** Of a finding or an incident. */
  number: number | null
}

/** At most this many marks stand over one picture: the newest. */
export const markLimit = 60

const kindOfChange = (kind: ChangeMark['kind']): MarkKind =>
  kind === 'restart' ? 'restart' : kind === 'announcement' ? 'deploy' : 'change'

/** What explains the lines of a system, oldest first: deploys, restarts, changes, incidents, other questions. Pure. */
export function systemMarks(
  systemId: string,
  seen: {
    changes: readonly ChangeMark[]
    events: readonly SystemEvent[]
    checklists: readonly { day: string; label: string }[]
  },
): TrendMark[] {
  const marks: TrendMark[] = [
    ...seen.changes.map(({ at, label, kind }) => ({
      at: at.getTime(),
      label,
      kind: kindOfChange(kind),
      href: `/systems/${systemId}/changes`,
    })),
    ...seen.events.map((event) => ({ at: event.at.getTime(), ...eventMark(systemId, event) })),
    ...seen.checklists.map(({ day, label }) => ({
      at: Date.parse(`${day}T00:00:00Z`),
      label,
      kind: 'checklist' as const,
      href: `/systems/${systemId}/score`,
    })),
  ]
  return marks.sort((a, b) => a.at - b.at || (a.label < b.label ? -1 : 1)).slice(-markLimit)
}

function eventMark(
  systemId: string,
  { kind, label, number }: SystemEvent,
): { label: string; kind: MarkKind; href: string } {
  if (kind === 'incident') return { label: `I-${number} ${label}`, kind, href: `/incidents/${number}` }
  if (kind === 'finding')
    return { label: `F-${number} ${label}`, kind: 'incident', href: `/findings/${number}` }
  return {
    label: kind === 'restore' ? `restored: ${label}` : label,
    kind: 'deploy',
    href: `/systems/${systemId}/proofs`,
  }
}
