import type { Freshness } from '@/lib/assessments/freshness'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { changeLines } from './agenda-changes'
import { type AgendaIncident, incidentLines } from './agenda-incidents'
import { type AgendaLine, dayWords, type LinePart, part } from './agenda-line'

/** Parts of an agenda, in their order. */
export const agendaParts = [
  ['changes', 'Changes since the last review'],
  ['red-flags', 'Red flags'],
  ['expiring', 'Expired or about to expire'],
  ['unknown', 'Unknown and stale'],
  ['reproofs', 'To be shown again'],
  ['alerts', 'Alerts that fired, and those that were needed'],
  ['incidents', 'Incidents, and what would have prevented them'],
  ['core', 'What accumulates, expires, drifts and breaks silently: what is new'],
  ['actions', 'Actions under way'],
] as const
export type AgendaPartKey = (typeof agendaParts)[number][0]

/** What a review talks about, frozen when it is prepared: JSON-safe. */
export interface Agenda {
  at: string
  /** When the last review was closed; none: this is the first. */
  since: string | null
  parts: ({ key: AgendaPartKey; title: string } & LinePart)[]
}

export interface AgendaInput {
  now: Date
  since: Date | null
  facts: SystemFacts
  flags: readonly { title: string; status: 'raised' | 'clear' | 'unknown'; sentence: string }[]
  exclusions: readonly { question: string; until: Date; reason: string }[]
  /** Of the controls that are asked. */
  standing: readonly {
    question: string
    freshness: Freshness
    outcome: string
    validUntil: Date | null
    /** Data suggest an answer now: it is known. */
    isSuggested: boolean
  }[]
  evidence: readonly { id: string; title: string; validUntil: Date }[]
  core: readonly { question: string; what: string; createdAt: Date; endedAt: Date | null }[]
  /** Open, or begun since the last review; newest first. */
  incidents: readonly AgendaIncident[]
  reproofs: readonly { question: string }[]
  /** What changed in the questions themselves. */
  checklist: string | null
  people: ReadonlyMap<string, string>
}

const dayMs = 86_400_000
/** What ends within so many days is talked about now: the next review would come too late. */
const soonDays = 90
/** How far back the first review looks. */
const firstLookDays = 90

/** The agenda of a review. Every line says where it comes from. Pure. */
export function buildAgenda(input: AgendaInput): Agenda {
  const since = input.since ?? new Date(input.now.getTime() - firstLookDays * dayMs)
  const lines: Readonly<Record<AgendaPartKey, AgendaLine[]>> = {
    changes: changeLines(input, since),
    'red-flags': flagLines(input),
    expiring: expiringLines(input),
    unknown: unknownLines(input),
    reproofs: input.reproofs.map(({ question }) => ({ sentence: question, href: null })),
    alerts: alertLines(input, since),
    incidents: incidentLines(input, since),
    core: coreLines(input, since),
    actions: actionLines(input),
  }
  return {
    at: input.now.toISOString(),
    since: input.since?.toISOString() ?? null,
    parts: agendaParts.map(([key, title]) => ({ key, title, ...part(lines[key]) })),
  }
}

function flagLines({ flags, facts }: AgendaInput): AgendaLine[] {
  const href = `/systems/${facts.system.id}`
  return flags
    .filter(({ status }) => status !== 'clear')
    .toSorted((a, b) => Number(a.status === 'unknown') - Number(b.status === 'unknown'))
    .map(({ title, status, sentence }) => ({
      sentence: `${title}: ${status}. ${sentence}`,
      href,
    }))
}

function expiringLines({ now, facts, exclusions, evidence, standing }: AgendaInput): AgendaLine[] {
  const soon = new Date(now.getTime() + soonDays * dayMs)
  const zone = facts.system.timeZone
  const ends = (until: Date) => `${until < now ? 'ended' : 'ends'} on ${dayWords(until, zone, now)}`
  const lines = [
    ...facts.findings.flatMap(({ acceptance, number, title }) =>
      acceptance && acceptance.until < soon
        ? [
            {
              at: acceptance.until,
              sentence: `Accepted risk F-${number} ${ends(acceptance.until)}: ${title}`,
              href: `/findings/${number}`,
            },
          ]
        : [],
    ),
    ...exclusions
      .filter(({ until }) => until < soon)
      .map(({ question, until, reason }) => ({
        at: until,
        sentence: `“Does not apply” ${ends(until)}: ${question} (${reason})`,
        href: `/systems/${facts.system.id}/controls`,
      })),
    ...evidence
      .filter(({ validUntil }) => validUntil < soon)
      .map(({ id, title, validUntil }) => ({
        at: validUntil,
        sentence: `Evidence ${ends(validUntil)}: ${title}`,
        href: `/evidence/${id}`,
      })),
    ...standing.flatMap(({ question, freshness, validUntil }) =>
      freshness === 'due-soon' && validUntil
        ? [{ at: validUntil, sentence: `Answer ${ends(validUntil)}: ${question}`, href: null }]
        : [],
    ),
  ]
  return lines
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ sentence, href }) => ({ sentence, href }))
}

function unknownLines({ standing, facts }: AgendaInput): AgendaLine[] {
  const controls = standing
    .filter(
      ({ freshness, outcome, isSuggested }) =>
        !isSuggested && (freshness === 'never' || freshness === 'stale' || outcome === 'unknown'),
    )
    .map(({ question, freshness }) => ({
      sentence: `${freshness === 'never' ? 'Never answered' : freshness === 'stale' ? 'Answered too long ago' : 'Nobody knew'}: ${question}`,
      href: null,
    }))
  const checks = facts.checks
    .filter(({ state }) => state === 'unknown' || state === 'never')
    .map(({ id, name, state, reason }) => ({
      sentence: `Check ${name}: ${state === 'never' ? 'has never run' : `unknown${reason ? `, ${reason}` : ''}`}`,
      href: `/checks/${id}`,
    }))
  return [...checks, ...controls]
}

function alertLines({ facts }: AgendaInput, since: Date): AgendaLine[] {
  const fired = facts.alerts.filter(({ firedAt }) => firedAt >= since)
  const href = `/systems/${facts.system.id}/proofs`
  if (fired.length === 0) return [{ sentence: 'No alert was recorded in this time.', href }]
  const count = (outcome: string) => fired.filter((alert) => alert.outcome === outcome).length
  const byRule = Map.groupBy(fired, ({ rule }) => rule)
  const useless = [...byRule]
    .map(([rule, alerts]) => ({
      rule,
      alerts,
      none: alerts.filter(({ outcome }) => outcome === 'needed-nothing').length,
    }))
    .filter(({ none }) => none > 0)
    .toSorted((a, b) => b.none - a.none)
  return [
    {
      sentence: `${fired.length} fired: ${count('acted')} acted on, ${count('needed-nothing')} needed nothing, ${count('too-late')} came too late, ${count('unknown')} without a record of what became of it.`,
      href,
    },
    ...useless.map(({ rule, alerts, none }) => ({
      sentence: `${rule}: ${none} of ${alerts.length} needed nothing.`,
      href,
    })),
  ]
}

const coreWords: Readonly<Record<string, string>> = {
  accumulates: 'Accumulates',
  expires: 'Expires',
  drifts: 'Drifts',
  'breaks-silently': 'Breaks silently',
}

function coreLines({ core, facts }: AgendaInput, since: Date): AgendaLine[] {
  const href = `/systems/${facts.system.id}/controls`
  const fresh = core.filter(({ createdAt, endedAt }) => createdAt >= since && endedAt === null)
  const gone = core.filter(({ endedAt }) => endedAt !== null && endedAt >= since)
  const missing = Object.keys(coreWords).filter(
    (question) => !core.some((each) => each.question === question && each.endedAt === null),
  )
  return [
    ...missingLines(missing, href),
    ...fresh.map(({ question, what }) => ({ sentence: `${coreWords[question] ?? question}: ${what}`, href })),
    ...gone.map(({ question, what }) => ({ sentence: `No longer ${question}: ${what}`, href })),
  ]
}

/** What nobody has named yet: said once when that is all of it. */
function missingLines(missing: readonly string[], href: string): AgendaLine[] {
  if (missing.length === Object.keys(coreWords).length)
    return [{ sentence: 'Nothing is named yet for any of the four.', href }]
  return missing.map((question) => ({ sentence: `${coreWords[question]}: nothing is named yet.`, href }))
}

const open = new Set(['open', 'triaged', 'in-progress', 'resolved'])

function actionLines({ now, facts, people }: AgendaInput): AgendaLine[] {
  return facts.findings
    .filter(({ state }) => open.has(state))
    .toSorted((a, b) => a.due.getTime() - b.due.getTime())
    .map(({ number, title, severity, ownerId, due }) => ({
      sentence: `F-${number} (${severity}) ${title} · ${(ownerId && people.get(ownerId)) || 'nobody'}, ${due < now ? 'overdue since' : 'due'} ${dayWords(due, facts.system.timeZone, now)}`,
      href: `/findings/${number}`,
    }))
}
