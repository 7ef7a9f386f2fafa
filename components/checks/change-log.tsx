import Link from 'next/link'
import { stateWords } from '@/components/checks/verdict-badge'
import { Moment } from '@/components/ui/moment'
import type { Verdict } from '@/lib/checks/verdict'
import type { ChangeLine } from '@/lib/overview/view'

const word = (verdict: string) => stateWords[verdict as Verdict]?.toLowerCase() ?? verdict

/** Changes of state, newest first: when, what, from what to what, why. */
export function ChangeLog({
  changes,
  zone,
  now,
}: {
  changes: readonly ChangeLine[]
  zone: string
  now?: string
}) {
  return (
    <ul className="log">
      {changes.map((change) => (
        <li key={`${change.checkId}${change.at}`}>
          <Moment at={change.at} zone={zone} now={now} />
          <span>
            <Link href={`/checks/${change.checkId}`} prefetch={false}>
              {change.checkName}
            </Link>{' '}
            {change.from ? `${word(change.from)} → ` : ''}
            <b>{word(change.to)}</b>
            <span className="muted"> {change.reason}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
