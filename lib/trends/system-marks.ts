import type { ChangeMark } from '@/lib/changes/store'
import type { MarkKind, TrendMark } from '@/lib/charts/trend-spec'

/** Something that happened to a system beside what was seen to change. */
export interface SystemEvent {
  at: Date
  kind: 'migration' | 'restore' | 'incident'
  label: string
  /** Of a finding. */
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
    ...seen.events.map(({ at, kind, label, number }) => ({
      at: at.getTime(),
      label: number !== null ? `F-${number} ${label}` : kind === 'restore' ? `restored: ${label}` : label,
      kind: kind === 'incident' ? ('incident' as const) : ('deploy' as const),
      href: number === null ? `/systems/${systemId}/proofs` : `/findings/${number}`,
    })),
    ...seen.checklists.map(({ day, label }) => ({
      at: Date.parse(`${day}T00:00:00Z`),
      label,
      kind: 'checklist' as const,
      href: `/systems/${systemId}/score`,
    })),
  ]
  return marks.sort((a, b) => a.at - b.at || (a.label < b.label ? -1 : 1)).slice(-markLimit)
}
