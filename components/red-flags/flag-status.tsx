import { type BadgeState, VerdictBadge } from '@/components/checks/verdict-badge'
import type { FlagStatus } from '@/lib/red-flags/flag-reading'

const verdicts: Readonly<Record<FlagStatus, BadgeState>> = { raised: 'fail', clear: 'ok', unknown: 'unknown' }
const words: Readonly<Record<FlagStatus, string>> = { raised: 'Raised', clear: 'Clear', unknown: 'Unknown' }

/** Shape and word of a flag; null: it was never judged. */
export function FlagStatusBadge({ status }: { status: FlagStatus | null }) {
  return status === null ? (
    <VerdictBadge verdict="never" word="Not judged yet" />
  ) : (
    <VerdictBadge verdict={verdicts[status]} word={words[status]} />
  )
}
