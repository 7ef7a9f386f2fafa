import { EmptyState } from '@/components/ui/empty-state'
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
    <Section
      title={flag.title}
      id={`flag-${flag.key.replaceAll('.', '-')}`}
      count={countsText(counts)}
      link={{
        href: `/red-flags/${flag.key}`,
        label: counts.raised > raised.length ? `All ${counts.raised}` : 'Open',
      }}
    >
      {raised.length > 0 ? (
        <FlagSystems systems={raised} flag={flag} zone={zone} now={now} />
      ) : (
        <EmptyState
          title={
            counts.unknown > 0 ? 'Raised for no system, but not known for all.' : 'Raised for no system.'
          }
        >
          {counts.clear} {counts.clear === 1 ? 'system is' : 'systems are'} clear
          {counts.unknown > 0 && `, of ${counts.unknown} the data are missing`}.
        </EmptyState>
      )}
      <FlagWeeks weeks={flag.weeks} title={flag.title} />
      <details className="disclosure noprint">
        <summary>The rule, and what clears it</summary>
        <FlagRule flag={flag} />
      </details>
    </Section>
  )
}
