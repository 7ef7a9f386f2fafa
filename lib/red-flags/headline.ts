import { formatNumber } from '@/lib/format/measure'
import { formatDuration } from '@/lib/format/moment'
import { countOf } from './words'

interface HeadlineFlag {
  title: string
  counts: { raised: number; unknown: number; clear: number }
  raised: readonly { name: string }[]
}

interface HeadlineFacts {
  flags: readonly HeadlineFlag[]
  coverage: { systems: number; judged: number }
  /** "06:00", when the oldest judgement was made. */
  evaluated: string | null
  /** Seconds since then; null: nothing was judged yet. */
  ageSeconds: number | null
}

/** The worker judges every quarter of an hour: what is older than an hour says nothing about now. */
const currentSeconds = 3_600

const small = (title: string) => title.charAt(0).toLowerCase() + title.slice(1)

/** "Backups never restored (orders-db)", "(orders-db and 4 more)". */
function withSystems({ title, counts, raised }: HeadlineFlag): string {
  const [first] = raised
  const more = counts.raised > 1 ? ` and ${counts.raised - 1} more` : ''
  return `${small(title)} (${first?.name ?? 'one system'}${more})`
}

/**
 * The sentence over the page of all flags: what is raised, most widespread first; what is unknown never counts as
 * clear. Pure.
 */
export function redFlagsHeadline({ flags, coverage, evaluated, ageSeconds }: HeadlineFacts): string {
  const all = flags.length
  if (coverage.systems === 0) return 'No system yet that could raise a flag'
  if (all === 0) return 'Every rule is switched off'
  const raised = flags.filter(({ counts }) => counts.raised > 0)
  if (raised.length > 0) {
    const worst = raised.toSorted((a, b) => b.counts.raised - a.counts.raised)
    const named = worst.slice(0, 2).map(withSystems)
    const rest = worst.length - named.length
    return `${raised.length} of ${all} raised: ${named.join('; ')}${rest > 0 ? `; and ${countOf(rest, 'more', 'more')}` : ''}`
  }
  if (ageSeconds !== null && ageSeconds > currentSeconds)
    return `None of ${all} was raised, but the last judgement is ${formatDuration(ageSeconds)} old`
  const isAllClear =
    flags.every(({ counts }) => counts.unknown === 0) && coverage.judged === coverage.systems && evaluated
  if (isAllClear)
    return `${all} of ${all} clear, evaluated ${evaluated}, ${coverage.judged} of ${coverage.systems} systems covered`
  const unknown = flags.filter(({ counts }) => counts.unknown > 0).length
  return `None of ${all} raised, but ${unknown > 0 ? `${unknown} not known everywhere` : 'not all systems are judged yet'}`
}

/** What is not known, counted apart; empty when everything is. Pure. */
export function unknownSentence(flags: readonly HeadlineFlag[]): string {
  const unknown = flags.filter(({ counts }) => counts.unknown > 0)
  if (unknown.length === 0) return ''
  const parts = unknown.map(({ title, counts }, index) => {
    // "3 systems" once, numbers alone after it.
    const systems = index === 0 ? countOf(counts.unknown, 'system') : formatNumber(counts.unknown)
    return `${small(title)} (${systems})`
  })
  return `Not known, and so not clear: ${parts.join(', ')}.`
}
