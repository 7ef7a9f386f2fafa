import type { BadgeState } from '@/components/checks/verdict-badge'
import type { ComparisonSource, TableCount } from '@/lib/drills/drill-report'
import { formatNumber } from '@/lib/format/measure'

export const sourceNames: Readonly<Record<ComparisonSource, string>> = {
  manifest: 'the manifest',
  source: 'the live source',
  'last-proven': 'the last proof',
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
      return { verdict: 'ok', word: `${difference}, allowed` }
    case 'missing':
      return { verdict: 'fail', word: 'Table missing' }
    case 'extra':
      return { verdict: 'warn', word: 'Not expected' }
    case 'differs':
      return { verdict: 'fail', word: difference }
  }
}
