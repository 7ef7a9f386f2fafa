import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Section } from '@/components/ui/section'
import type { TodayView } from '@/lib/today/view'

/** The installation's own results while it is all there is: they appear as the worker brings them. */
export function FirstRun({ firstRun }: { firstRun: NonNullable<TodayView['firstRun']> }) {
  const { lines } = firstRun
  const done = lines.filter(({ state }) => state !== 'never').length
  return (
    <Section
      title={firstRun.name}
      id="first-run"
      count={`${done} of ${lines.length}`}
      link={{ href: `/systems/${firstRun.systemId}`, label: 'Open' }}
    >
      <ul className="rows">
        {lines.map((line) => (
          <li key={line.id} className="row row-plain" data-row>
            <VerdictBadge verdict={line.state} />
            <div className="row-text">
              <p>
                <Link href={`/checks/${line.id}`} prefetch={false}>
                  {line.name}
                </Link>
              </p>
              {line.reason && <p className="row-why">{line.reason}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
