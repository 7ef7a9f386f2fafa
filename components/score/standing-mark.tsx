import { VerdictBadge } from '@/components/checks/verdict-badge'
import type { Standing } from '@/lib/score/schema'
import { standingNames } from '@/lib/score/view'

const verdicts = {
  pass: 'ok',
  warn: 'warn',
  fail: 'fail',
  accepted: 'accepted',
  unknown: 'unknown',
  stale: 'unknown',
  never: 'never',
} as const satisfies Record<Standing, string>

/** How a control stands: shape and word. */
export function StandingMark({ standing }: { standing: Standing }) {
  return <VerdictBadge verdict={verdicts[standing]} word={standingNames[standing]} />
}
