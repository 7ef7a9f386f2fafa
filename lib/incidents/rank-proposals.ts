import { formatDay, formatDuration } from '@/lib/format/moment'
import type { PreventionWay } from './schema'

// What was known before an incident, as candidates for "what would have prevented it?". The likeliest come first; the
// person decides.

/** What the data of a system say of the time before one of its incidents. */
export interface KnownBefore {
  findings: readonly {
    number: number
    title: string
    severity: string
    firstSeen: Date
    due: Date
    checkId: string | null
    isAccepted: boolean
  }[]
  tasks: readonly { id: string; title: string; tier: string; dueAt: Date }[]
  flags: readonly { key: string; title: string; clears: string; since: Date; sentence: string }[]
  /** Checks that went bad in the days before, and the last word of each. */
  limits: readonly { checkId: string; name: string; verdict: string; at: Date; reason: string }[]
  forecasts: readonly { checkId: string; resource: string; earliest: Date; computedAt: Date }[]
  changes: readonly { checkId: string | null; what: string; place: string; at: Date }[]
  alerts: readonly { rule: string; firedAt: Date; outcome: string }[]
  controls: readonly { key: string; question: string; outcome: string }[]
}

export interface Proposal {
  source: keyof KnownBefore
  /** Stable within its source. */
  key: string
  /** What was known: "F-12 was open for 19 d". */
  sentence: string
  /** Why it ranks where it does. */
  why: string
  href: string
  weight: number
  /** What the form of a prevention is filled with. */
  use: { how: PreventionWay; what: string; title: string; why: string }
}

interface Incident {
  title: string
  detail: string
  startedAt: Date
  systemId: string
}

const severityWeight: Readonly<Record<string, number>> = { critical: 30, high: 20, medium: 10, low: 0 }
const cut = (text: string, limit: number) => (text.length <= limit ? text : `${text.slice(0, limit - 1)}…`)

/** All candidates, likeliest first; equal ones in the order of their sources. Pure. */
export function rankProposals(known: KnownBefore, incident: Incident, zone: string): Proposal[] {
  const terms = termsOf(`${incident.title} ${incident.detail}`)
  const all = [
    ...limitProposals(known, incident),
    ...findingProposals(known, incident),
    ...forecastProposals(known, incident, zone),
    ...alertProposals(known, incident),
    ...changeProposals(known, incident),
    ...taskProposals(known, incident),
    ...flagProposals(known, incident),
    ...controlProposals(known, incident),
  ]
  return all.map((each) => closer(each, terms)).sort((a, b) => b.weight - a.weight)
}

/** Words that every incident and every sentence here has. */
const commonWords = new Set(
  'after again answered before began check critical daily days down error errors failed fails flag from have high hours minutes monthly nobody open over overdue past quarterly said that their then there they this until warned weekly were when which with'.split(
    ' ',
  ),
)

/** Words of four letters and more that say what an incident was about. */
function termsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_/.-]{2,}[\p{L}\p{N}]/gu) ?? []
  return new Set(words.filter((word) => !commonWords.has(word)))
}

/** What speaks of the same things as the incident comes nearer to the top. */
function closer(proposal: Proposal, terms: ReadonlySet<string>): Proposal {
  const shared = [...termsOf(`${proposal.sentence} ${proposal.use.title}`)].filter((term) => terms.has(term))
  if (shared.length === 0) return proposal
  return {
    ...proposal,
    weight: proposal.weight + Math.min(30, shared.length * 12),
    why: `${proposal.why} It speaks of ${shared.slice(0, 3).join(', ')}, as the incident does.`,
  }
}

const secondsBefore = (at: Date, { startedAt }: Incident) => (startedAt.getTime() - at.getTime()) / 1_000
const ago = (at: Date, incident: Incident) => {
  const seconds = secondsBefore(at, incident)
  if (Math.abs(seconds) < 60) return seconds < 0 ? 'just after' : 'just before'
  return seconds < 0 ? `${formatDuration(-seconds)} after` : `${formatDuration(seconds)} before`
}
/** It came while the incident went on, before anybody noticed. */
const isDuring = (at: Date, incident: Incident) => secondsBefore(at, incident) < 0
/** Up to `most` points for what lies within `hours` of the beginning. */
const nearness = (at: Date, incident: Incident, hours: number, most: number) =>
  Math.round(most * Math.max(0, 1 - Math.max(0, secondsBefore(at, incident)) / (hours * 3_600)))

function limitProposals({ limits }: KnownBefore, incident: Incident): Proposal[] {
  return limits.map(({ checkId, name, verdict, at, reason }) => ({
    source: 'limits',
    key: checkId,
    sentence: `“${name}” ${verdict === 'warn' ? 'warned' : 'failed'} ${ago(at, incident)}: ${cut(reason, 160)}`,
    why: isDuring(at, incident)
      ? 'A limit was crossed before anybody noticed, and nobody was told.'
      : 'A limit was crossed before it began, and nobody acted.',
    href: `/checks/${checkId}`,
    weight: 60 + (verdict === 'fail' ? 10 : 0) + nearness(at, incident, 72, 25),
    use: {
      how: 'alert-rule',
      what: '',
      title: cut(`${name}: tell somebody when it ${verdict === 'warn' ? 'warns' : 'fails'}`, 160),
      why: `It ${verdict === 'warn' ? 'warned' : 'failed'} ${ago(at, incident)} it began; somebody who was told would have ${isDuring(at, incident) ? 'known then' : 'had that time'}.`,
    },
  }))
}

function findingProposals({ findings }: KnownBefore, incident: Incident): Proposal[] {
  return findings.map(({ number, title, severity, firstSeen, due, checkId, isAccepted }) => {
    const late = due < incident.startedAt
    const open = formatDuration(secondsBefore(firstSeen, incident))
    return {
      source: 'findings',
      key: String(number),
      sentence: `F-${number} (${severity}) was open for ${open}: ${cut(title, 120)}`,
      why: `${late ? `It was ${formatDuration(secondsBefore(due, incident))} past its date.` : 'It was known and not solved.'}${isAccepted ? ' Its risk had been accepted.' : ''}`,
      href: `/findings/${number}`,
      weight: 50 + (severityWeight[severity] ?? 0) + (late ? 15 : 0),
      use: {
        how: checkId ? 'check' : 'new-task',
        what: checkId ?? '',
        title: cut(`Keep this from coming back: ${title}`, 160),
        why: `F-${number} was open for ${open} when it began.`,
      },
    }
  })
}

function forecastProposals({ forecasts }: KnownBefore, incident: Incident, zone: string): Proposal[] {
  return forecasts.map(({ checkId, resource, earliest, computedAt }) => ({
    source: 'forecasts',
    key: `${checkId} ${resource}`,
    sentence: `The forecast had said that ${resource} may reach its limit from ${formatDay(earliest, zone, incident.startedAt)} on`,
    why: `It said so ${ago(computedAt, incident)}.`,
    href: `/capacity/${checkId}`,
    weight: 65 + nearness(earliest, incident, 24 * 14, 15),
    use: {
      how: 'check',
      what: checkId,
      title: cut(`Make room on ${resource}`, 160),
      why: `Its forecast had named the day ${ago(computedAt, incident)}.`,
    },
  }))
}

const alertWords: Readonly<Record<string, string>> = {
  'too-late': 'rang too late',
  'needed-nothing': 'rang and was taken for nothing',
  unknown: 'rang, and nobody wrote down what became of it',
}

function alertProposals({ alerts }: KnownBefore, incident: Incident): Proposal[] {
  return alerts.map(({ rule, firedAt, outcome }) => ({
    source: 'alerts',
    key: rule,
    sentence: `${cut(rule, 80)} ${alertWords[outcome] ?? 'rang'} ${ago(firedAt, incident)}`,
    why:
      outcome === 'too-late'
        ? 'An earlier limit would have left time.'
        : 'Somebody was told, and nothing followed.',
    href: `/systems/${incident.systemId}/proofs/alerts`,
    weight: 55 + (outcome === 'too-late' ? 10 : 0) + nearness(firedAt, incident, 72, 15),
    use: {
      how: 'alert-rule',
      what: rule,
      title: rule,
      why: 'With an earlier limit, or taken seriously, it would have left time to act.',
    },
  }))
}

function changeProposals({ changes }: KnownBefore, incident: Incident): Proposal[] {
  return changes.map(({ checkId, what, place, at }) => ({
    source: 'changes',
    key: `${at.toISOString()} ${what}`,
    sentence: `Nobody had announced this change ${ago(at, incident)}: ${cut(what, 140)} at ${cut(place, 60)}`,
    why: isDuring(at, incident)
      ? 'It was seen while the incident went on, and may have come before it.'
      : 'What was changed shortly before is what most often breaks.',
    href: `/systems/${incident.systemId}/changes`,
    weight: 40 + nearness(at, incident, 72, 40),
    use: {
      how: checkId ? 'check' : 'new-task',
      what: checkId ?? '',
      title: cut(`Look at unannounced changes at ${place}`, 160),
      why: `It was ${isDuring(at, incident) ? 'seen' : 'changed'} ${ago(at, incident)} it began, and nobody had said so.`,
    },
  }))
}

function taskProposals({ tasks }: KnownBefore, incident: Incident): Proposal[] {
  return tasks.map(({ id, title, tier, dueAt }) => ({
    source: 'tasks',
    key: id,
    sentence: `The ${tier} task “${cut(title, 100)}” was ${formatDuration(secondsBefore(dueAt, incident))} overdue`,
    why: 'It was planned, and not done.',
    href: `/tasks/${id}`,
    weight: 50 + Math.min(20, Math.round(secondsBefore(dueAt, incident) / 86_400)),
    use: {
      how: 'task',
      what: id,
      title,
      why: 'It was overdue when it began; done on time it would have come before.',
    },
  }))
}

function flagProposals({ flags }: KnownBefore, incident: Incident): Proposal[] {
  return flags.map(({ key, title, clears, since, sentence }) => ({
    source: 'flags',
    key,
    sentence: `The red flag “${title}” had been raised for ${formatDuration(secondsBefore(since, incident))}: ${cut(sentence, 140)}`,
    why: 'A claim stood there without its proof.',
    href: `/red-flags/${key}`,
    weight: 45,
    use: { how: 'new-task', what: '', title: cut(`${title}: keep it cleared`, 160), why: cut(clears, 900) },
  }))
}

function controlProposals({ controls }: KnownBefore, incident: Incident): Proposal[] {
  return controls.map(({ key, question, outcome }) => ({
    source: 'controls',
    key,
    sentence: `“${cut(question, 140)}” was answered ${outcome}`,
    why: outcome === 'fail' ? 'The gap was known from a checklist.' : 'The checklist had pointed at it.',
    href: `/systems/${incident.systemId}/controls/${key}`,
    weight: outcome === 'fail' ? 38 : 28,
    use: {
      how: 'control',
      what: key,
      title: cut(question, 160),
      why: `It was answered “${outcome}” before it began.`,
    },
  }))
}
