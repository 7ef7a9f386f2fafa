import type { ExpiringFact } from '../expiring-fact'
import type { UpcomingFact } from '../section-facts'
import type { DueFinding } from './finding-store'

/** How many lines of what comes next are listed. */
export const upcomingListed = 8

interface Part<Item> {
  items: readonly Item[]
  total: number
}

/** What comes in the seven days after: decisions that end and findings that are due first, then planned work. Pure. */
export function upcomingFacts(
  work: Part<UpcomingFact>,
  ending: readonly ExpiringFact[],
  due: Part<DueFinding>,
): { total: number; items: readonly UpcomingFact[] } {
  const ends = ending.map(
    ({ systemId, system, title, at, href }): UpcomingFact => ({
      kind: 'acceptance-ends',
      systemId,
      system,
      title,
      at,
      count: 1,
      href,
    }),
  )
  const findings = due.items.map(
    ({ systemId, system, number, title, at }): UpcomingFact => ({
      kind: 'finding-due',
      systemId,
      system,
      title: `F-${number} ${title}`,
      at,
      count: 1,
      href: `/findings/${number}`,
    }),
  )
  return {
    total: work.total + ends.length + due.total,
    items: shares([ends, findings, work.items], upcomingListed),
  }
}

/** Of several lists in turn, so that one long list does not hide the others; each keeps its order. Pure. */
export function shares<Item>(lists: readonly (readonly Item[])[], limit: number): Item[] {
  const taken = lists.map(() => 0)
  let left = limit
  while (left > 0) {
    const open = lists.flatMap((list, index) => ((taken[index] ?? 0) < list.length ? [index] : []))
    if (open.length === 0) break
    for (const index of open) {
      if (left === 0) break
      taken[index] = (taken[index] ?? 0) + 1
      left -= 1
    }
  }
  return lists.flatMap((list, index) => list.slice(0, taken[index]))
}
