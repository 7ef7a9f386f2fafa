import type { BadgeState } from '@/components/checks/verdict-badge'
import type { DifferenceKind } from '@/lib/fingerprints/difference'
import { formatNumber } from '@/lib/format/measure'
import type { AreaResult, GuidedStep, GuidedSummary } from '@/lib/verifications/guided-view'
import type { VerificationArea } from '@/lib/verifications/schema'
import { areaQuestions } from '@/lib/verifications/view'

/** What each kind of difference is called, and how it is drawn. */
export const kindWords: Readonly<Record<DifferenceKind, { word: string; verdict: BadgeState }>> = {
  missing: { word: 'Missing', verdict: 'fail' },
  differs: { word: 'Differs', verdict: 'fail' },
  extra: { word: 'Extra', verdict: 'warn' },
  unknown: { word: 'Not comparable', verdict: 'unknown' },
}

/** Titles of the steps, in the order in which they are walked. */
export const stepTitles: Readonly<Record<GuidedStep, string>> = {
  choose: 'Choose',
  before: 'Snapshot before',
  migrate: 'Migrate',
  after: 'Snapshot after',
  compare: 'Compare',
  sign: 'Sign',
}

/** Where a difference belongs: "Records, indexes"; an area that is its own part is named once. */
export function partWords(area: VerificationArea, part: string): string {
  const { title } = areaQuestions[area]
  return title.toLowerCase() === part ? title : `${title}, ${part}`
}

/** How an area stands: open differences first, never green where nothing was compared. */
export function areaState(area: AreaResult): { word: string; verdict: BadgeState } {
  if (!area.isChosen) return { word: 'Not chosen', verdict: 'not-applicable' }
  if (area.open > 0)
    return {
      word: `${formatNumber(area.open)} open`,
      verdict: area.unknown === area.open ? 'unknown' : 'fail',
    }
  if (area.equal + area.accepted === 0) return { word: 'Nothing compared', verdict: 'unknown' }
  return {
    word: area.accepted > 0 ? `Equal but ${formatNumber(area.accepted)} accepted` : 'Equal',
    verdict: 'ok',
  }
}

/** "1 difference", "1,204 differences". */
export const countedDifferences = (count: number) =>
  `${formatNumber(count)} ${count === 1 ? 'difference' : 'differences'}`

/** How a guided verification stands in a list. */
export function guidedState({ state, open }: Pick<GuidedSummary, 'state' | 'open'>): {
  word: string
  verdict: BadgeState
} {
  if (state === 'cancelled') return { word: 'Given up', verdict: 'not-applicable' }
  if (open === null) return { word: 'Not compared yet', verdict: 'unknown' }
  if (open > 0) return { word: `${formatNumber(open)} open`, verdict: 'fail' }
  return state === 'signed'
    ? { word: 'Signed', verdict: 'ok' }
    : { word: 'Equal, not signed', verdict: 'warn' }
}
