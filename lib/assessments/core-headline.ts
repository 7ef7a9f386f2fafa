import type { CoreQuestionsView } from './view'

/** The situation of the four core questions in one sentence, counts first. Pure. */
export function coreHeadline({ rows }: Pick<CoreQuestionsView, 'rows'>): string {
  const items = rows.flatMap((row) => row.items)
  if (items.length === 0) return 'Not written down yet: what accumulates, expires, drifts or breaks silently'
  const answered = rows.filter((row) => row.items.length > 0).length
  const unwatched = items.filter(({ isWatched }) => !isWatched).length
  const entries = items.length === 1 ? '1 entry' : `${items.length} entries`
  const watch = unwatched === 0 ? `all ${entries} watched` : `${unwatched} of ${entries} watched by nobody`
  return `${answered} of 4 core questions answered; ${items.length === 1 && unwatched === 0 ? '1 entry, watched' : watch}`
}
