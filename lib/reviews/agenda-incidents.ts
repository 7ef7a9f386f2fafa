import { formatDuration } from '@/lib/format/moment'
import { type AgendaLine, dayWords } from './agenda-line'

/** An incident as a review talks about it. */
export interface AgendaIncident {
  number: number
  title: string
  severity: string
  detectedBy: string
  startedAt: Date
  detectedAt: Date
  state: string
  proven: number
  preventions: number
}

const noticed: Readonly<Record<string, string>> = {
  us: 'by us',
  alert: 'by an alert of another tool',
  users: 'by users',
}

/** Incidents since the last review and older ones that are open: each asks what would have prevented it. Pure. */
export function incidentLines(
  {
    incidents,
    facts,
    now,
  }: {
    incidents: readonly AgendaIncident[]
    facts: { system: { id: string; timeZone: string } }
    now: Date
  },
  since: Date,
): AgendaLine[] {
  const lines = incidents.map((incident) => ({
    sentence: `I-${incident.number} (${incident.severity}, ${dayWords(incident.startedAt, facts.system.timeZone, now)}) ${incident.title}: noticed ${noticed[incident.detectedBy] ?? ''}${delayWords(incident)}; ${preventionWords(incident)}.`,
    href: `/incidents/${incident.number}`,
  }))
  if (incidents.some(({ startedAt }) => startedAt >= since)) return lines
  return [
    { sentence: 'No incident was recorded in this time.', href: `/systems/${facts.system.id}/incidents` },
    ...lines,
  ]
}

function delayWords({ startedAt, detectedAt }: AgendaIncident): string {
  const seconds = (detectedAt.getTime() - startedAt.getTime()) / 1_000
  return seconds < 60 ? ' at once' : ` after ${formatDuration(seconds)}`
}

function preventionWords({ state, proven, preventions }: AgendaIncident): string {
  if (preventions > 0) return `${proven} of ${preventions} preventions proven`
  return state === 'closed'
    ? 'closed as not preventable'
    : 'nothing is linked yet that would have prevented it'
}
