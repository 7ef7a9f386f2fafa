import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Section } from '@/components/ui/section'
import type { FlagCounts, FlagView } from '@/lib/red-flags/view'
import { FlagRule } from './flag-rule'
import { FlagSystems } from './flag-systems'
import { FlagWeeks } from './flag-weeks'

/** "2 raised, 3 unknown, 13 clear". */
export const countsText = ({ raised, unknown, clear }: FlagCounts) =>
  [raised > 0 && `${raised} raised`, unknown > 0 && `${unknown} unknown`, clear > 0 && `${clear} clear`]
    .filter(Boolean)
    .join(', ') || 'not judged yet'

/** One flag on the page of all: where it is raised, its weeks, its rule. */
export function FlagSection({ flag, zone, now }: { flag: FlagView; zone: string; now: string }) {
  const { counts, raised } = flag
  return (
    <div className="flag">
      <Section
        title={flag.title}
        id={`flag-${flag.key.replaceAll('.', '-')}`}
        count={countsText(counts)}
        link={{
          href: `/red-flags/${flag.key}`,
          label: counts.raised > raised.length ? `All ${counts.raised}` : 'Open',
        }}
      >
        {raised.length > 0 && <FlagSystems systems={raised} flag={flag} zone={zone} now={now} />}
        <UnknownReasons flag={flag} />
        <div className="flag-foot">
          <FlagWeeks weeks={flag.weeks} title={flag.title} />
          <details className="disclosure noprint">
            <summary>The rule, and what clears it</summary>
            <FlagRule flag={flag} />
          </details>
        </div>
      </Section>
    </div>
  )
}

/** Why it is not known, with how many systems share the reason. */
function UnknownReasons({ flag: { key, counts, unknownReasons } }: { flag: FlagView }) {
  if (counts.unknown === 0) return null
  const named = unknownReasons.reduce((sum, { systems }) => sum + systems, 0)
  return (
    <ul className="flag-unknown">
      {unknownReasons.map(({ sentence, systems }) => (
        <li key={sentence}>
          <VerdictBadge verdict="unknown" word={`Unknown on ${systems}`} /> <span>{sentence}</span>
        </li>
      ))}
      {named < counts.unknown && (
        <li>
          <Link href={`/red-flags/${key}?show=unknown`} prefetch={false}>
            {counts.unknown - named} more, for other reasons
          </Link>
        </li>
      )}
    </ul>
  )
}
