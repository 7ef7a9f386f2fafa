import Link from 'next/link'
import type { SuggestedAnswer } from '@/lib/checklists/answer'
import { OutcomeBadge } from './control-badge'

const tones = { pass: '', warn: ' evidence-warn', fail: ' evidence-fail', unknown: ' evidence-unknown' }

/** What the data say to a question right now, each fact with the way to where it can be seen. */
export function DataBox({ suggestion }: { suggestion: SuggestedAnswer | null }) {
  if (!suggestion)
    return <p className="evidence">No check, task or record can answer this here: only a person can.</p>
  const { outcome, statement, facts } = suggestion
  return (
    <div className={`evidence data-box${tones[outcome]}`}>
      <p>
        <strong>The data say</strong> <OutcomeBadge outcome={outcome} />
      </p>
      <p>{statement}</p>
      {facts.length > 0 && (
        <ul>
          {facts.map(({ sentence, href }) => (
            <li key={sentence}>
              {href ? (
                <Link href={href} prefetch={false}>
                  {sentence}
                </Link>
              ) : (
                sentence
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
