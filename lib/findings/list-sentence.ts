import type { FindingList } from './view'

type Said = Pick<FindingList, 'counts' | 'filter' | 'total'>

const plural = (count: number, one: string, many: string) => (count === 1 ? one : many)

/** The headline of the findings list: how many, and what is late about them. Pure. */
export function findingsSentence({ counts, filter, total }: Said): string {
  if (filter.q || filter.severity || filter.system)
    return `${total} ${plural(total, 'finding matches', 'findings match')}`
  switch (filter.view) {
    case 'mine':
      return total === 0
        ? 'You own no open finding'
        : `You own ${total} open ${plural(total, 'finding', 'findings')}`
    case 'past-sla':
      return total === 0
        ? 'Nothing is past its date'
        : `${total} ${plural(total, 'finding is', 'findings are')} past ${plural(total, 'its', 'their')} date`
    case 'due-7d':
      return total === 0
        ? 'Nothing is due within 7 days'
        : `${total} ${plural(total, 'finding is', 'findings are')} due within 7 days`
    case 'unowned':
      return total === 0
        ? 'Every open finding has an owner'
        : `${total} open ${plural(total, 'finding has', 'findings have')} no owner`
    case 'accepted':
      return total === 0
        ? 'No risk is accepted'
        : `${total} ${plural(total, 'risk is', 'risks are')} accepted, each until its date`
    case 'reopened':
      return total === 0
        ? 'Nothing came back'
        : `${total} ${plural(total, 'finding', 'findings')} came back after being closed`
    case 'closed':
      return total === 0
        ? 'Nothing was closed yet'
        : `${total} ${plural(total, 'finding is', 'findings are')} closed`
    case 'open':
      return openSentence(counts)
  }
}

function openSentence(counts: FindingList['counts']): string {
  if (counts.open === 0) return 'No open findings'
  const late =
    counts['past-sla'] > 0 && `${counts['past-sla']} past ${plural(counts['past-sla'], 'its', 'their')} date`
  const ownerless = counts.unowned > 0 && `${counts.unowned} without an owner`
  const rest = [late, ownerless].filter(Boolean).join(', ')
  return `${counts.open} open ${plural(counts.open, 'finding', 'findings')}${rest ? `: ${rest}` : ''}`
}

/** The address of a list with some parts changed; what is standard is left out. Pure. */
export function findingsHref(
  filter: FindingList['filter'],
  change: Partial<FindingList['filter']> = {},
): string {
  const next = { ...filter, ...change }
  const parameters = new URLSearchParams()
  if (next.view !== 'open') parameters.set('view', next.view)
  if (next.q) parameters.set('q', next.q)
  if (next.severity) parameters.set('severity', next.severity)
  if (next.system) parameters.set('system', next.system)
  if (next.sort !== 'severity') parameters.set('sort', next.sort)
  if (next.page > 1) parameters.set('page', String(next.page))
  const text = parameters.toString()
  return text ? `/findings?${text}` : '/findings'
}
