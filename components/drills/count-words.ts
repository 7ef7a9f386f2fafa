import type { BadgeState } from '@/components/checks/verdict-badge'
import type { ComparisonSource, DrillReport, TableCount } from '@/lib/drills/drill-report'
import { formatNumber } from '@/lib/format/measure'

export const sourceNames: Readonly<Record<ComparisonSource, string>> = {
  manifest: 'the manifest',
  source: 'the live source',
  'last-proven': 'the last proof',
}

/** What is said of tables that were compared and are not listed; empty where all are. Pure. */
export function unlistedText(
  counts: readonly TableCount[],
  { compared, differing }: Pick<DrillReport['tables'], 'compared' | 'differing'>,
): string {
  const namesOf = (listed: readonly TableCount[]) => new Set(listed.map(({ table }) => table)).size
  const left = compared - namesOf(counts)
  if (left <= 0) return ''
  const wrong = differing - namesOf(counts.filter(({ state }) => state === 'differs' || state === 'missing'))
  const tables =
    left === 1
      ? '1 further table was compared and is'
      : `${formatNumber(left)} further tables were compared and are`
  const how =
    wrong > 0
      ? `${wrong === 1 ? '1 of them differs' : `${formatNumber(wrong)} of them differ`}`
      : 'none of them differs'
  return `${tables} not listed; ${how}.`
}

/** State of one table: how many rows are missing or too many, or that its content differs. Pure. */
export function countState({ state, expected, found, sameContent }: TableCount): {
  verdict: BadgeState
  word: string
} {
  const more = expected !== null && found !== null ? found - expected : null
  const difference =
    more === null || more === 0
      ? sameContent === false
        ? 'Other content'
        : 'Differs'
      : more < 0
        ? `${formatNumber(-more)} missing`
        : `${formatNumber(more)} too many`
  switch (state) {
    case 'equal':
      return { verdict: 'ok', word: 'Equal' }
    case 'within':
      // What nobody counted before is not known to be right.
      if (expected === null) return { verdict: 'unknown', word: 'Not compared' }
      return { verdict: 'ok', word: `${difference}, allowed` }
    case 'missing':
      return { verdict: 'fail', word: 'Table missing' }
    case 'extra':
      return { verdict: 'warn', word: 'Not expected' }
    case 'differs':
      return { verdict: 'fail', word: difference }
  }
}
