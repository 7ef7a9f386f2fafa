import type { ReportRow, ReportSection, ReportTone } from './report-document'
import type { CandidateRow, SectionDraft } from './report-frame'

/** Rows that one page holds beside its ten sentences. */
export const rowsOfPage = 8

/** Rows that one section may take of them. */
const rowsOfSection = 3

const weight: Readonly<Record<ReportTone, number>> = {
  fail: 0,
  warn: 1,
  unknown: 2,
  accepted: 3,
  plain: 4,
  ok: 5,
  off: 6,
}

/** What a section must tell of itself, then the first thing of each section; one that only tells comes later. */
function turnOf(row: CandidateRow, place: number): number {
  if (place > 0) return 2
  if (row.isAside) return 0
  return row.tone === 'plain' ? 2 : 1
}

/**
 * Shares the page out among the sections: each gets its first row, then the worst of all further rows come in. What
 * gets no place is counted under `more`.
 */
export function shareRows(drafts: readonly SectionDraft[]): ReportSection[] {
  const wanted = drafts.flatMap((draft, section) =>
    draft.rows.slice(0, rowsOfSection).map((row, place) => ({
      section,
      place,
      turn: turnOf(row, place),
      weight: weight[row.tone],
    })),
  )
  const order = [...wanted].sort(
    (a, b) => a.turn - b.turn || a.weight - b.weight || a.place - b.place || a.section - b.section,
  )
  const kept = new Set(order.slice(0, rowsOfPage).map(({ section, place }) => `${section}.${place}`))
  return drafts.map((draft, section) => finish(draft, (place) => kept.has(`${section}.${place}`)))
}

function finish(draft: SectionDraft, isKept: (place: number) => boolean): ReportSection {
  const dropped = draft.rows.filter((row, place) => !isKept(place) && !row.isAside).length
  return {
    key: draft.key,
    title: draft.title,
    watched: draft.watched,
    tone: draft.tone,
    word: draft.word,
    lead: { key: `${draft.key}.lead`, ...draft.lead },
    rows: draft.rows.filter((_, place) => isKept(place)).map(plainRow),
    more: draft.beyond + dropped,
  }
}

const plainRow = ({ tone, word, subject, text, href }: CandidateRow): ReportRow => ({
  tone,
  word,
  subject,
  text,
  href,
})
