import Link from 'next/link'
import { OutcomeMark } from '@/components/reviews/outcome-mark'
import { InlineCode } from '@/components/ui/inline-code'
import type { SuggestionView } from '@/lib/reviews/view'

const frames = {
  pass: '',
  warn: 'evidence-warn',
  fail: 'evidence-fail',
  unknown: 'evidence-unknown',
} as const

/** The box beside a question: what data say, or what was said last time, with what it rests on. */
export function DataSays({ suggestion }: { suggestion: SuggestionView }) {
  const { from, outcome, statement, facts, gap } = suggestion
  const lead =
    from === 'last' ? 'Last time it was:' : outcome === 'unknown' ? 'The data cannot say:' : 'The data say:'
  return (
    <section className={`evidence data-says ${frames[outcome]}`} aria-label="What is known">
      <p>
        <OutcomeMark state={outcome} word={lead} />{' '}
        <strong>
          <InlineCode text={statement} />
        </strong>{' '}
        <ShowStatement suggestion={suggestion} />
      </p>
      {gap !== null && gap !== statement && (
        <p className="muted small">
          The data cannot say: <InlineCode text={gap} />
        </p>
      )}
      <Facts facts={facts.filter(({ sentence }) => sentence !== statement)} />
    </section>
  )
}

/** The way to where the statement itself can be seen. */
export function ShowStatement({ suggestion: { statement, facts } }: { suggestion: SuggestionView }) {
  const href = facts.find(({ sentence }) => sentence === statement)?.href
  if (!href) return null
  return (
    <Link href={href} prefetch={false} className="small">
      Show
    </Link>
  )
}

/** Each fact with the way to where it can be seen. */
export function Facts({ facts }: { facts: SuggestionView['facts'] }) {
  if (facts.length === 0) return null
  return (
    <ul className="facts-list small muted">
      {facts.map(({ sentence, href }) => (
        <li key={`${sentence} ${href}`}>
          <InlineCode text={sentence} />{' '}
          {href && (
            <Link href={href} prefetch={false}>
              Show
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}
