import { capital } from '@/lib/format/sentences'
import { productPath } from './clean-text'
import type { ExpiringFact, ExpiringFacts } from './expiring-fact'
import {
  type CandidateRow,
  dateOf,
  dayOf,
  nameOf,
  type ReportFrame,
  type SectionDraft,
  titleOf,
  unwatched,
} from './report-frame'
import { say } from './say'

const lead = `{past, plural, =0 {} other {# expired, }}{rest, plural, =0 {none} other {#}} within 30 days; first: {first}{blind}.`
const manyPastText = `at least {past, number} of {total, number} expired, the others within 30 days; first: {first}{blind}.`
const noneText = `{dated, plural, =0 {No certificate} other {Nothing on record}} expires within 30 days{blind}.`
const unreadText = `; {unread, plural, one {# certificate} other {# certificates}} could not be read`

const kindWords: Readonly<Record<ExpiringFact['kind'], string>> = {
  certificate: 'certificate',
  acceptance: 'accepted risk',
  exclusion: 'exclusion',
  evidence: 'evidence',
  answer: 'answer',
}

/** What ends within 30 days, as far as anything with an end is on record. */
export function composeExpiring(frame: ReportFrame): SectionDraft {
  const { expiring } = frame.facts
  const { certificates, dated, total, items } = expiring
  const href = frame.view('/reviews')
  const head = { key: 'expiring', title: 'Expiring', watched: true } as const
  if (certificates.watched + dated + total === 0) {
    const text = 'Not watched: no certificate is checked, and nothing on record has an end.'
    return unwatched(head.key, head.title, text, href)
  }
  const blind = blindText(expiring)
  if (total === 0) {
    const [tone, word] = standOfNone(expiring)
    return { ...head, tone, word, lead: { text: say(noneText, { dated, blind }), href }, rows: [], beyond: 0 }
  }
  const sorted = [...items].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const [soonest] = sorted
  const first = soonest
    ? `${kindWords[soonest.kind]} ${titleOf(soonest.title, 50)} of ${nameOf(soonest)}, ${dateOf(frame, soonest.at)}`
    : 'see the list'
  const past = items.filter((item) => isPast(frame, item)).length
  const rows = sorted.slice(0, 4)
  // Only the first are listed: where all of them are past, others may be, too.
  const isMore = past > 0 && past === items.length && total > past
  return {
    ...head,
    tone: isPast(frame, soonest) ? 'fail' : 'warn',
    word: isPast(frame, soonest) ? 'expired' : 'soon',
    lead: {
      text: isMore
        ? capital(say(manyPastText, { past, total, first, blind }))
        : say(lead, { past, rest: Math.max(0, total - past), first, blind }),
      href: soonest ? productPath(soonest.href) : href,
    },
    rows: rows.slice(1).map((item) => expiringRow(frame, item)),
    beyond: Math.max(0, total - Math.max(1, rows.length)),
  }
}

/** What of it nobody can see: certificates that no check reads, or that could not be read. */
function blindText({ certificates: { watched, unread } }: ExpiringFacts): string {
  if (watched === 0) return '; certificates are not watched'
  return unread > 0 ? say(unreadText, { unread }) : ''
}

/** Nothing ends soon: that is well only where everything with an end was seen. */
function standOfNone({ certificates: { watched, unread } }: ExpiringFacts) {
  if (unread > 0) return ['unknown', 'partly unknown'] as const
  return watched > 0 ? (['ok', 'none'] as const) : (['plain', ''] as const)
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
