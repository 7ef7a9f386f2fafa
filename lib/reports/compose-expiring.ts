import { productPath } from './clean-text'
import {
  type CandidateRow,
  dateOf,
  dayOf,
  nameOf,
  type ReportFrame,
  type SectionDraft,
  titleOf,
} from './report-frame'
import { say } from './say'
import type { ExpiringFact } from './section-facts'

const lead = `{past, plural, =0 {} other {# expired, }}{rest, plural, =0 {none} other {#}} within 30 days; first: {first}.`

const kindWords: Readonly<Record<ExpiringFact['kind'], string>> = {
  certificate: 'certificate',
  acceptance: 'accepted risk',
  exclusion: 'exclusion',
  evidence: 'evidence',
  answer: 'answer',
}

/** What ends within 30 days. */
export function composeExpiring(frame: ReportFrame): SectionDraft {
  const { total, items } = frame.facts.expiring
  const href = frame.view('/reviews')
  const head = { key: 'expiring', title: 'Expiring', watched: true } as const
  if (total === 0) {
    const text = 'Nothing on record expires within 30 days.'
    return { ...head, tone: 'ok', word: 'none', lead: { text, href }, rows: [], beyond: 0 }
  }
  const sorted = [...items].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const [soonest] = sorted
  const first = soonest
    ? `${kindWords[soonest.kind]} ${titleOf(soonest.title, 50)} of ${nameOf(soonest)}, ${dateOf(frame, soonest.at)}`
    : 'see the list'
  const past = items.filter((item) => isPast(frame, item)).length
  const rows = sorted.slice(0, 4)
  return {
    ...head,
    tone: isPast(frame, soonest) ? 'fail' : 'warn',
    word: isPast(frame, soonest) ? 'expired' : 'soon',
    lead: {
      text: say(lead, { past, rest: Math.max(0, total - past), first }),
      href: soonest ? productPath(soonest.href) : href,
    },
    rows: rows.slice(1).map((item) => expiringRow(frame, item)),
    beyond: Math.max(0, total - Math.max(1, rows.length)),
  }
}

const isPast = ({ now }: ReportFrame, item: ExpiringFact | undefined) =>
  item !== undefined && new Date(item.at).getTime() <= now.getTime()

function expiringRow(frame: ReportFrame, item: ExpiringFact): CandidateRow {
  const past = isPast(frame, item)
  return {
    tone: past ? 'fail' : 'warn',
    word: past ? 'expired' : 'soon',
    subject: nameOf(item),
    text: `${kindWords[item.kind]}: ${titleOf(item.title)}, ${dayOf(frame, item.at)}`,
    href: productPath(item.href),
  }
}
